// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs a layer's units read, and with which weights: a mask compiled to compressed rows for the forward pass and the
 * weight gradient, and to compressed columns for the input gradient. Pruned weights are not in it, so they cost nothing;
 * neither are units that influence no output of the network.
 *
 * <p>A dense layer has a weight per connection, a convolution shares them: each output cell of a filter is a unit.
 *
 * <p>Not thread-safe: kernels keep room to work in here.
 */
public final class Connections {

    final int rows;
    final int columns;
    /** The rows that are computed, ascending. */
    final int[] units;
    /** The columns that some computed row reads, ascending. */
    final int[] inputs;
    /** The connections of row i are {@code rowStart[i]} to {@code rowStart[i + 1] - 1}. */
    final int[] rowStart;
    /** The input that connection q reads. */
    final int[] column;
    /** The weight of connection q; null where connection and weight have the same number. */
    final int @Nullable [] weight;
    /** The bias of row i; null where row and bias have the same number. */
    final int @Nullable [] bias;
    /** The connections of computed rows to column k are at {@code columnStart[k]} to {@code columnStart[k + 1] - 1}. */
    final int[] columnStart;
    /** The weights of these connections. */
    final int[] slot;
    /** The rows of these connections. */
    final int[] row;
    /** Whether each input is 0 or 1. */
    final boolean binary;

    private @Nullable Workspace workspace;
    private float[] room = {};
    private float[] matrix = {};
    private @Nullable Dots dots;
    private @Nullable Terms terms;
    private final int[] active;

    private Connections(
            int rows,
            int columns,
            boolean[] computed,
            int[] rowStart,
            int[] column,
            int @Nullable [] weight,
            int @Nullable [] bias,
            boolean binary) {
        this.rows = rows;
        this.columns = columns;
        this.rowStart = rowStart;
        this.column = column;
        this.weight = weight;
        this.bias = bias;
        this.binary = binary;
        this.active = IntStream.range(0, columns).toArray();
        this.units = IntStream.range(0, rows).filter(i -> computed[i]).toArray();
        this.columnStart = new int[columns + 1];
        for (int i : units) {
            for (int q = rowStart[i]; q < rowStart[i + 1]; q++) {
                columnStart[column[q] + 1]++;
            }
        }
        for (int k = 0; k < columns; k++) {
            columnStart[k + 1] += columnStart[k];
        }
        this.inputs = IntStream.range(0, columns)
                .filter(k -> columnStart[k] < columnStart[k + 1])
                .toArray();
        this.slot = new int[columnStart[columns]];
        this.row = new int[slot.length];
        final int[] next = columnStart.clone();
        for (int i : units) {
            for (int q = rowStart[i]; q < rowStart[i + 1]; q++) {
                final int at = next[column[q]]++;
                slot[at] = weight == null ? q : weight[q];
                row[at] = i;
            }
        }
    }

