// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** One picture of a {@link Figure}: a frame, what is drawn in it, and the texts around it. Immutable. */
public abstract sealed class Panel permits LinePanel, HeatMapPanel, HeatRowsPanel, PicturePanel, NoticePanel {

    Panel() {}

    /** Returns the room that titles, ticks and labels need around a frame of this height. */
    abstract Insets insets(double frameHeight);

    /** Returns the width of the title at its full size. */
    abstract double titleWidth();

    /** Returns the width of the longest text below (or above) the frame, except the title, at its full size. */
    abstract double labelWidth();

    /** Returns whether the panel has proportions of its own, so that its frame need not stand below others. */
    abstract boolean keepsProportions();

    /** Returns which height of the frame the panel can use at a width, at most {@code most}; 0 if any will do. */
    abstract double heightAt(double width, double most);

    /** Returns what a legend has to explain. */
    abstract List<Legend.Entry> entries();

    /** Draws the panel around and into the frame, with a legend of its own if asked. */
    abstract void paint(Canvas canvas, Place place, boolean ownLegend);

    /** Room around a frame, in pixels. */
    record Insets(double left, double top, double right, double bottom) {
        Insets max(Insets other) {
            return new Insets(
                    Math.max(left, other.left),
                    Math.max(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }
    }
}
