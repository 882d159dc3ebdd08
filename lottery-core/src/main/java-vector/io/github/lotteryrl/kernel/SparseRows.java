// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.Lanes.LANE;
import static io.github.lotteryrl.kernel.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** The forward pass and the input gradient of sparse layers, row by row: sums stay in registers while a row's weights are walked. */
final class SparseRows {

    private SparseRows() {}

    /**
     * Computes the rows {@code lines[r]} of {@code out} from r = {@code first} on: row i is its bias, or 0 if {@code biases} is
     * negative, plus {@code p[weights + slot(q)]} times row {@code index[q]} of {@code in} for q from {@code starts[i]} to {@code
     * starts[i + 1] - 1}, in this order; without slots, q is its own.
     */
    static void walk(
            int[] lines,
            int first,
            int[] starts,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            int @Nullable [] bias,
            Batch in,
            Batch out,
            int n) {
        if (first == lines.length) {
            return;
        }
        int b = 0;
        for (; b + 8 * WIDTH <= n; b += 8 * WIDTH) {
            walk8(lines, first, starts, index, slots, p, weights, biases, bias, in, out, b);
        }
        for (; b + 4 * WIDTH <= n; b += 4 * WIDTH) {
            walk4(lines, first, starts, index, slots, p, weights, biases, bias, in, out, b);
        }
        for (; b + 2 * WIDTH <= n; b += 2 * WIDTH) {
            walk2(lines, first, starts, index, slots, p, weights, biases, bias, in, out, b);
        }
        for (; b < n; b += WIDTH) {
            walk1(lines, first, starts, index, slots, p, weights, biases, bias, in, out, b);
        }
    }

    /**
     * Computes a layer without shared weights from those inputs alone that {@code c.active()} begins with, others being zero: each
     * is added to the units that read it. Inputs ascend, so each sum has its order; and they are 0 or 1, so no sum becomes -0.
     *
     * @param from the first sample that is computed
     * @param vectors how many vectors of samples are, 1 or 2
     */
    static void spread(
            Connections c, float[] p, int weights, int biases, Batch in, int active, Batch out, int from, int vectors) {
        for (int i : c.units) {
            DenseBlocks.fill(out, i, from, vectors, p[biases + i]);
        }
        if (vectors == 2) {
            spread2(c, p, weights, in, active, out, from);
        } else {
            spread1(c, p, weights, in, active, out, from);
        }
    }

