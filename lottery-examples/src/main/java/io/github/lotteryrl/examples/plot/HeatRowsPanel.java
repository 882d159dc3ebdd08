// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * A panel of cells over a horizontal axis, a named row for each of several things, such as in how many seeds each input survives
 * (the paper's figure 7). Its frame stands below those of line panels, and its cells below their points. A cell of 0 is blank; one
 * of NaN is grey and struck out. Immutable; every method but the factory returns a changed copy; arrays are copied.
 *
 * <pre>{@code
 * HeatRowsPanel.of("Ant", names, new double[] {111.8, 89.4, 71.6}, fractions)
 *         .x(Axis.log("remaining weights (%)").reversed())
 *         .max(1)
 *         .colorBar("fraction of seeds")
 * }</pre>
 */
public final class HeatRowsPanel extends Panel {

    /** Between a name and the frame. */
    static final double NAME_GAP = 5;

    /** Of the height of a row, what its name's letters may take. */
    private static final double NAME_SHARE = 0.84;

    private final String title;
    private final List<String> names;
    private final double[] edges;
    private final Heat heat;
    private final Axis x;
    // NaN: the largest number.
    private final double max;
    private final Optional<String> colorBar;
    private final OptionalInt marked;

    private HeatRowsPanel(
            String title,
            List<String> names,
            double[] edges,
            Heat heat,
            Axis x,
            double max,
            Optional<String> colorBar,
            OptionalInt marked) {
        this.title = title;
        this.names = names;
        this.edges = edges;
        this.heat = heat;
        this.x = x;
        this.max = max;
        this.colorBar = colorBar;
        this.marked = marked;
    }

    /**
     * Returns a panel over an unlabelled linear axis, in the colours of {@link ColorMap#SEQUENTIAL}, from 0 to the largest number.
     *
     * @param title may be empty
     * @param names a name for each row, from top to bottom
     * @param edges where the cells of a row begin and end on the axis, one more than there are columns
     * @param values rows of columns, in [0, infinity) or NaN
     */
    public static HeatRowsPanel of(String title, List<String> names, double[] edges, double[][] values) {
        Heat heat = Heat.of(title, values, false);
        if (names.size() != heat.rows()) {
            throw new IllegalArgumentException(
                    "heat rows \"" + title + "\" have " + names.size() + " names, " + heat.rows() + " needed");
        }
        if (edges.length != heat.columns() + 1) {
            throw new IllegalArgumentException(
                    "heat rows \"" + title + "\" have " + edges.length + " edges, " + (heat.columns() + 1) + " needed");
        }
        return new HeatRowsPanel(
                title,
                List.copyOf(names),
                edges.clone(),
                heat,
                Axis.linear(""),
                Double.NaN,
                Optional.empty(),
                OptionalInt.empty());
    }

    /** Returns this panel with another horizontal axis. */
    public HeatRowsPanel x(Axis axis) {
        return new HeatRowsPanel(title, names, edges, heat, axis, max, colorBar, marked);
    }

    /**
     * Returns this panel with another end of its scale.
     *
     * @param largest at least the largest number, in (0, infinity)
     */
    public HeatRowsPanel max(double largest) {
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("heat rows \"" + title + "\" max " + largest + " not in (0, infinity)");
        }
        heat.above(largest).ifPresent(cell -> {
            throw new IllegalArgumentException("heat rows \"" + title + "\" " + cell + " above max " + largest);
        });
        return new HeatRowsPanel(title, names, edges, heat, x, largest, colorBar, marked);
    }

    /** Returns this panel with its scale at the right, named by a text (may be empty). */
    public HeatRowsPanel colorBar(String unit) {
        return new HeatRowsPanel(title, names, edges, heat, x, max, Optional.of(unit), marked);
    }

    /** Returns this panel with a line around a column. */
    public HeatRowsPanel mark(int column) {
        if (column < 0 || column >= heat.columns()) {
            throw new IllegalArgumentException(
                    "heat rows \"" + title + "\" column " + column + " not in [0, " + (heat.columns() - 1) + "]");
        }
        return new HeatRowsPanel(title, names, edges, heat, x, max, colorBar, OptionalInt.of(column));
    }

    String title() {
        return title;
    }

    List<String> names() {
        return names;
    }

    Heat heat() {
        return heat;
    }

    Axis x() {
        return x;
    }

    OptionalInt marked() {
        return marked;
    }

    /** Returns where a column begins; that after the last begins where the last ends. */
    double edge(int column) {
        return edges[column];
    }

    Scale scaleX(double left, double right) {
        double smallest = DoubleStream.of(edges).min().orElseThrow();
        double largest = DoubleStream.of(edges).max().orElseThrow();
        return Scale.fit(x, smallest, largest, 0, left, right);
    }

    /** Returns the size of names in a frame of this height: none touches the next. */
    double nameSize(double frameHeight) {
        return Math.min(Look.TICK_TEXT, NAME_SHARE * frameHeight / heat.rows());
    }

    /** Returns the scale; that of a panel without a number other than 0 ends at 1. */
    ColorScale scale() {
        double end = Double.isNaN(max) ? heat.largest() : max;
        return new ColorScale(false, end > 0 ? end : 1);
    }

    @Override
    Insets insets(double frameHeight) {
        double size = nameSize(frameHeight);
        double widest =
                names.stream().mapToDouble(name -> Look.width(name, size)).max().orElse(0);
        return new Insets(
                widest + NAME_GAP,
                title.isEmpty() ? 0 : Caption.TITLE_ROOM,
                colorBar.map(unit -> ColorBar.width(scale(), unit)).orElse(0.0),
                AxisPainter.height(x.label()));
    }

    @Override
    double titleWidth() {
        return Caption.titleWidth(title, Optional.empty());
    }

    @Override
    double labelWidth() {
        return Look.width(x.label(), Look.LABEL_TEXT);
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
        return List.of();
    }

    @Override
    void paint(Canvas canvas, Place place, boolean ownLegend) {
        new HeatRowsPainter(this, canvas, place).paint();
        Canvas.Box frame = place.frame();
        colorBar.ifPresent(unit -> ColorBar.paint(canvas, frame, scale(), unit, frame.height()));
    }
}
