// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** One picture of a {@link Figure}: a frame with axes, and what is drawn in it. Immutable. */
public abstract sealed class Panel permits LinePanel {

    Panel() {}

    /** Returns the room that titles, ticks and labels need around a frame of this height. */
    abstract Insets insets(double frameHeight);

    /** Returns what a legend has to explain. */
    abstract List<Legend.Entry> entries();

    /** Draws the panel around and into the frame, with a legend of its own if asked. */
    abstract void paint(Canvas canvas, Canvas.Box frame, boolean ownLegend);

    /** Room around a frame, in pixels. */
    record Insets(double left, double top, double bottom) {
        Insets max(Insets other) {
            return new Insets(Math.max(left, other.left), Math.max(top, other.top), Math.max(bottom, other.bottom));
        }
    }
}