    private static void spread1(Connections c, float[] p, int weights, Batch in, int active, Batch out, int from) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int[] inputs = c.active();
        final int stride = out.stride();
        final int first = out.offset(0) + from;
        for (int j = 0; j < active; j++) {
            final int k = inputs[j];
            final FloatVector v = FloatVector.fromArray(LANE, x, in.offset(k) + from);
            final int end = c.columnStart[k + 1];
            for (int q = c.columnStart[k]; q < end; q++) {
                final int at = first + c.row[q] * stride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + c.slot[q]]);
                w.fma(v, FloatVector.fromArray(LANE, y, at)).intoArray(y, at);
            }
        }
    }

    private static void spread2(Connections c, float[] p, int weights, Batch in, int active, Batch out, int from) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int[] inputs = c.active();
        final int stride = out.stride();
        final int first = out.offset(0) + from;
        for (int j = 0; j < active; j++) {
            final int k = inputs[j];
            final FloatVector v0 = FloatVector.fromArray(LANE, x, in.offset(k) + from);
            final FloatVector v1 = FloatVector.fromArray(LANE, x, in.offset(k) + from + WIDTH);
            final int end = c.columnStart[k + 1];
            for (int q = c.columnStart[k]; q < end; q++) {
                final int at = first + c.row[q] * stride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + c.slot[q]]);
                w.fma(v0, FloatVector.fromArray(LANE, y, at)).intoArray(y, at);
                w.fma(v1, FloatVector.fromArray(LANE, y, at + WIDTH)).intoArray(y, at + WIDTH);
            }
        }
    }

    private static float start(float[] p, int biases, int @Nullable [] bias, int i) {
        return biases < 0 ? 0 : p[biases + (bias == null ? i : bias[i])];
    }

    private static int slot(int @Nullable [] slots, int q) {
        return slots == null ? q : slots[q];
    }

    private static void walk8(
            int[] lines,
            int first,
            int[] starts,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            int @Nullable [] bias,
            Batch in,
            Batch out,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int xStride = in.stride();
        final int xFrom = in.offset(0) + b;
        for (int r = first; r < lines.length; r++) {
            final int i = lines[r];
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, bias, i));
            FloatVector a1 = a0;
            FloatVector a2 = a0;
            FloatVector a3 = a0;
            FloatVector a4 = a0;
            FloatVector a5 = a0;
            FloatVector a6 = a0;
            FloatVector a7 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final int k = xFrom + index[q] * xStride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, x, k), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, x, k + WIDTH), a1);
                a2 = w.fma(FloatVector.fromArray(LANE, x, k + 2 * WIDTH), a2);
                a3 = w.fma(FloatVector.fromArray(LANE, x, k + 3 * WIDTH), a3);
                a4 = w.fma(FloatVector.fromArray(LANE, x, k + 4 * WIDTH), a4);
                a5 = w.fma(FloatVector.fromArray(LANE, x, k + 5 * WIDTH), a5);
                a6 = w.fma(FloatVector.fromArray(LANE, x, k + 6 * WIDTH), a6);
                a7 = w.fma(FloatVector.fromArray(LANE, x, k + 7 * WIDTH), a7);
            }
            final int at = out.offset(i) + b;
            a0.add(0f).intoArray(y, at);
            a1.add(0f).intoArray(y, at + WIDTH);
            a2.add(0f).intoArray(y, at + 2 * WIDTH);
            a3.add(0f).intoArray(y, at + 3 * WIDTH);
            a4.add(0f).intoArray(y, at + 4 * WIDTH);
            a5.add(0f).intoArray(y, at + 5 * WIDTH);
            a6.add(0f).intoArray(y, at + 6 * WIDTH);
            a7.add(0f).intoArray(y, at + 7 * WIDTH);
        }
    }

    private static void walk4(
            int[] lines,
            int first,
            int[] starts,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            int @Nullable [] bias,
            Batch in,
            Batch out,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int xStride = in.stride();
        final int xFrom = in.offset(0) + b;
        for (int r = first; r < lines.length; r++) {
            final int i = lines[r];
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, bias, i));
            FloatVector a1 = a0;
            FloatVector a2 = a0;
            FloatVector a3 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final int k = xFrom + index[q] * xStride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, x, k), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, x, k + WIDTH), a1);
                a2 = w.fma(FloatVector.fromArray(LANE, x, k + 2 * WIDTH), a2);
                a3 = w.fma(FloatVector.fromArray(LANE, x, k + 3 * WIDTH), a3);
            }
            final int at = out.offset(i) + b;
            a0.add(0f).intoArray(y, at);
            a1.add(0f).intoArray(y, at + WIDTH);
            a2.add(0f).intoArray(y, at + 2 * WIDTH);
            a3.add(0f).intoArray(y, at + 3 * WIDTH);
        }
    }

    private static void walk2(
            int[] lines,
            int first,
            int[] starts,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            int @Nullable [] bias,
            Batch in,
            Batch out,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int xStride = in.stride();
        final int xFrom = in.offset(0) + b;
        for (int r = first; r < lines.length; r++) {
            final int i = lines[r];
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, bias, i));
            FloatVector a1 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final int k = xFrom + index[q] * xStride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, x, k), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, x, k + WIDTH), a1);
            }
            final int at = out.offset(i) + b;
            a0.add(0f).intoArray(y, at);
            a1.add(0f).intoArray(y, at + WIDTH);
        }
    }

    private static void walk1(
            int[] lines,
            int first,
            int[] starts,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            int @Nullable [] bias,
            Batch in,
            Batch out,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int xStride = in.stride();
        final int xFrom = in.offset(0) + b;
        for (int r = first; r < lines.length; r++) {
            final int i = lines[r];
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, bias, i));
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final int k = xFrom + index[q] * xStride;
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, x, k), a0);
            }
            final int at = out.offset(i) + b;
            a0.add(0f).intoArray(y, at);
        }
    }
}
