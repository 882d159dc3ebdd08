// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs a layer's units read: a mask compiled to compressed rows for the forward pass and the weight gradient, and to
 * compressed columns for the input gradient. Pruned weights are not in it, so they cost nothing.
 *
 * <p>Surviving weights are numbered row by row; {@code w(s)} is the s-th of the layer's parameters. Not thread-safe: kernels
 * keep room to work in here.
 */
public final class Connections {

    final int rows;
    final int columns;
    /** The weights of row i are {@code rowStart[i]} to {@code rowStart[i + 1] - 1}. */
    final int[] rowStart;
    /** The input that weight s reads. */
    final int[] column;
    /** The weights of column k are {@code slot[columnStart[k]]} to {@code slot[columnStart[k + 1] - 1]}. */
    final int[] columnStart;

    final int[] slot;
    /** The row of {@code slot[q]}. */
    final int[] row;

    private @Nullable Workspace workspace;
    private float[] room = {};
    private float[] ones = {};
    private @Nullable Dots dots;

    /**
     * Compiles a mask.
     *
     * @param rows units of the layer
     * @param columns inputs of the layer
     * @param entries the surviving entries of the row-major matrix, ascending; not modified
     */
    public Connections(int rows, int columns, int[] entries) {
        this.rows = rows;
        this.columns = columns;
        this.rowStart = new int[rows + 1];
        this.column = new int[entries.length];
        this.columnStart = new int[columns + 1];
        this.slot = new int[entries.length];
        this.row = new int[entries.length];
        for (int s = 0; s < entries.length; s++) {
            column[s] = entries[s] % columns;
            rowStart[entries[s] / columns + 1]++;
            columnStart[column[s] + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        for (int k = 0; k < columns; k++) {
            columnStart[k + 1] += columnStart[k];
        }
        final int[] next = columnStart.clone();
        for (int s = 0; s < entries.length; s++) {
            final int q = next[column[s]]++;
            slot[q] = s;
            row[q] = entries[s] / columns;
        }
    }

    /** Room for kernels to work in, made when it is first needed. */
    static final class Workspace {
        /** The batch with a row per sample. */
        final float[][] samples;
        /** A row per partial sum. */
        final float[][] partial;
        /** For each partial sum, which samples it takes. */
        final int[][] lanes;

        private Workspace(int columns, int batch) {
            samples = new float[batch][columns];
            partial = new float[Kernels.LANES][columns];
            lanes = new int[Kernels.LANES][batch / Kernels.LANES];
            for (int l = 0; l < lanes.length; l++) {
                for (int step = 0; step < lanes[l].length; step++) {
                    lanes[l][step] = l + step * Kernels.LANES;
                }
            }
        }
    }

    Workspace workspace(int batch) {
        if (workspace == null || workspace.samples.length < batch) {
            workspace = new Workspace(columns, batch);
        }
        return workspace;
    }

    /** Returns room for at least {@code size} numbers, with whatever was left there. */
    float[] room(int size) {
        if (room.length < size) {
            room = new float[size];
        }
        return room;
    }

    /** Returns at least {@code n} ones; not to be modified. */
    float[] ones(int n) {
        if (ones.length < n) {
            ones = new float[n];
            Arrays.fill(ones, 1);
        }
        return ones;
    }

    /**
     * The sums of a weight gradient in groups of four, each of one row: its weights, then its bias as the weight of an input
     * that is always 1, as often as the last group has room.
     */
    static final class Dots {
        /** The row of each group. */
        final int[] row;
        /** The input of each sum; the one after the last is always 1. */
        final int[] input;
        /** Where each sum belongs, from the first weight on. */
        final int[] target;

        private final int biases;
        private final float[][] inputs;

        private Dots(Connections c, int biases) {
            this.biases = biases;
            this.inputs = new float[c.columns + 1][0];
            int groups = 0;
            for (int i = 0; i < c.rows; i++) {
                groups += (c.rowStart[i + 1] - c.rowStart[i]) / 4 + 1;
            }
            this.row = new int[groups];
            this.input = new int[4 * groups];
            this.target = new int[4 * groups];
            int q = 0;
            for (int i = 0; i < c.rows; i++) {
                for (int s = c.rowStart[i]; s < c.rowStart[i + 1]; s++) {
                    row[q / 4] = i;
                    input[q] = c.column[s];
                    target[q] = s;
                    q++;
                }
                do {
                    row[q / 4] = i;
                    input[q] = c.columns;
                    target[q] = biases + i;
                    q++;
                } while (q % 4 != 0);
            }
        }

        /** Returns the rows of {@code x} and then {@code ones}. */
        float[][] inputs(float[][] x, float[] ones) {
            System.arraycopy(x, 0, inputs, 0, inputs.length - 1);
            inputs[inputs.length - 1] = ones;
            return inputs;
        }
    }

    /**
     * Returns the sums of a weight gradient.
     *
     * @param biases how far behind the first weight the first bias is
     */
    Dots dots(int biases) {
        if (dots == null || dots.biases != biases) {
            dots = new Dots(this, biases);
        }
        return dots;
    }

    /** Returns how many units the layer has. */
    public int rows() {
        return rows;
    }

    /** Returns how many inputs the layer has. */
    public int columns() {
        return columns;
    }

    /** Returns how many weights survive. */
    public int size() {
        return column.length;
    }
}
