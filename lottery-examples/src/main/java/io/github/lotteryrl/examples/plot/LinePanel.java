// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A panel of lines over two axes. Immutable; every method returns a changed copy.
 *
 * <pre>{@code
 * LinePanel.titled("Kaiming")
 *         .x(Axis.linear("IMP iteration"))
 *         .y(Axis.linear("cumulative |w|").from(0))
 *         .top(Axis.linear("remaining weights (%)").ticks(Tick.percentOfRemaining(remaining)))
 *         .add(Series.line("pole angle", iterations, mean).band(deviation))
 *         .verticalLine(7, "retrained at 21 % left")
 * }</pre>
 */
public final class LinePanel extends Panel {

    private final String title;
    private final String subtitle;
    private final Axis x;
    private final Axis y;
    private final Optional<Axis> top;
    private final List<Series> series;
    private final List<Note> notes;

    private LinePanel(
            String title, String subtitle, Axis x, Axis y, Optional<Axis> top, List<Series> series, List<Note> notes) {
        this.title = title;
        this.subtitle = subtitle;
        this.x = x;
        this.y = y;
        this.top = top;
        this.series = series;
        this.notes = notes;
    }

    /** Returns an empty panel with unlabelled linear axes; the title may be empty. */
    public static LinePanel titled(String title) {
        return new LinePanel(title, "", Axis.linear(""), Axis.linear(""), Optional.empty(), List.of(), List.of());
    }

    /** Returns this panel with a second line below its title, in smaller letters. */
    public LinePanel subtitle(String text) {
        return new LinePanel(title, text, x, y, top, series, notes);
    }

    /** Returns this panel with another horizontal axis. */
    public LinePanel x(Axis axis) {
        return new LinePanel(title, subtitle, axis, y, top, series, notes);
    }

    /** Returns this panel with another vertical axis. */
    public LinePanel y(Axis axis) {
        return new LinePanel(title, subtitle, x, axis, top, series, notes);
    }

    /**
     * Returns this panel with a second horizontal axis above, which shows the ticks of {@code axis} at their places on
     * the first.
     */
    public LinePanel top(Axis axis) {
        if (axis.ticks().isEmpty()) {
            throw new IllegalArgumentException("top axis \"" + axis.label() + "\" has 0 ticks, at least 1 needed");
        }
        return new LinePanel(title, subtitle, x, y, Optional.of(axis), series, notes);
    }

    /** Returns this panel with one more series, drawn over those before. */
    public LinePanel add(Series one) {
        return new LinePanel(title, subtitle, x, y, top, plus(series, one), notes);
    }

    /** Returns this panel with a dashed vertical line and a text (may be empty) beside its upper end. */
    public LinePanel verticalLine(double at, String text) {
        return with(new Note(NoteKind.VERTICAL, at, Double.NaN, text));
    }

    /** Returns this panel with a dashed horizontal line and a text (may be empty) over its right end. */
    public LinePanel horizontalLine(double at, String text) {
        return with(new Note(NoteKind.HORIZONTAL, Double.NaN, at, text));
    }

    /** Returns this panel with a text centred over a point. */
    public LinePanel annotate(double atX, double atY, String text) {
        return with(new Note(NoteKind.TEXT, atX, atY, text));
    }

    private LinePanel with(Note note) {
        note.check();
        return new LinePanel(title, subtitle, x, y, top, series, plus(notes, note));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }

    String title() {
        return title;
    }

    String subtitle() {
        return subtitle;
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    Optional<Axis> top() {
        return top;
    }

    List<Series> series() {
        return series;
    }

    List<Note> notes() {
        return notes;
    }

    Rgb colorOf(int index) {
        return series.get(index).colorOr(Palette.CATEGORIES.get(index % Palette.CATEGORIES.size()));
    }

    /** Returns the horizontal scale over these pixels. */
    Scale scaleX(double left, double right) {
        double[] values = series.stream()
                .flatMapToDouble(
                        s -> IntStream.range(0, s.size()).filter(s::hasPoint).mapToDouble(s::x))
                .toArray();
        return fit(x, values, 0.025, left, right);
    }

    /** Returns the vertical scale over these pixels: bands and horizontal lines are within. */
    Scale scaleY(double bottom, double top) {
        DoubleStream points = series.stream()
                .flatMapToDouble(
                        s -> IntStream.range(0, s.size()).filter(s::hasPoint).mapToDouble(s::y));
        DoubleStream bands = series.stream()
                .flatMapToDouble(s -> IntStream.range(0, s.size())
                        .filter(s::hasBand)
                        .boxed()
                        .flatMapToDouble(i -> DoubleStream.of(s.low(i), s.high(i))));
        DoubleStream lines =
                notes.stream().filter(n -> n.kind() == NoteKind.HORIZONTAL).mapToDouble(Note::y);
        return fit(
                y,
                DoubleStream.concat(DoubleStream.concat(points, bands), lines).toArray(),
                0.06,
                bottom,
                top);
    }

    private static Scale fit(Axis axis, double[] values, double padding, double start, double end) {
        return Scale.fit(
                axis,
                DoubleStream.of(values).min().orElse(Double.NaN),
                DoubleStream.of(values).max().orElse(Double.NaN),
                padding,
                start,
                end);
    }

    @Override
    Insets insets(double frameHeight) {
        double above = (title.isEmpty() ? 0 : Look.PANEL_TITLE_TEXT + Look.BELOW_TITLE)
                + subtitleHeight()
                + top.map(a -> AxisPainter.height(a.label())).orElse(0.0);
        return new Insets(
                AxisPainter.width(y, scaleY(frameHeight, 0), frameHeight), above, 0, AxisPainter.height(x.label()));
    }

    double subtitleHeight() {
        return subtitle.isEmpty() ? 0 : Look.LABEL_TEXT + Look.BELOW_TITLE / 2;
    }

    @Override
    double titleWidth() {
        return Look.width(title, Look.PANEL_TITLE_TEXT, true);
    }

    @Override
    double labelWidth() {
        double above = top.map(a -> Look.width(a.label(), Look.LABEL_TEXT)).orElse(0.0);
        double below = Math.max(Look.width(x.label(), Look.LABEL_TEXT), Look.width(subtitle, Look.LABEL_TEXT));
        return Math.max(below, above);
    }

    @Override
    boolean keepsProportions() {
        return false;
    }

    @Override
    double heightAt(double width, double most) {
        return most;
    }

    @Override
    List<Legend.Entry> entries() {
        return IntStream.range(0, series.size())
                .mapToObj(i -> series.get(i).entry(colorOf(i)))
                .toList();
    }

    @Override
    void paint(Canvas canvas, Place place, boolean ownLegend) {
        new LinePainter(this, canvas, place).paint(ownLegend);
    }

    /** What a {@link Note} is. */
    enum NoteKind {
        VERTICAL,
        HORIZONTAL,
        TEXT
    }

    /** A reference line or a text; the coordinate that its kind does not use is NaN. */
    record Note(NoteKind kind, double x, double y, String text) {
        void check() {
            if (kind != NoteKind.HORIZONTAL && !Double.isFinite(x)) {
                throw new IllegalArgumentException("note \"" + text + "\" x " + x + " not finite");
            }
            if (kind != NoteKind.VERTICAL && !Double.isFinite(y)) {
                throw new IllegalArgumentException("note \"" + text + "\" y " + y + " not finite");
            }
        }
    }
}
