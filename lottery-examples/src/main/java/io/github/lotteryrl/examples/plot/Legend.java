// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a {@link Figure} explains its lines. */
public enum Legend {
    /** Nowhere. */
    NONE,
    /** In each panel, in the corner with the fewest points. */
    PANEL,
    /** Once for each row of panels, beside the row's title. */
    ROW,
    /** Once, below the figure's title. */
    FIGURE;

    static final double LINE_HEIGHT = 20;
    private static final double SAMPLE = 24;
    private static final double GAP = 6;
    private static final double BETWEEN = 20;
    private static final TextStyle TEXT = new TextStyle(Look.LABEL_TEXT, Look.TEXT, Anchor.START);

    /** A name and the look of its line. */
    record Entry(String name, Rgb color, Dash dash, Marker marker, boolean band) {
        double width() {
            return SAMPLE + GAP + Look.width(name, Look.LABEL_TEXT);
        }
    }

    /** Returns each name once, in order. */
    static List<Entry> distinct(List<Entry> entries) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Entry first = byName.putIfAbsent(entry.name(), entry);
            if (first != null && (!first.color().equals(entry.color()) || first.dash() != entry.dash())) {
                throw new IllegalArgumentException(
                        "series \"" + entry.name() + "\" is " + first.color().toHex() + " "
                                + first.dash() + " and " + entry.color().toHex() + " " + entry.dash()
                                + " under one legend, must look alike");
            }
        }
        return List.copyOf(byName.values());
    }

    /** Breaks entries into lines that fit the width. */
    static List<List<Entry>> lines(List<Entry> entries, double width) {
        List<List<Entry>> lines = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            if (used + entry.width() > width) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.get(lines.size() - 1).add(entry);
            used += entry.width() + BETWEEN;
        }
        return lines;
    }

    static double width(List<Entry> line) {
        return line.stream().mapToDouble(Entry::width).sum() + BETWEEN * Math.max(0, line.size() - 1);
    }

    /** Draws one line of entries, starting at the left, on a base line. */
    static void paintLine(Canvas canvas, List<Entry> line, double left, double base) {
        double x = left;
        for (Entry entry : line) {
            paintEntry(canvas, entry, x, base);
            x += entry.width() + BETWEEN;
        }
    }

    private static void paintEntry(Canvas canvas, Entry entry, double x, double base) {
        double middle = base - 0.34 * Look.LABEL_TEXT;
        if (entry.band()) {
            canvas.fill(new Box(x, middle - 5.5, SAMPLE, 11), entry.color(), Look.BAND_OPACITY);
        }
        canvas.line(x, middle, x + SAMPLE, middle, new Pen(entry.color(), Look.LINE + 0.3, entry.dash()));
        if (entry.marker() != Marker.NONE) {
            entry.marker().paint(canvas, x + SAMPLE / 2, middle, Look.MARKER_RADIUS, entry.color());
        }
        canvas.text(entry.name(), x + SAMPLE + GAP, base, TEXT);
    }

    /** Returns a box for one entry below the other, at the origin. */
    static Box box(List<Entry> entries) {
        double width = entries.stream().mapToDouble(Entry::width).max().orElse(0);
        return new Box(0, 0, width + 2 * GAP, entries.size() * LINE_HEIGHT + GAP);
    }

    static void paintBox(Canvas canvas, Box box, List<Entry> entries) {
        canvas.fill(box, Look.PAPER, 0.82);
        double base = box.top() + LINE_HEIGHT - 2;
        for (Entry entry : entries) {
            paintEntry(canvas, entry, box.left() + GAP, base);
            base += LINE_HEIGHT;
        }
    }
}
