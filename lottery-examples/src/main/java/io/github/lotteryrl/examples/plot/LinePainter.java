// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import io.github.lotteryrl.examples.plot.LinePanel.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws a {@link LinePanel} into one frame. */
final class LinePainter {

    private static final TextStyle TITLE = new TextStyle(Look.PANEL_TITLE_TEXT, Look.TEXT, Anchor.MIDDLE).toBold();
    private static final TextStyle SUBTITLE = new TextStyle(Look.LABEL_TEXT, Look.TEXT, Anchor.MIDDLE);
    private static final TextStyle NOTE = new TextStyle(Look.TICK_TEXT, Palette.REFERENCE, Anchor.MIDDLE);
    private static final Pen REFERENCE = new Pen(Palette.REFERENCE, 1.3, Dash.DASHED);
    private static final double GAP = 5;

    private final LinePanel panel;
    private final Canvas canvas;
    private final Place place;
    private final Box frame;
    private final Scale x;
    private final Scale y;
    private final EmptySpot spots;

    LinePainter(LinePanel panel, Canvas canvas, Place place) {
        this.panel = panel;
        this.canvas = canvas;
        this.place = place;
        this.frame = place.frame();
        this.x = panel.scaleX(frame.left(), frame.right());
        this.y = panel.scaleY(frame.bottom(), frame.top());
        this.spots = new EmptySpot(panel, x, y);
    }

    void paint(boolean ownLegend) {
        AxisPainter.paintGrid(canvas, frame, x, y);
        // Half a line's width is visible beyond the frame, so that a curve along its edge is not drawn thinner.
        canvas.clipped(frame.grown(Look.LINE / 2), this::paintData);
        AxisPainter.paintLeft(canvas, frame, panel.y(), y);
        AxisPainter.paintBottom(canvas, place, panel.x(), x);
        panel.top().ifPresent(axis -> AxisPainter.paintTop(canvas, place, axis, x));
        panel.notes().forEach(this::paintText);
        paintTitle();
        if (ownLegend) {
            List<Legend.Entry> entries = Legend.distinct(panel.entries());
            Legend.paintBox(canvas, spots.take(legendPlaces(Legend.box(entries))), entries);
        }
    }

    private void paintTitle() {
        double above = panel.top().map(a -> AxisPainter.height(a.label())).orElse(0.0);
        double base = frame.top() - above - Look.BELOW_TITLE;
        if (!panel.subtitle().isEmpty()) {
            place.label(canvas, panel.subtitle(), frame.centre(), base, SUBTITLE);
        }
        place.title(canvas, panel.title(), frame.centre(), base - panel.subtitleHeight(), TITLE);
    }

    private void paintData() {
        List<Series> series = panel.series();
        for (int i = 0; i < series.size(); i++) {
            paintBand(series.get(i), panel.colorOf(i));
        }
        for (Note note : panel.notes()) {
            switch (note.kind()) {
                case VERTICAL -> canvas.line(x.at(note.x()), frame.top(), x.at(note.x()), frame.bottom(), REFERENCE);
                case HORIZONTAL -> canvas.line(frame.left(), y.at(note.y()), frame.right(), y.at(note.y()), REFERENCE);
                case TEXT -> {}
            }
        }
        for (int i = 0; i < series.size(); i++) {
            paintLine(series.get(i), panel.colorOf(i));
        }
        double middle = frame.top() + frame.height() / 2;
        if (series.stream().noneMatch(s -> IntStream.range(0, s.size()).anyMatch(s::hasPoint))) {
            canvas.fill(new Box(frame.centre() - 30, middle - 13, 60, 18), Look.PAPER, 1);
            canvas.text("no data", frame.centre(), middle, NOTE);
        }
    }

