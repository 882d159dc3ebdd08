// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A panel of numbers in square cells, such as the cumulative absolute weight of each pixel of a channel (the paper's
 * figures 1, 5 and 6). A cell of 0 is blank, as what was pruned; one of NaN is grey and struck out. Immutable; every
 * method but the factories returns a changed copy; arrays are rows of columns, copied.
 *
 * <pre>{@code
 * HeatMapPanel.of("enemy north", weights)
 *         .caption("37 of 200 cells")
 *         .mark(reachable)
 *         .max(12)
 *         .colorBar("cumulative |w|")
 * }</pre>
 */
public final class HeatMapPanel extends Panel {

    private final String title;
    private final Optional<Rgb> key;
    private final List<Heat> grids;
    private final boolean signed;
    // NaN: the largest magnitude.
    private final double max;
    private final Optional<String> colorBar;

    private HeatMapPanel(
            String title, Optional<Rgb> key, List<Heat> grids, boolean signed, double max, Optional<String> colorBar) {
        this.title = title;
        this.key = key;
        this.grids = grids;
        this.signed = signed;
        this.max = max;
        this.colorBar = colorBar;
    }

    /**
     * Returns a panel of magnitudes in the colours of {@link ColorMap#SEQUENTIAL}, from 0 to the largest.
     *
     * @param title may be empty
     * @param values in [0, infinity) or NaN
     */
    public static HeatMapPanel of(String title, double[][] values) {
        return of(title, values, false);
    }

    /**
     * Returns a panel of numbers with a sign in the colours of {@link ColorMap#DIVERGING}, from minus the largest
     * magnitude to the largest.
     *
     * @param title may be empty
     * @param values finite or NaN
     */
    public static HeatMapPanel signed(String title, double[][] values) {
        return of(title, values, true);
    }

    private static HeatMapPanel of(String title, double[][] values, boolean signed) {
        List<Heat> grids = List.of(Heat.of(title, values, signed));
        return new HeatMapPanel(title, Optional.empty(), grids, signed, Double.NaN, Optional.empty());
    }

    /** Returns these panels with one scale: that of the largest magnitude in any of them. */
    public static List<HeatMapPanel> withOneScale(List<HeatMapPanel> panels) {
        double largest =
                panels.stream().mapToDouble(HeatMapPanel::largest).max().orElse(0);
        return largest == 0
                ? List.copyOf(panels)
                : panels.stream().map(panel -> panel.max(largest)).toList();
    }

    /** Returns this panel with one more grid to the right, of cells of the same size and scale. */
    public HeatMapPanel beside(double[][] values) {
        List<Heat> more = new ArrayList<>(grids);
        more.add(Heat.of(title, values, signed));
        return with(more).max(max);
    }

    /** Returns this panel with a text under its last grid. */
    public HeatMapPanel caption(String text) {
        return withLast(last().caption(text));
    }

    /** Returns this panel with a line around each connected part of some cells of its last grid. */
    public HeatMapPanel mark(boolean[][] cells) {
        return withLast(last().mark(title, cells));
    }

    /**
     * Returns this panel with another end of its scale.
     *
     * @param largest at least the largest magnitude; NaN: that one
     */
    public HeatMapPanel max(double largest) {
        if (!Double.isNaN(largest)) {
            if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "heat map \"" + title + "\" max " + largest + " not in (0, infinity)");
            }
            for (Heat grid : grids) {
                grid.above(largest).ifPresent(cell -> {
                    throw new IllegalArgumentException("heat map \"" + title + "\" " + cell + " above max " + largest);
                });
            }
        }
        return new HeatMapPanel(title, key, grids, signed, largest, colorBar);
    }

    /** Returns this panel with its scale at the right, named by a text (may be empty). */
    public HeatMapPanel colorBar(String unit) {
        return new HeatMapPanel(title, key, grids, signed, max, Optional.of(unit));
    }

    /** Returns this panel with a square before its title, in the colour that stands for it in other panels. */
    public HeatMapPanel key(Rgb color) {
        return new HeatMapPanel(title, Optional.of(color), grids, signed, max, colorBar);
    }

    private Heat last() {
        return grids.get(grids.size() - 1);
    }

    private HeatMapPanel withLast(Heat changed) {
        List<Heat> others = new ArrayList<>(grids);
        others.set(grids.size() - 1, changed);
        return with(others);
    }

    private HeatMapPanel with(List<Heat> others) {
        return new HeatMapPanel(title, key, List.copyOf(others), signed, max, colorBar);
    }

    String title() {
        return title;
    }

    Optional<Rgb> key() {
        return key;
    }

    List<Heat> grids() {
        return grids;
    }

    private double largest() {
        return grids.stream().mapToDouble(Heat::largest).max().orElse(0);
    }

    /** Returns the scale; that of a panel without a number other than 0 ends at 1. */
    ColorScale scale() {
        double end = Double.isNaN(max) ? largest() : max;
        return new ColorScale(signed, end > 0 ? end : 1);
    }

    @Override
    Insets insets(double frameHeight) {
        double right = colorBar.map(unit -> ColorBar.width(scale(), unit)).orElse(0.0);
        boolean captions = grids.stream().anyMatch(grid -> !grid.caption().isEmpty());
        return new Insets(0, title.isEmpty() ? 0 : Caption.TITLE_ROOM, right, captions ? Caption.ROOM : 0);
    }

    @Override
    double titleWidth() {
        return Caption.titleWidth(title, key);
    }

    @Override
    double labelWidth() {
        // Side by side each has its share of the room.
        return grids.stream()
                .mapToDouble(grid -> grids.size() * Caption.width(grid.caption()))
                .max()
                .orElse(0);
    }

    @Override
    boolean keepsProportions() {
        return true;
    }

    @Override
    double heightAt(double width, double most) {
        return HeatMapPainter.height(grids, width, most);
    }

    @Override
    List<Legend.Entry> entries() {
        return List.of();
    }

    @Override
    void paint(Canvas canvas, Place place, boolean ownLegend) {
        HeatMapPainter painter = new HeatMapPainter(this, canvas, place);
        painter.paint();
        colorBar.ifPresent(unit -> ColorBar.paint(
                canvas, painter.outline(), scale(), unit, place.frame().height()));
    }
}
