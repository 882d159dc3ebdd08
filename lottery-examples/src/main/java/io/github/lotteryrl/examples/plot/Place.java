// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;

/**
 * Where a panel is drawn.
 *
 * @param frame for the data
 * @param room how wide a text centred over or under the frame may be without touching its neighbours'
 * @param titleScale the factor of the title's size, the same for all panels of a row
 * @param labelScale the factor of the size of axis labels and captions
 */
record Place(Box frame, double room, double titleScale, double labelScale) {

    /** Texts are not made smaller than this part of their size, but cut. */
    static final double SMALLEST_SCALE = 0.7;

    /** Returns a place with room for any text. */
    static Place alone(Box frame) {
        return new Place(frame, Double.POSITIVE_INFINITY, 1, 1);
    }

    /** Returns the factor that makes a text of this width fit, in [{@link #SMALLEST_SCALE}, 1]. */
    static double scale(double width, double room) {
        return width <= room ? 1 : Math.max(SMALLEST_SCALE, room / width);
    }

    /** Writes a title, cut if it is too long even at its smaller size. */
    void title(Canvas canvas, String text, double x, double y, TextStyle style) {
        write(canvas, text, x, y, style.scaled(titleScale), room);
    }

    /** Writes an axis label, cut if it is too long even at its smaller size. */
    void label(Canvas canvas, String text, double x, double y, TextStyle style) {
        write(canvas, text, x, y, style.scaled(labelScale), room);
    }

    /** Writes a caption, for which there is less room. */
    void caption(Canvas canvas, String text, double x, double y, TextStyle style, double most) {
        write(canvas, text, x, y, style.scaled(labelScale), Math.min(most, room));
    }

    private static void write(Canvas canvas, String text, double x, double y, TextStyle style, double most) {
        canvas.text(Look.cut(text, style.size(), style.bold(), most), x, y, style);
    }
}