    /**
     * Compiles the mask of a dense layer; weight s is the s-th that survives.
     *
     * @param columns inputs of the layer
     * @param entries the surviving entries of the row-major matrix, ascending; not modified
     * @param computed for each unit, whether it influences an output of the network
     * @param binary whether each input is 0 or 1; loops may use it, results are the same
     */
    public static Connections dense(int columns, int[] entries, boolean[] computed, boolean binary) {
        final int rows = computed.length;
        final int[] rowStart = new int[rows + 1];
        final int[] column = new int[entries.length];
        for (int s = 0; s < entries.length; s++) {
            column[s] = entries[s] % columns;
            rowStart[entries[s] / columns + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        return new Connections(rows, columns, computed, rowStart, column, null, null, binary);
    }

    /**
     * Returns connections that share weights and biases.
     *
     * @param columns inputs of the layer
     * @param rowStart where the connections of each unit start, and after the last one their number; not copied
     * @param column the input of each connection; not copied
     * @param weight the weight of each connection; not copied
     * @param bias the bias of each unit; not copied
     * @param computed for each unit, whether it influences an output of the network
     * @param binary whether each input is 0 or 1; loops may use it, results are the same
     */
    public static Connections shared(
            int columns, int[] rowStart, int[] column, int[] weight, int[] bias, boolean[] computed, boolean binary) {
        return new Connections(computed.length, columns, computed, rowStart, column, weight, bias, binary);
    }

    /** Returns whether every unit is computed and reads every input, each with a weight of its own. */
    boolean isDense() {
        return weight == null && units.length == rows && column.length == rows * columns;
    }

    /** Returns whether a unit reads every input, each with a weight of its own. */
    boolean isDense(int i) {
        return weight == null && rowStart[i + 1] - rowStart[i] == columns;
    }

    /** Returns the share of weights that survive, of units that are computed. */
    double density() {
        return weight != null ? 0 : (double) slot.length / Math.max(1, (long) units.length * columns);
    }

    /** Returns a dense layer's weights as a row-major matrix, those that are pruned as zeros. */
    float[] matrix(float[] p, int weights) {
        if (matrix.length == 0) {
            matrix = new float[rows * columns];
        }
        for (int i : units) {
            for (int s = rowStart[i]; s < rowStart[i + 1]; s++) {
                matrix[i * columns + column[s]] = p[weights + s];
            }
        }
        return matrix;
    }

    int bias(int i) {
        return bias == null ? i : bias[i];
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
            samples = new float[batch][Batch.FIRST + columns];
            partial = new float[Kernels.LANES][Batch.FIRST + columns];
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

    /**
     * Finds inputs of a part of the batch that are not zero in all of it, ascending: all of them unless inputs are binary, where
     * most are zero and leaving them out changes no sum. They stand in {@link #active()} until the next call.
     *
     * @return how many
     */
    int findActive(Batch x, int from, int to) {
        if (!binary) {
            return columns;
        }
        int count = 0;
        for (int k = 0; k < columns; k++) {
            if (hasOne(x.array(k), x.offset(k) + from, x.offset(k) + to)) {
                active[count++] = k;
            }
        }
        return count;
    }

    private static boolean hasOne(float[] row, int from, int to) {
        for (int b = from; b < to; b++) {
            if (row[b] != 0) {
                return true;
            }
        }
        return false;
    }

    int[] active() {
        return active;
    }

    /**
     * The sums of a dense layer's weight gradient in groups of eight and then of four, each of one row: its weights, and its bias
     * as the weight of the input of ones, as often as the last group has room.
     */
    static final class Dots {
        /** The row of each group. */
        final int[] row;
        /** The input of each sum. */
        final int[] input;
        /** Where each sum belongs, from the first weight on. */
        final int[] target;
        /** How many groups of eight there are. */
        final int eights;
        /** Room for the sums of a group. */
        final float[] sums = new float[Kernels.LANES];

        private final int biases;

        private Dots(Connections c, int biases, int together, int largest) {
            this.biases = biases;
            final List<int[]> groups = new ArrayList<>();
            final int width = Math.max(1, (int) Math.min(c.columns, together / Math.max(c.density(), 1e-9)));
            final int parts = (c.columns + width - 1) / width;
            final int[] next = c.rowStart.clone();
            for (int part = 0; part < parts; part++) {
                for (int i : c.units) {
                    final int from = next[i];
                    while (next[i] < c.rowStart[i + 1] && c.column[next[i]] < (part + 1) * width) {
                        next[i]++;
                    }
                    final int sums = next[i] - from + (part == parts - 1 ? 1 : 0);
                    int size;
                    for (int s = 0; s < sums; s += size) {
                        size = sums - s > 4 ? largest : 4;
                        groups.add(new int[] {i, from + s, next[i], size});
                    }
                }
            }
            groups.sort(Comparator.comparing(group -> -group[3]));
            this.row = groups.stream().mapToInt(group -> group[0]).toArray();
            final int size = groups.stream().mapToInt(group -> group[3]).sum();
            this.eights = (int) groups.stream().filter(group -> group[3] == 8).count();
            this.input = new int[size];
            this.target = new int[size];
            int at = 0;
            for (int[] group : groups) {
                for (int s = group[1]; s < group[1] + group[3]; s++) {
                    input[at] = s < group[2] ? c.column[s] : c.columns;
                    target[at] = s < group[2] ? s : biases + group[0];
                    at++;
                }
            }
        }
    }

    /**
     * Returns the sums of a dense layer's weight gradient.
     *
     * @param biases how far behind the first weight the first bias is
     * @param together how many sums of a row, on the average, to compute before the next inputs are turned to: these inputs stay
     *     in the processor's cache
     * @param largest size of a group, 4 or 8
     */
    Dots dots(int biases, int together, int largest) {
        if (dots == null || dots.biases != biases) {
            dots = new Dots(this, biases, together, largest);
        }
        return dots;
    }

    /** For each shared weight, and then for each bias, the connections that its gradient is summed over. */
    static final class Terms {
        /** Where the terms of each sum start, and after the last one their number. */
        final int[] start;
        /** The row of each term. */
        final int[] row;
        /** The input of each term; that of ones for biases. */
        final int[] input;
        /** How many sums are those of weights; the others are those of biases. */
        final int weights;

        private Terms(Connections c, int[] weight, int[] bias) {
            this.weights = Arrays.stream(weight).max().orElse(-1) + 1;
            this.start = new int[weights + Arrays.stream(bias).max().orElse(-1) + 2];
            for (int i : c.units) {
                for (int q = c.rowStart[i]; q < c.rowStart[i + 1]; q++) {
                    start[weight[q] + 1]++;
                }
                start[weights + bias[i] + 1]++;
            }
            Arrays.parallelPrefix(start, Integer::sum);
            this.row = new int[start[start.length - 1]];
            this.input = new int[row.length];
            final int[] next = start.clone();
            for (int i : c.units) {
                for (int q = c.rowStart[i]; q < c.rowStart[i + 1]; q++) {
                    add(next, weight[q], i, c.column[q]);
                }
                add(next, weights + bias[i], i, c.columns);
            }
        }

        private void add(int[] next, int sum, int i, int k) {
            final int at = next[sum]++;
            row[at] = i;
            input[at] = k;
        }
    }

    /** Returns the terms of a weight gradient; only where weights are shared. */
    Terms terms() {
        if (terms == null) {
            terms = new Terms(this, Objects.requireNonNull(weight), Objects.requireNonNull(bias));
        }
        return terms;
    }

    /** Returns how many units the layer has. */
    public int rows() {
        return rows;
    }

    /** Returns how many units are computed. */
    public int computed() {
        return units.length;
    }

    /** Returns the r-th of the units that are computed. */
    public int unit(int r) {
        return units[r];
    }

    /** Returns whether some computed unit reads an input. */
    public boolean reads(int input) {
        return columnStart[input] < columnStart[input + 1];
    }

    /** Returns for each input whether some computed unit reads it. */
    public boolean[] areRead() {
        final boolean[] read = new boolean[columns];
        for (int k : inputs) {
            read[k] = true;
        }
        return read;
    }
}