    private void paintBand(Series series, Rgb color) {
        for (int[] run : runs(series.size(), series::hasBand)) {
            int from = run[0];
            int to = run[1];
            if (to - from == 1) {
                double at = x.at(series.x(from));
                canvas.line(at, y.at(series.low(from)), at, y.at(series.high(from)), new Pen(color, 1.2));
                continue;
            }
            int n = to - from;
            double[] px = new double[2 * n];
            double[] py = new double[2 * n];
            for (int i = 0; i < n; i++) {
                px[i] = x.at(series.x(from + i));
                py[i] = y.at(series.high(from + i));
                px[2 * n - 1 - i] = px[i];
                py[2 * n - 1 - i] = y.at(series.low(from + i));
            }
            canvas.polygon(px, py, color, Look.BAND_OPACITY);
        }
    }

    private void paintLine(Series series, Rgb color) {
        for (int[] run : runs(series.size(), series::hasPoint)) {
            double[] px = places(run, i -> x.at(series.x(i)));
            double[] py = places(run, i -> y.at(series.y(i)));
            if (px.length > 1) {
                canvas.polyline(px, py, new Pen(color, Look.LINE, series.dash()));
            }
            if (px.length == 1 || series.marker() != Marker.NONE) {
                for (int i = 0; i < px.length; i++) {
                    series.marker().paint(canvas, px[i], py[i], Look.MARKER_RADIUS, color);
                }
            }
        }
    }

    private static double[] places(int[] run, IntToDoubleFunction place) {
        return IntStream.range(run[0], run[1]).mapToDouble(place).toArray();
    }

    /** Returns the stretches [from, to) without a gap. */
    private static List<int[]> runs(int size, IntPredicate present) {
        List<int[]> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= size; i++) {
            if (i == size || !present.test(i)) {
                if (i > from) {
                    runs.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return runs;
    }

    private void paintText(Note note) {
        if (note.text().isEmpty()) {
            return;
        }
        Box text = new Box(0, 0, Look.width(note.text(), Look.TICK_TEXT), Look.TICK_TEXT + 3);
        Box spot = spots.take(places(note, text));
        canvas.fill(spot, Look.PAPER, 0.75);
        canvas.text(note.text(), spot.centre(), spot.top() + Look.TICK_TEXT, NOTE);
    }

    /** Returns where a note's text may be, the usual place first. */
    private List<Box> places(Note note, Box text) {
        double w = text.width();
        double h = text.height();
        return switch (note.kind()) {
            case VERTICAL -> {
                double at = x.at(note.x());
                double[] beside = DoubleStream.of(at + GAP, at - GAP - w)
                        .filter(left -> left >= frame.left() && left + w <= frame.right())
                        .toArray();
                double[] lefts = beside.length > 0 ? beside : new double[] {at - w / 2};
                yield boxes(text, lefts, steps(frame.top(), frame.bottom() - h));
            }
            case HORIZONTAL -> {
                double at = y.at(note.y());
                yield boxes(text, steps(frame.right() - w, frame.left()), new double[] {at - GAP - h, at + GAP});
            }
            case TEXT -> {
                double[] centred = {x.at(note.x()) - w / 2};
                yield boxes(text, centred, new double[] {y.at(note.y()) - GAP - h, y.at(note.y()) + GAP});
            }
        };
    }

    private List<Box> legendPlaces(Box legend) {
        double[] lefts = steps(frame.right() - legend.width(), frame.left());
        return boxes(legend, lefts, steps(frame.top(), frame.bottom() - legend.height()));
    }

    /** Returns a few places between two, the two themselves first. */
    private static double[] steps(double first, double last) {
        return DoubleStream.of(0, 1, 0.5, 0.25, 0.75)
                .map(part -> first + (last - first) * part)
                .toArray();
    }

    /** Returns a box at all pairs of places, moved into the frame where it would leave it. */
    private List<Box> boxes(Box size, double[] lefts, double[] tops) {
        Box inner = frame.grown(-GAP);
        List<Box> boxes = new ArrayList<>();
        for (double left : lefts) {
            for (double top : tops) {
                boxes.add(size.at(
                        Math.max(inner.left(), Math.min(inner.right() - size.width(), left)),
                        Math.max(inner.top(), Math.min(inner.bottom() - size.height(), top))));
            }
        }
        return boxes;
    }
}
