// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Where the frames of a row are: from its neighbours in the figure, as frames stand below each other, and its panels. */
final class RowLayout {

    static final double MARGIN = 12;
    static final double RIGHT_MARGIN = 18;
    private static final double BETWEEN_PANELS = 16;
    private static final double BETWEEN_TEXTS = 6;
    private static final double SMALLEST_FRAME = 40;

    private final Row row;
    private final double[] lefts;
    private final double[] rights;
    private final double[] widths;
    private final double height;

    private RowLayout(Row row, double[] lefts, double[] rights, double[] widths, double height) {
        this.row = row;
        this.lefts = lefts;
        this.rights = rights;
        this.widths = widths;
        this.height = height;
    }

    /** Lays out one of the rows of a figure of this width. */
    static RowLayout of(Row row, List<Row> rows, double figureWidth) {
        List<Row> group = rows.stream().filter(row::sharesColumnsWith).toList();
        double[] lefts = columns(row, group, Panel.Insets::left);
        double[] rights = columns(row, group, Panel.Insets::right);
        double gaps = BETWEEN_PANELS * (lefts.length - 1);
        double room = figureWidth - MARGIN - RIGHT_MARGIN - gaps - sum(lefts) - sum(rights);
        double shares = sum(row.widths());
        double[] widths =
                Arrays.stream(row.widths()).map(share -> room * share / shares).toArray();
        for (double frame : widths) {
            if (frame < SMALLEST_FRAME) {
                throw new IllegalArgumentException("figure width " + figureWidth + " leaves panels of " + frame
                        + " pixels in row \"" + row.title() + "\", at least 40 needed");
            }
        }
        double needed = IntStream.range(0, widths.length)
                .mapToDouble(i -> row.panels().get(i).heightAt(widths[i], row.frameHeight()))
                .max()
                .orElse(0);
        return new RowLayout(row, lefts, rights, widths, needed > 0 ? needed : row.frameHeight());
    }

    /** Returns the room at one side of each panel's frame, such that the frames of the group are below each other. */
    private static double[] columns(Row row, List<Row> group, ToDoubleFunction<Panel.Insets> side) {
        double[] columns = new double[row.panels().size()];
        for (Row other : group) {
            for (int i = 0; i < other.panels().size(); i++) {
                double inset = side.applyAsDouble(other.panels().get(i).insets(other.frameHeight()));
                if (i > 0 && row.isAligned()) {
                    // Rows of other lengths too: all columns but the first are alike.
                    for (int k = 1; k < columns.length; k++) {
                        columns[k] = Math.max(columns[k], inset);
                    }
                } else {
                    columns[i] = Math.max(columns[i], inset);
                }
            }
        }
        return columns;
    }

    /** In the order of the elements, which {@code DoubleStream.sum} does not promise. */
    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Returns the height of the frames. */
    double height() {
        return height;
    }

    /** Returns where the panels are drawn, given the upper edge of their frames. */
    List<Place> places(double top) {
        double titleScale = 1;
        double labelScale = 1;
        for (int i = 0; i < widths.length; i++) {
            Panel panel = row.panels().get(i);
            titleScale = Math.min(titleScale, Place.scale(panel.titleWidth(), room(i)));
            labelScale = Math.min(labelScale, Place.scale(panel.labelWidth(), room(i)));
        }
        List<Place> places = new ArrayList<>();
        double left = MARGIN;
        for (int i = 0; i < widths.length; i++) {
            left += lefts[i];
            places.add(new Place(new Box(left, top, widths[i], height), room(i), titleScale, labelScale));
            left += widths[i] + rights[i] + BETWEEN_PANELS;
        }
        return places;
    }

    /** Centred texts of two panels share the gap between the frames; outside the first and the last they have it all. */
    private double room(int i) {
        int last = widths.length - 1;
        double left = i == 0 ? 2 * (MARGIN + lefts[0]) : BETWEEN_PANELS + rights[i - 1] + lefts[i];
        double right = i == last ? 2 * (RIGHT_MARGIN + rights[last]) : BETWEEN_PANELS + rights[i] + lefts[i + 1];
        return widths[i] + Math.min(left, right) - BETWEEN_TEXTS;
    }
}
