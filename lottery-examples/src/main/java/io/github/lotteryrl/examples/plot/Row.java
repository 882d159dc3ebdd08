// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.Arrays;
import java.util.List;

/**
 * Panels side by side, which fill the width of a {@link Figure}: all of one size unless told otherwise. Immutable.
 *
 * <p>The frames of panels with axes stand below each other in all rows that have no widths of their own. A row of heat maps
 * and pictures alone is only as high as they need.
 */
public final class Row {

    private static final double FRAME_HEIGHT = 175;
    private static final double WIDEST = 1000;

    private final String title;
    private final List<Panel> panels;
    private final double frameHeight;
    private final double[] widths;
    private final boolean equalWidths;

    private Row(String title, List<Panel> panels, double frameHeight, double[] widths, boolean equalWidths) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("row \"" + title + "\" has 0 panels, at least 1 needed");
        }
        this.title = title;
        this.panels = panels;
        this.frameHeight = frameHeight;
        this.widths = widths;
        this.equalWidths = equalWidths;
    }

    /** Returns a row without a title. */
    public static Row of(Panel... panels) {
        return titled("", panels);
    }

    /** Returns a row with a title above its left edge. */
    public static Row titled(String title, Panel... panels) {
        double[] equal = new double[panels.length];
        Arrays.fill(equal, 1);
        return new Row(title, List.of(panels), FRAME_HEIGHT, equal, true);
    }

    /** Returns this row with frames of another height, in pixels, at least 40; heat maps and pictures may need less. */
    public Row frameHeight(double pixels) {
        if (!(pixels >= 40 && pixels <= 10_000)) {
            throw new IllegalArgumentException("frame height " + pixels + " not in [40, 10000]");
        }
        return new Row(title, panels, pixels, widths, equalWidths);
    }

    /**
     * Returns this row with frames of these widths in proportion to each other: {@code widths(2, 1, 1)} makes the first
     * twice as wide as the others. Frames of rows with the same widths stand below each other.
     *
     * @param relative a number for each panel, in (0, 1000]; not modified
     */
    public Row widths(double... relative) {
        if (relative.length != panels.size()) {
            throw new IllegalArgumentException(
                    "row \"" + title + "\" has " + relative.length + " widths, " + panels.size() + " panels");
        }
        for (int i = 0; i < relative.length; i++) {
            if (!(relative[i] > 0 && relative[i] <= WIDEST)) {
                throw new IllegalArgumentException(
                        "row \"" + title + "\" widths[" + i + "] " + relative[i] + " not in (0, 1000]");
            }
        }
        return new Row(title, panels, frameHeight, relative.clone(), false);
    }

    String title() {
        return title;
    }

    List<Panel> panels() {
        return panels;
    }

    double frameHeight() {
        return frameHeight;
    }

    /** Returns the relative widths; not to be modified. */
    double[] widths() {
        return widths;
    }

    /** Returns whether all rows of the figure for which this is so have their frames below each other. */
    boolean isAligned() {
        return equalWidths && panels.stream().noneMatch(Panel::keepsProportions);
    }

    /** Returns whether frames of the two rows stand below each other. */
    boolean sharesColumnsWith(Row other) {
        return isAligned() ? other.isAligned() : !other.isAligned() && Arrays.equals(widths, other.widths);
    }

    Panel.Insets insets() {
        return panels.stream()
                .map(p -> p.insets(frameHeight))
                .reduce(Panel.Insets::max)
                .orElseThrow();
    }

    List<Legend.Entry> entries() {
        return panels.stream().flatMap(p -> p.entries().stream()).toList();
    }
}
