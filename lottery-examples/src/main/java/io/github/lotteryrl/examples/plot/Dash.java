// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** How a line is broken, so that lines can be told apart without colour. */
public enum Dash {
    /** Unbroken. */
    SOLID(List.of()),
    /** Long strokes. */
    DASHED(List.of(6.0, 3.0)),
    /** Short strokes. */
    DOTTED(List.of(1.5, 2.2)),
    /** Long and short strokes in turn. */
    DASH_DOT(List.of(6.0, 2.2, 1.5, 2.2));

    private final List<Double> pattern;

    Dash(List<Double> pattern) {
        this.pattern = pattern;
    }

    /** Returns stroke and gap lengths in turn, in pixels; empty for an unbroken line. */
    List<Double> pattern() {
        return pattern;
    }
}
