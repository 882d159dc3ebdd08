// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** One grid of a {@link HeatMapPanel}: the numbers of its cells, which cells are outlined, and the caption. Immutable. */
final class Heat {

    private static final int MOST_CELLS = 65_536;

    private final double[][] values;
    private final boolean[][] marked;
    private final String caption;

    private Heat(double[][] values, boolean[][] marked, String caption) {
        this.values = values;
        this.marked = marked;
        this.caption = caption;
    }

    /** Copies; {@code title} is that of the panel, for messages. */
    static Heat of(String title, double[][] values, boolean signed) {
        int rows = values.length;
        int columns = rows == 0 ? 0 : values[0].length;
        long cells = (long) rows * columns;
        if (cells < 1 || cells > MOST_CELLS) {
            throw new IllegalArgumentException("heat map \"" + title + "\" has " + rows + " x " + columns
                    + " cells, their number not in [1, " + MOST_CELLS + "]");
        }
        double[][] copy = new double[rows][];
        for (int row = 0; row < rows; row++) {
            checkColumns(title, "values", row, values[row].length, columns);
            copy[row] = values[row].clone();
            for (int column = 0; column < columns; column++) {
                double value = copy[row][column];
                if (Double.isInfinite(value) || !signed && value < 0) {
                    throw new IllegalArgumentException("heat map \"" + title + "\" value " + value + " in row " + row
                            + ", column " + column + " not " + (signed ? "finite" : "in [0, infinity)") + " or NaN");
                }
            }
        }
        return new Heat(copy, new boolean[rows][columns], "");
    }

    private static void checkColumns(String title, String name, int row, int length, int needed) {
        if (length != needed) {
            throw new IllegalArgumentException("heat map \"" + title + "\" " + name + "[" + row + "] has " + length
                    + " columns, " + needed + " needed");
        }
    }

    Heat caption(String text) {
        return new Heat(values, marked, text);
    }

    Heat mark(String title, boolean[][] cells) {
        if (cells.length != rows()) {
            throw new IllegalArgumentException(
                    "heat map \"" + title + "\" marks have " + cells.length + " rows, " + rows() + " needed");
        }
        boolean[][] copy = new boolean[rows()][];
        for (int row = 0; row < copy.length; row++) {
            checkColumns(title, "marks", row, cells[row].length, columns());
            copy[row] = cells[row].clone();
        }
        return new Heat(values, copy, caption);
    }

    int rows() {
        return values.length;
    }

    int columns() {
        return values[0].length;
    }

    String caption() {
        return caption;
    }

    double value(int row, int column) {
        return values[row][column];
    }

    /** Returns whether a cell is outlined; those beyond the edges are not. */
    boolean isMarked(int row, int column) {
        return row >= 0 && row < rows() && column >= 0 && column < columns() && marked[row][column];
    }

    /** Returns the largest magnitude, 0 if there is none. */
    double largest() {
        return magnitudes().max().orElse(0);
    }

    /** Returns the first cell whose magnitude is above a bound, as text. */
    Optional<String> above(double bound) {
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                if (Math.abs(values[row][column]) > bound) {
                    return Optional.of("value " + values[row][column] + " in row " + row + ", column " + column);
                }
            }
        }
        return Optional.empty();
    }

    private DoubleStream magnitudes() {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .map(Math::abs);
    }
}
