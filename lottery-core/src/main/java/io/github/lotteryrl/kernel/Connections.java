// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

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
