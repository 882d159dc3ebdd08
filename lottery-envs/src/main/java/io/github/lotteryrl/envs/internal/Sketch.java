// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A drawing in metres on white, x to the right and y up. A class of its own, because AWT loads native libraries, which
 * training does without. Colours are red, green and blue as in 0xff8000.
 */
public final class Sketch {

    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * Starts a drawing of what lies between two corners.
     *
     * @param scale a metre in pixels
     */
    public Sketch(double left, double bottom, double right, double top, double scale) {
        image = new BufferedImage(
                (int) Math.round((right - left) * scale),
                (int) Math.round((top - bottom) * scale),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, -scale);
        graphics.translate(-left, -top);
    }

    /** Draws a line with round ends. */
    public void line(int colour, double width, double x1, double y1, double x2, double y2) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Fills a rectangle around a point. */
    public void box(int colour, double x, double y, double width, double height) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Rectangle2D.Double(x - width / 2, y - height / 2, width, height));
    }

    /** Fills a circle around a point. */
    public void dot(int colour, double x, double y, double radius) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** Returns the drawing. */
    public BufferedImage finish() {
        graphics.dispose();
        return image;
    }
}
