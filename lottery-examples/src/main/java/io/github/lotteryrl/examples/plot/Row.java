// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** Panels side by side, all of one size, which fill the width of a {@link Figure}. Immutable. */
public final class Row {

    private static final double FRAME_HEIGHT = 175;

    private final String title;
    private final List<Panel> panels;
    private final double frameHeight;

    private Row(String title, List<Panel> panels, double frameHeight) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("row \"" + title + "\" has 0 panels, at least 1 needed");
        }
        this.title = title;
        this.panels = panels;
        this.frameHeight = frameHeight;
    }

    /** Returns a row without a title. */
    public static Row of(Panel... panels) {
        return titled("", panels);
    }

    /** Returns a row with a title above its left edge. */
    public static Row titled(String title, Panel... panels) {
        return new Row(title, List.of(panels), FRAME_HEIGHT);
    }

    /** Returns this row with frames of another height, in pixels, at least 40. */
    public Row frameHeight(double pixels) {
        if (!(pixels >= 40 && pixels <= 10_000)) {
            throw new IllegalArgumentException("frame height " + pixels + " not in [40, 10000]");
        }
        return new Row(title, panels, pixels);
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
