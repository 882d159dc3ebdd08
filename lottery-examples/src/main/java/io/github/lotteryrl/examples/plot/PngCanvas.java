// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws with Java2D into an image of twice the figure's size in each direction. */
final class PngCanvas implements Canvas {

    static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Font font;

    /** Throws {@link MissingFontsException} if this machine cannot draw text. */
    PngCanvas(double width, double height) throws MissingFontsException {
        // A DISPLAY that does not answer (a stale ssh session) would otherwise stop even drawing into memory.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            image = new BufferedImage(
                    (int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE), BufferedImage.TYPE_INT_RGB);
            graphics = image.createGraphics();
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            font = chooseFont();
            glyphs("0", font);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Error | RuntimeException e) {
            // Without fontconfig, freetype or fonts the JDK throws, by version and by attempt, InternalError,
            // UnsatisfiedLinkError, NoClassDefFoundError, NullPointerException or a bare Error.
            throw MissingFontsException.because(e);
        }
    }

    byte[] finish() throws IOException {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO.write would put a cache file into the temporary folder, which may be full or read-only.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IOException("this Java runtime has no PNG writer");
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void polyline(double[] x, double[] y, Pen pen) {
        graphics.setColor(color(pen.color(), 1));
        graphics.setStroke(stroke(pen));
        graphics.draw(path(x, y));
    }

    @Override
    public void polygon(double[] x, double[] y, Rgb fill, double opacity) {
        graphics.setColor(color(fill, opacity));
        Path2D path = path(x, y);
        path.closePath();
        graphics.fill(path);
    }

    @Override
    public void dot(double x, double y, double radius, Rgb fill) {
        graphics.setColor(color(fill, 1));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void tiles(List<Tile> tiles) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (Tile tile : tiles) {
            graphics.setColor(color(tile.color(), 1));
            double left = wholePixels(tile.box().left());
            double top = wholePixels(tile.box().top());
            graphics.fill(new Rectangle2D.Double(
                    left,
                    top,
                    wholePixels(tile.box().right()) - left,
                    wholePixels(tile.box().bottom()) - top));
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    private static double wholePixels(double length) {
        return (double) Math.round(length * SCALE) / SCALE;
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        if (text.isEmpty()) {
            return;
        }
        Font sized = font.deriveFont(style.bold() ? Font.BOLD : Font.PLAIN, (float) style.size());
        GlyphVector glyphs = glyphs(text, sized);
        double width = glyphs.getLogicalBounds().getWidth();
        double shift = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        if (style.upward()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.setColor(color(style.color(), 1));
        graphics.drawGlyphVector(glyphs, (float) shift, 0);
        graphics.setTransform(before);
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        Shape before = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
        drawing.run();
        graphics.setClip(before);
    }

    private GlyphVector glyphs(String text, Font sized) {
        char[] chars = text.toCharArray();
        return sized.layoutGlyphVector(
                graphics.getFontRenderContext(), chars, 0, chars.length, Font.LAYOUT_LEFT_TO_RIGHT);
    }

    private static Font chooseFont() {
        Set<String> installed = new HashSet<>(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        String family =
                Look.FONTS.stream().filter(installed::contains).findFirst().orElse(Font.SANS_SERIF);
        return new Font(family, Font.PLAIN, 12);
    }

    private static Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            path.lineTo(x[i], y[i]);
        }
        return path;
    }

    private static BasicStroke stroke(Pen pen) {
        float width = (float) pen.width();
        if (pen.dash() == Dash.SOLID) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] pattern = new float[pen.dash().pattern().size()];
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] = pen.dash().pattern().get(i).floatValue();
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
    }

    private static Color color(Rgb rgb, double opacity) {
        return new Color(rgb.red(), rgb.green(), rgb.blue(), (int) Math.round(255 * opacity));
    }
}
