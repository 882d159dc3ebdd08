// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Tile;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A panel with a picture of few flat colours, such as a game's screen as {@code Environment.render()} draws it. It is drawn
 * as rectangles, in the SVG too: an embedded PNG would have other bytes on another JDK. Immutable.
 */
public final class PicturePanel extends Panel {

    private static final int MOST_PIXELS = 4_000_000;
    private static final int MOST_AREAS = 20_000;

    private final String title;
    private final String caption;
    private final int width;
    private final int height;
    private final Rgb background;
    private final List<Tile> areas;

    private PicturePanel(String title, String caption, int width, int height, Rgb background, List<Tile> areas) {
        this.title = title;
        this.caption = caption;
        this.width = width;
        this.height = height;
        this.background = background;
        this.areas = areas;
    }

    /**
     * Returns a panel with a copy of a picture on white paper.
     *
     * @param title may be empty
     * @param picture of at most 4 million pixels, which form at most 20 000 rectangles of one colour; not modified
     */
    public static PicturePanel of(String title, BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "picture \"" + title + "\" of " + width + " x " + height + " pixels has more than " + MOST_PIXELS);
        }
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = onPaper(pixels[i]);
        }
        int background = mostFrequent(pixels);
        List<Tile> areas = areas(title, pixels, width, background);
        return new PicturePanel(title, "", width, height, Rgb.of(background), areas);
    }

    /** Returns this panel with a text under its picture. */
    public PicturePanel caption(String text) {
        return new PicturePanel(title, text, width, height, background, areas);
    }

    private static int onPaper(int argb) {
        int alpha = argb >>> 24;
        return blend(argb >> 16, Look.PAPER.red(), alpha) << 16
                | blend(argb >> 8, Look.PAPER.green(), alpha) << 8
                | blend(argb, Look.PAPER.blue(), alpha);
    }

    private static int blend(int part, int paper, int alpha) {
        return ((part & 0xFF) * alpha + paper * (0xFF - alpha) + 0x7F) / 0xFF;
    }

    private static int mostFrequent(int[] pixels) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    /** Returns rectangles of one colour that are not the background: runs of a row, joined with equal ones above. */
    private static List<Tile> areas(String title, int[] pixels, int width, int background) {
        List<Tile> areas = new ArrayList<>();
        Map<Run, Integer> open = Map.of();
        for (int y = 0; y * width < pixels.length; y++) {
            Map<Run, Integer> next = new LinkedHashMap<>();
            for (int x = 0; x < width; ) {
                int from = x;
                int color = pixels[y * width + from];
                while (x < width && pixels[y * width + x] == color) {
                    x++;
                }
                if (color != background) {
                    Run run = new Run(from, x, color);
                    next.put(run, open.getOrDefault(run, y));
                }
            }
            close(areas, open, next, y);
            open = next;
            if (areas.size() + open.size() > MOST_AREAS) {
                throw new IllegalArgumentException("picture \"" + title + "\" has more than " + MOST_AREAS
                        + " rectangles of one colour, which are what is drawn");
            }
        }
        close(areas, open, Map.of(), pixels.length / width);
        areas.sort(Comparator.comparingDouble((Tile area) -> area.box().top())
                .thenComparingDouble(area -> area.box().left()));
        return List.copyOf(areas);
    }

    private static void close(List<Tile> areas, Map<Run, Integer> open, Map<Run, Integer> next, int bottom) {
        open.forEach((run, top) -> {
            if (!next.containsKey(run)) {
                areas.add(new Tile(new Box(run.from(), top, run.to() - run.from(), bottom - top), Rgb.of(run.color())));
            }
        });
    }

    /** Pixels [from, to) of a row. */
    private record Run(int from, int to, int color) {}

    /** Returns the rectangles, in the picture's pixels. */
    List<Tile> areas() {
        return areas;
    }

    private double scale(double frameWidth, double frameHeight) {
        return Math.min(frameWidth / width, frameHeight / height);
    }

    @Override
    Insets insets(double frameHeight) {
        return new Insets(0, title.isEmpty() ? 0 : Caption.TITLE_ROOM, 0, caption.isEmpty() ? 0 : Caption.ROOM);
    }

    @Override
    double titleWidth() {
        return Caption.titleWidth(title, Optional.empty());
    }

    @Override
    double labelWidth() {
        return Caption.width(caption);
    }

    @Override
    boolean keepsProportions() {
        return true;
    }

    @Override
    double heightAt(double frameWidth, double most) {
        return height * scale(frameWidth, most);
    }

    @Override
    List<Legend.Entry> entries() {
        return List.of();
    }

    @Override
    void paint(Canvas canvas, Place place, boolean ownLegend) {
        Box frame = place.frame();
        double scale = scale(frame.width(), frame.height());
        Box box = new Box(
                frame.centre() - width * scale / 2, frame.middle() - height * scale / 2, width * scale, height * scale);
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(box, background));
        for (Tile area : areas) {
            Box part = area.box();
            Box placed = new Box(
                    box.left() + part.left() * scale,
                    box.top() + part.top() * scale,
                    part.width() * scale,
                    part.height() * scale);
            tiles.add(new Tile(placed, area.color()));
        }
        canvas.tiles(tiles);
        Caption.paintTitle(canvas, place, box, title, Optional.empty());
        Caption.paint(canvas, place, box, caption, place.room());
    }
}
