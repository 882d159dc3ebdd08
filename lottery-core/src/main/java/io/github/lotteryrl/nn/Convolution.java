// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.internal.Check;

/**
 * The shape of a convolution layer: each filter is laid over the picture, not flipped, at every step of {@code stride}, and
 * gives there its bias plus the sum of its weights times what they lie on. Beyond the picture's edges are zeros. Immutable.
 *
 * <p>Pictures are channel-major: channels, rows, columns, in row-major order, as those of
 * {@link io.github.lotteryrl.api.ObservationSpace}. What comes out is a picture with a channel per filter; each of its cells
 * is a unit of the layer. Weights have the shape filters, channels, kernel rows, kernel columns.
 *
 * <p>Where the last step would not fit, the picture's last rows or columns are not read (PyTorch's rule; Deeplearning4j's
 * {@code Truncate}).
 *
 * @param channels of the picture it reads, at least 1
 * @param rows of the picture it reads, at least 1
 * @param columns of the picture it reads, at least 1
 * @param filters at least 1
 * @param kernelRows rows of a filter, in [1, rows + 2 padding]
 * @param kernelColumns columns of a filter, in [1, columns + 2 padding]
 * @param stride cells between one position of a filter and the next, down and across, at least 1
 * @param padding rows and columns of zeros on each side, at least 0, less than {@code kernelRows} and {@code kernelColumns}:
 *     each position of a filter lies on a part of the picture
 */
public record Convolution(
        int channels, int rows, int columns, int filters, int kernelRows, int kernelColumns, int stride, int padding) {

    /** Checks the bounds. */
    public Convolution {
        Check.atLeast("channels", channels, 1);
        Check.atLeast("rows", rows, 1);
        Check.atLeast("columns", columns, 1);
        Check.atLeast("filters", filters, 1);
        Check.atLeast("kernel rows", kernelRows, 1);
        Check.atLeast("kernel columns", kernelColumns, 1);
        Check.atLeast("stride", stride, 1);
        Check.in("padding", padding, 0, Math.min(kernelRows, kernelColumns) - 1);
        requireFit("kernel rows", kernelRows, "rows", rows, padding);
        requireFit("kernel columns", kernelColumns, "columns", columns, padding);
        requireSize("inputs", channels, rows, columns);
        requireSize("weights", filters, (long) channels * kernelRows, kernelColumns);
        requireSize(
                "outputs",
                filters,
                steps(rows, kernelRows, stride, padding),
                steps(columns, kernelColumns, stride, padding));
    }

    private static void requireFit(String name, int kernel, String of, int length, int padding) {
        Check.that(
                kernel <= length + 2L * padding,
                "%s %d not in [1, %d], %s %d and padding %d on each side",
                name,
                kernel,
                length + 2L * padding,
                of,
                length,
                padding);
    }

    private static void requireSize(String name, long a, long b, long c) {
        final double size = (double) a * b * c;
        Check.that(size <= Integer.MAX_VALUE, "%s %.0f not in [1, %d]", name, size, Integer.MAX_VALUE);
    }

    private static long steps(int length, int kernel, int stride, int padding) {
        return (length + 2L * padding - kernel) / stride + 1;
    }

    /** Returns a convolution with square filters. */
    public static Convolution square(
            int channels, int rows, int columns, int filters, int kernel, int stride, int padding) {
        return new Convolution(channels, rows, columns, filters, kernel, kernel, stride, padding);
    }

    /** Returns how many numbers it reads. */
    public int inputs() {
        return channels * rows * columns;
    }

    /** Returns how many weights it has, biases not counted. */
    public int weights() {
        return filters * channels * kernelRows * kernelColumns;
    }

    /** Returns the rows of the picture that it gives. */
    public int outputRows() {
        return (int) steps(rows, kernelRows, stride, padding);
    }

    /** Returns the columns of the picture that it gives. */
    public int outputColumns() {
        return (int) steps(columns, kernelColumns, stride, padding);
    }

    /** Returns how many cells the picture that it gives has in each channel: the positions of a filter. */
    public int cells() {
        return outputRows() * outputColumns();
    }

    /** Returns how many numbers it gives. */
    public int outputs() {
        return filters * cells();
    }

    /** Returns whether {@code next} reads pictures as this one gives. */
    boolean feeds(Convolution next) {
        return next.channels == filters && next.rows == outputRows() && next.columns == outputColumns();
    }

    /** Returns the inputs that lie under the filter of a unit, ascending. */
    int[] inputs(int unit) {
        final int top = top(unit);
        final int left = left(unit);
        final int firstRow = Math.max(top, 0);
        final int lastRow = Math.min(top + kernelRows, rows) - 1;
        final int firstColumn = Math.max(left, 0);
        final int lastColumn = Math.min(left + kernelColumns, columns) - 1;
        final int[] inputs = new int[channels * (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1)];
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int row = firstRow; row <= lastRow; row++) {
                for (int column = firstColumn; column <= lastColumn; column++) {
                    inputs[at++] = (channel * rows + row) * columns + column;
                }
            }
        }
        return inputs;
    }

    /** Returns the entry of the weights that a unit multiplies an input with, -1 if it does not read it. */
    int entry(int unit, int input) {
        final int row = input / columns % rows - top(unit);
        final int column = input % columns - left(unit);
        if (row < 0 || row >= kernelRows || column < 0 || column >= kernelColumns) {
            return -1;
        }
        final int filter = unit / cells();
        final int channel = input / (rows * columns);
        return ((filter * channels + channel) * kernelRows + row) * kernelColumns + column;
    }

    private int top(int unit) {
        return unit % cells() / outputColumns() * stride - padding;
    }

    private int left(int unit) {
        return unit % outputColumns() * stride - padding;
    }
}
