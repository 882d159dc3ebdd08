// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.util.ArrayList;
import java.util.List;

/** Grid, frame, ticks and axis labels, and the room they need. */
final class AxisPainter {

    private static final double BETWEEN_X_TICKS = 48;
    private static final double BETWEEN_Y_TICKS = 28;
    private static final double GAP = 4;
    private static final double BETWEEN_LABELS = 7;
    private static final double TICK_ROOM = Look.TICK_LENGTH + GAP + Look.TICK_TEXT;

    private static final Pen GRID = new Pen(Look.GRID, 0.9);
    private static final Pen FRAME = new Pen(Look.FRAME, 1);
    private static final TextStyle TICK = new TextStyle(Look.TICK_TEXT, Look.TEXT, Anchor.MIDDLE);
    private static final TextStyle TICK_AT_LEFT = new TextStyle(Look.TICK_TEXT, Look.TEXT, Anchor.END);
    private static final TextStyle LABEL = new TextStyle(Look.LABEL_TEXT, Look.TEXT, Anchor.MIDDLE);

    private AxisPainter() {}

    /** Returns the height of ticks and label below (or above) the frame. */
    static double height(String label) {
        return TICK_ROOM + (label.isEmpty() ? 0 : Look.LABEL_TEXT + GAP);
    }

    /** Returns the width of ticks and label to the left of the frame. */
    static double width(Axis axis, Scale y, double frameHeight) {
        return tickWidth(y, frameHeight) + (axis.label().isEmpty() ? 0 : Look.LABEL_TEXT + 2 * GAP);
    }

    private static double tickWidth(Scale y, double frameHeight) {
        double widest = verticalTicks(y, frameHeight).stream()
                .mapToDouble(t -> Look.width(t.label(), Look.TICK_TEXT))
                .max()
                .orElse(0);
        return Look.TICK_LENGTH + GAP + widest;
    }

    private static List<Tick> verticalTicks(Scale y, double frameHeight) {
        return y.ticks((int) Math.max(2, frameHeight / BETWEEN_Y_TICKS));
    }

    private static List<Tick> horizontalTicks(Scale x, Box frame) {
        return x.ticks((int) Math.max(2, frame.width() / BETWEEN_X_TICKS));
    }

    static void paintGrid(Canvas canvas, Box frame, Scale x, Scale y) {
        for (Tick tick : horizontalTicks(x, frame)) {
            double at = x.at(tick.at());
            canvas.line(at, frame.top(), at, frame.bottom(), GRID);
        }
        for (Tick tick : verticalTicks(y, frame.height())) {
            double at = y.at(tick.at());
            canvas.line(frame.left(), at, frame.right(), at, GRID);
        }
    }

    static void paintLeft(Canvas canvas, Box frame, Axis axis, Scale y) {
        canvas.line(frame.left(), frame.top(), frame.left(), frame.bottom(), FRAME);
        for (Tick tick : verticalTicks(y, frame.height())) {
            double at = y.at(tick.at());
            canvas.line(frame.left() - Look.TICK_LENGTH, at, frame.left(), at, FRAME);
            double edge = frame.left() - Look.TICK_LENGTH - GAP;
            canvas.text(tick.label(), edge, at + 0.36 * Look.TICK_TEXT, TICK_AT_LEFT);
        }
        if (!axis.label().isEmpty()) {
            double base = frame.left() - tickWidth(y, frame.height()) - 2 * GAP;
            canvas.text(axis.label(), base, frame.top() + frame.height() / 2, LABEL.toUpward());
        }
    }

    static void paintBottom(Canvas canvas, Place place, Axis axis, Scale x) {
        Box frame = place.frame();
        canvas.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), FRAME);
        List<Tick> ticks = horizontalTicks(x, frame);
        for (Tick tick : ticks) {
            double at = x.at(tick.at());
            canvas.line(at, frame.bottom(), at, frame.bottom() + Look.TICK_LENGTH, FRAME);
        }
        double base = frame.bottom() + TICK_ROOM - 0.1 * Look.TICK_TEXT;
        for (Tick tick : axis.isLog() ? legibleOnLog(ticks, x) : legible(ticks, x)) {
            canvas.text(tick.label(), x.at(tick.at()), base, TICK);
        }
        place.label(canvas, axis.label(), frame.centre(), base + Look.LABEL_TEXT + GAP, LABEL);
    }

    /** Draws a second horizontal axis, over the scale of the first. */
    static void paintTop(Canvas canvas, Place place, Axis axis, Scale x) {
        Box frame = place.frame();
        canvas.line(frame.left(), frame.top(), frame.right(), frame.top(), FRAME);
        List<Tick> ticks = axis.ticks().stream().filter(t -> x.shows(t.at())).toList();
        for (Tick tick : ticks) {
            double at = x.at(tick.at());
            canvas.line(at, frame.top() - Look.TICK_LENGTH, at, frame.top(), FRAME);
        }
        double base = frame.top() - Look.TICK_LENGTH - GAP;
        for (Tick tick : legible(ticks, x)) {
            canvas.text(tick.label(), x.at(tick.at()), base, TICK);
        }
        place.label(canvas, axis.label(), frame.centre(), base - Look.TICK_TEXT - GAP, LABEL);
    }

    /** Leaves out labels that would touch the one before; the ticks themselves stay. */
    private static List<Tick> legible(List<Tick> ticks, Scale x) {
        List<Tick> kept = new ArrayList<>();
        for (Tick tick : ticks) {
            if (kept.isEmpty() || !touch(kept.get(kept.size() - 1), tick, x)) {
                kept.add(tick);
            }
        }
        return kept;
    }

    /** Where there is no room for all labels of a logarithmic axis, those of the powers of ten remain. */
    private static List<Tick> legibleOnLog(List<Tick> ticks, Scale x) {
        List<Tick> all = legible(ticks, x);
        List<Tick> powers = ticks.stream().filter(AxisPainter::isPowerOfTen).toList();
        return all.size() == ticks.size() || powers.size() < 2 ? all : legible(powers, x);
    }

    private static boolean isPowerOfTen(Tick tick) {
        double exponent = StrictMath.log10(tick.at());
        return Math.abs(exponent - Math.rint(exponent)) < 1e-9;
    }

    private static boolean touch(Tick a, Tick b, Scale x) {
        double widths = Look.width(a.label(), Look.TICK_TEXT) + Look.width(b.label(), Look.TICK_TEXT);
        return Math.abs(x.at(a.at()) - x.at(b.at())) < widths / 2 + BETWEEN_LABELS;
    }
}
