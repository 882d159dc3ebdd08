// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.Lanes.LANE;
import static io.github.lotteryrl.kernel.Lanes.SWAP_4;
import static io.github.lotteryrl.kernel.Lanes.SWAP_8;
import static io.github.lotteryrl.kernel.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** The weight gradient of dense layers. */
final class DenseWeightGradient {

    /** How many inputs are transposed at a time. */
    private static final int PANEL = 2 * WIDTH;
    /** The first partial sum of each fourth of them, in the order in which these fourths are added. */
    private static final int[] QUARTERS = {0, 2, 1, 3};

    private DenseWeightGradient() {}

    private static float biasGradient(float[] a, int from, int n) {
        FloatVector s0 = FloatVector.zero(LANE);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = from; b < from + n; b += Kernels.LANES) {
            s0 = s0.add(FloatVector.fromArray(LANE, a, b));
            if (WIDTH <= 8) {
                s1 = s1.add(FloatVector.fromArray(LANE, a, b + WIDTH));
            }
            if (WIDTH == 4) {
                s2 = s2.add(FloatVector.fromArray(LANE, a, b + 2 * WIDTH));
                s3 = s3.add(FloatVector.fromArray(LANE, a, b + 3 * WIDTH));
            }
        }
        FloatVector s = s0;
        if (WIDTH == 4) {
            s = s0.add(s2).add(s1.add(s3));
        } else if (WIDTH == 8) {
            s = s0.add(s1);
            s = s.add(s.rearrange(SWAP_4));
        } else {
            s = s.add(s.rearrange(SWAP_8));
            s = s.add(s.rearrange(SWAP_4));
        }
        return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    }

    /**
     * Computes the sums of all inputs, pruned weights included, with a lane per input, so that no vector has to be summed
     * across its lanes. Each sum has the same order as in {@link SparseWeightGradient}.
     */
    static void compute(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final float[] a = dy.flat();
        final int active = c.findActive(x, 0, n);
        final int[] inputs = c.active();
        final int stride = (active + PANEL - 1) / PANEL * PANEL;
        final int sums = Batch.FIRST + n * PANEL;
        final int room = sums + c.rows * stride;
        final float[] samples = c.room(room + 8 * PANEL);
        for (int from = 0; from < active; from += PANEL) {
            transpose(x, inputs, from, Math.min(from + PANEL, active), samples, n);
            int r = 0;
            for (; WIDTH == 16 && r + 2 <= c.units.length; r += 2) {
                final int i = c.units[r];
                final int j = c.units[r + 1];
                for (int q = 0; q < Kernels.LANES / 4; q++) {
                    quarterOfTwo(a, dy.offset(i), dy.offset(j), samples, QUARTERS[q], room + q * PANEL, n);
                }
                addQuarters(samples, room, sums + i * stride + from);
                addQuarters(samples, room + 4 * PANEL, sums + j * stride + from);
            }
            for (; r < c.units.length; r++) {
                final int i = c.units[r];
                for (int q = 0; q < Kernels.LANES / 4; q++) {
                    quarter(a, dy.offset(i), samples, QUARTERS[q], room + q * PANEL, n);
                }
                addQuarters(samples, room, sums + i * stride + from);
            }
        }
        for (int i : c.units) {
            g[biases + i] = biasGradient(a, dy.offset(i), n);
            take(c, i, samples, sums + i * stride, active, g, weights);
        }
    }

    /** Takes from a row's sums of active inputs what survives; the sum of an input that is zero throughout is zero. */
    private static void take(Connections c, int i, float[] sums, int at, int active, float[] g, int weights) {
        final int first = c.rowStart[i];
        final int size = c.rowStart[i + 1] - first;
        if (active == c.columns && size == c.columns) {
            System.arraycopy(sums, at, g, weights + first, size);
        } else if (active == c.columns) {
            for (int s = first; s < first + size; s++) {
                g[weights + s] = sums[at + c.column[s]];
            }
        } else {
            final int[] inputs = c.active();
            int j = 0;
            for (int s = first; s < first + size; s++) {
                while (j < active && inputs[j] < c.column[s]) {
                    j++;
                }
                g[weights + s] = j < active && inputs[j] == c.column[s] ? sums[at + j] : 0;
            }
        }
    }

    private static void transpose(Batch x, int[] inputs, int from, int to, float[] samples, int n) {
        final float[] in = x.flat();
        int k = from;
        for (; k + 4 <= to; k += 4) {
            final int x0 = x.offset(inputs[k]);
            final int x1 = x.offset(inputs[k + 1]);
            final int x2 = x.offset(inputs[k + 2]);
            final int x3 = x.offset(inputs[k + 3]);
            int at = Batch.FIRST + k - from;
            for (int b = 0; b < n; b++) {
                samples[at] = in[x0 + b];
                samples[at + 1] = in[x1 + b];
                samples[at + 2] = in[x2 + b];
                samples[at + 3] = in[x3 + b];
                at += PANEL;
            }
        }
        for (; k < to; k++) {
            for (int b = 0; b < n; b++) {
                samples[Batch.FIRST + b * PANEL + k - from] = in[x.offset(inputs[k]) + b];
            }
        }
    }

    /** Writes the partial sums l, l + 8, l + 4 and l + 12 of a panel, added in this order. */
    private static void quarter(float[] a, int first, float[] samples, int l, int out, int n) {
        FloatVector a0 = FloatVector.zero(LANE);
        FloatVector b0 = FloatVector.zero(LANE);
        FloatVector a4 = FloatVector.zero(LANE);
        FloatVector b4 = FloatVector.zero(LANE);
        FloatVector a8 = FloatVector.zero(LANE);
        FloatVector b8 = FloatVector.zero(LANE);
        FloatVector a12 = FloatVector.zero(LANE);
        FloatVector b12 = FloatVector.zero(LANE);
        for (int b = l; b < n; b += Kernels.LANES) {
            final int at = Batch.FIRST + b * PANEL;
            final FloatVector u0 = FloatVector.fromArray(LANE, samples, at);
            final FloatVector v0 = FloatVector.fromArray(LANE, samples, at + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, a[first + b]);
            a0 = w0.fma(u0, a0);
            b0 = w0.fma(v0, b0);
            final FloatVector u4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL);
            final FloatVector v4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL + WIDTH);
            final FloatVector w4 = FloatVector.broadcast(LANE, a[first + b + 4]);
            a4 = w4.fma(u4, a4);
            b4 = w4.fma(v4, b4);
            final FloatVector u8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL);
            final FloatVector v8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL + WIDTH);
            final FloatVector w8 = FloatVector.broadcast(LANE, a[first + b + 8]);
            a8 = w8.fma(u8, a8);
            b8 = w8.fma(v8, b8);
            final FloatVector u12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL);
            final FloatVector v12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL + WIDTH);
            final FloatVector w12 = FloatVector.broadcast(LANE, a[first + b + 12]);
            a12 = w12.fma(u12, a12);
            b12 = w12.fma(v12, b12);
        }
        a0.add(a8).add(a4.add(a12)).intoArray(samples, out);
        b0.add(b8).add(b4.add(b12)).intoArray(samples, out + WIDTH);
    }

    /** Does two rows at once, which needs the 32 registers of processors with 16 lanes. */
    private static void quarterOfTwo(float[] a, int first, int second, float[] samples, int l, int out, int n) {
        FloatVector a0 = FloatVector.zero(LANE);
        FloatVector b0 = FloatVector.zero(LANE);
        FloatVector c0 = FloatVector.zero(LANE);
        FloatVector d0 = FloatVector.zero(LANE);
        FloatVector a4 = FloatVector.zero(LANE);
        FloatVector b4 = FloatVector.zero(LANE);
        FloatVector c4 = FloatVector.zero(LANE);
        FloatVector d4 = FloatVector.zero(LANE);
        FloatVector a8 = FloatVector.zero(LANE);
        FloatVector b8 = FloatVector.zero(LANE);
        FloatVector c8 = FloatVector.zero(LANE);
        FloatVector d8 = FloatVector.zero(LANE);
        FloatVector a12 = FloatVector.zero(LANE);
        FloatVector b12 = FloatVector.zero(LANE);
        FloatVector c12 = FloatVector.zero(LANE);
        FloatVector d12 = FloatVector.zero(LANE);
        for (int b = l; b < n; b += Kernels.LANES) {
            final int at = Batch.FIRST + b * PANEL;
            final FloatVector u0 = FloatVector.fromArray(LANE, samples, at);
            final FloatVector v0 = FloatVector.fromArray(LANE, samples, at + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, a[first + b]);
            a0 = w0.fma(u0, a0);
            b0 = w0.fma(v0, b0);
            final FloatVector z0 = FloatVector.broadcast(LANE, a[second + b]);
            c0 = z0.fma(u0, c0);
            d0 = z0.fma(v0, d0);
            final FloatVector u4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL);
            final FloatVector v4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL + WIDTH);
            final FloatVector w4 = FloatVector.broadcast(LANE, a[first + b + 4]);
            a4 = w4.fma(u4, a4);
            b4 = w4.fma(v4, b4);
            final FloatVector z4 = FloatVector.broadcast(LANE, a[second + b + 4]);
            c4 = z4.fma(u4, c4);
            d4 = z4.fma(v4, d4);
            final FloatVector u8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL);
            final FloatVector v8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL + WIDTH);
            final FloatVector w8 = FloatVector.broadcast(LANE, a[first + b + 8]);
            a8 = w8.fma(u8, a8);
            b8 = w8.fma(v8, b8);
            final FloatVector z8 = FloatVector.broadcast(LANE, a[second + b + 8]);
            c8 = z8.fma(u8, c8);
            d8 = z8.fma(v8, d8);
            final FloatVector u12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL);
            final FloatVector v12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL + WIDTH);
            final FloatVector w12 = FloatVector.broadcast(LANE, a[first + b + 12]);
            a12 = w12.fma(u12, a12);
            b12 = w12.fma(v12, b12);
            final FloatVector z12 = FloatVector.broadcast(LANE, a[second + b + 12]);
            c12 = z12.fma(u12, c12);
            d12 = z12.fma(v12, d12);
        }
        a0.add(a8).add(a4.add(a12)).intoArray(samples, out);
        b0.add(b8).add(b4.add(b12)).intoArray(samples, out + WIDTH);
        c0.add(c8).add(c4.add(c12)).intoArray(samples, out + 4 * PANEL);
        d0.add(d8).add(d4.add(d12)).intoArray(samples, out + 4 * PANEL + WIDTH);
    }

    private static void addQuarters(float[] samples, int room, int out) {
        for (int v = 0; v < PANEL; v += WIDTH) {
            final FloatVector even = FloatVector.fromArray(LANE, samples, room + v)
                    .add(FloatVector.fromArray(LANE, samples, room + PANEL + v));
            final FloatVector odd = FloatVector.fromArray(LANE, samples, room + 2 * PANEL + v)
                    .add(FloatVector.fromArray(LANE, samples, room + 3 * PANEL + v));
            even.add(odd).intoArray(samples, out + v);
        }
    }
}
