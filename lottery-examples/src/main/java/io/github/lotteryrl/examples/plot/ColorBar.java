// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import io.github.lotteryrl.examples.plot.Canvas.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The legend of a {@link ColorScale}, beside a heat map: a bar with ticks, and below it the blank cell. */
final class ColorBar {

    private static final double GAP = 8;
    private static final double WIDTH = 10;
    private static final double BEFORE_TEXT = 4;
    private static final double BETWEEN_TICKS = 18;
    private static final int FEWEST_TICKS = 2;
    private static final int MOST_TICKS = 6;
    private static final int STEPS = 64;

    /** From the middle of a line of text down to its base, in sizes of the text. */
    private static final double BASE = 0.36;

    private static final Pen FRAME = new Pen(Look.FRAME, 1);
    private static final TextStyle TICK = new TextStyle(Look.TICK_TEXT, Look.TEXT, Anchor.START);
    private static final TextStyle UNIT = new TextStyle(Look.TICK_TEXT, Look.TEXT, Anchor.MIDDLE);

    private ColorBar() {}

    /** Returns the room that the bar needs beside its heat map, however high that is. */
    static double width(ColorScale scale, String unit) {
        double labels = labelWidth(scale);
        return GAP + WIDTH + Look.TICK_LENGTH + BEFORE_TEXT + labels + (unit.isEmpty() ? 0 : BEFORE_TEXT + UNIT.size());
    }

    private static double labelWidth(ColorScale scale) {
        return Stream.concat(
                        Stream.of(blank(scale)),
                        IntStream.rangeClosed(FEWEST_TICKS, MOST_TICKS)
                                .boxed()
                                .flatMap(most -> ticks(scale, most).stream())
                                .map(Tick::label))
                .mapToDouble(label -> Look.width(label, TICK.size()))
                .max()
                .orElse(0);
    }

    private static List<Tick> ticks(ColorScale scale, int most) {
        return Ticks.linear(scale.min(), scale.max(), most).stream()
                .filter(tick -> scale.signed() || tick.at() > 0)
                .toList();
    }

    /** Returns what a blank cell stands for: in a signed map 0 is a colour, and blank cells have no number. */
    private static String blank(ColorScale scale) {
        return scale.signed() ? "pruned" : "0";
    }

    /** Draws the bar to the right of a box; {@code room} is for the unit, which is written upwards. */
    static void paint(Canvas canvas, Box beside, ColorScale scale, String unit, double room) {
        double left = beside.right() + GAP;
        Box blank = new Box(left, beside.bottom() - WIDTH, WIDTH, WIDTH);
        Box bar = new Box(left, beside.top(), WIDTH, Math.max(WIDTH, beside.height() - WIDTH - GAP));
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            double bottom = bar.bottom() - i * bar.height() / STEPS;
            double value = scale.min() + (i + 0.5) / STEPS * (scale.max() - scale.min());
            double height = bar.height() / STEPS;
            tiles.add(new Tile(new Box(left, bottom - height, WIDTH, height), scale.at(value)));
        }
        canvas.tiles(tiles);
        canvas.outline(bar, FRAME);
        canvas.outline(blank, FRAME);
        double text = left + WIDTH + Look.TICK_LENGTH + BEFORE_TEXT;
        int most = (int) Math.max(FEWEST_TICKS, Math.min(MOST_TICKS, bar.height() / BETWEEN_TICKS));
        List<Tick> ticks = ticks(scale, most);
        double above = Double.NEGATIVE_INFINITY;
        for (int i = ticks.size() - 1; i >= 0; i--) {
            double part = (ticks.get(i).at() - scale.min()) / (scale.max() - scale.min());
            double y = bar.bottom() - part * bar.height();
            canvas.line(bar.right(), y, bar.right() + Look.TICK_LENGTH, y, FRAME);
            // A label at the lower end leaves room for that of the blank cell.
            double middle = Math.min(y, bar.bottom() - 3);
            if (middle - above >= TICK.size()) {
                canvas.text(ticks.get(i).label(), text, middle + BASE * TICK.size(), TICK);
                above = middle;
            }
        }
        canvas.text(blank(scale), text, blank.middle() + BASE * TICK.size(), TICK);
        TextStyle style = UNIT.scaled(Place.scale(Look.width(unit, UNIT.size()), room));
        double base = text + labelWidth(scale) + BEFORE_TEXT + 0.85 * UNIT.size();
        canvas.text(Look.cut(unit, style.size(), false, room), base, beside.middle(), style.toUpward());
    }
}
