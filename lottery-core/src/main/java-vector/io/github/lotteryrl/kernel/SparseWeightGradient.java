// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.Lanes.LANE;
import static io.github.lotteryrl.kernel.Lanes.SWAP_1;
import static io.github.lotteryrl.kernel.Lanes.SWAP_2;
import static io.github.lotteryrl.kernel.Lanes.SWAP_4;
import static io.github.lotteryrl.kernel.Lanes.SWAP_8;
import static io.github.lotteryrl.kernel.Lanes.UPPER_2;
import static io.github.lotteryrl.kernel.Lanes.UPPER_4;
import static io.github.lotteryrl.kernel.Lanes.UPPER_8;
import static io.github.lotteryrl.kernel.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** The weight gradient of sparse layers and of shared weights: sums over the batch, several at a time. */
final class SparseWeightGradient {

    /** How many weights of a row, on the average, a sparse weight gradient computes before the next inputs are turned to. */
    private static final int DOTS_PART = 10;
    /** How many sums of a convolution's weight gradient are computed in turn. */
    private static final int IN_TURN = 8;

    private SparseWeightGradient() {}

    /**
     * Computes several sums in turn, a term of each: one alone would wait for itself. Partial sums stay in memory between terms,
     * because vectors that live through two nested loops would be allocated.
     */
    static void computeShared(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final Connections.Terms terms = c.terms();
        final int sums = terms.start.length - 1;
        final float[] partial = c.room(IN_TURN * Kernels.LANES);
        for (int first = 0; first < sums; first += IN_TURN) {
            final int last = Math.min(first + IN_TURN, sums);
            int longest = 0;
            for (int sum = first; sum < last; sum++) {
                longest = Math.max(longest, terms.start[sum + 1] - terms.start[sum]);
            }
            Arrays.fill(partial, 0, IN_TURN * Kernels.LANES, 0f);
            for (int term = 0; term < longest; term++) {
                for (int sum = first; sum < last; sum++) {
                    final int t = terms.start[sum] + term;
                    if (t < terms.start[sum + 1]) {
                        addProducts(dy, terms.row[t], x, terms.input[t], partial, (sum - first) * Kernels.LANES, n);
                    }
                }
            }
            for (int sum = first; sum < last; sum++) {
                if (terms.start[sum] < terms.start[sum + 1]) {
                    g[sum < terms.weights ? weights + sum : biases + sum - terms.weights] =
                            ScalarWeightGradient.inHalves(partial, (sum - first) * Kernels.LANES);
                }
            }
        }
    }

    private static void addProducts(Batch dy, int i, Batch x, int k, float[] partial, int at, int n) {
        final float[] a = dy.flat();
        final float[] in = x.flat();
        final int first = dy.offset(i);
        final int across = x.offset(k) - first;
        for (int lane = 0; lane < Kernels.LANES; lane += WIDTH) {
            FloatVector s = FloatVector.fromArray(LANE, partial, at + lane);
            for (int b = first + lane; b < first + n; b += Kernels.LANES) {
                s = FloatVector.fromArray(LANE, a, b).fma(FloatVector.fromArray(LANE, in, across + b), s);
            }
            s.intoArray(partial, at + lane);
        }
    }

    /** Computes sum by sum, eight or four at a time. */
    static void compute(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final Connections.Dots dots = c.dots(biases - weights, DOTS_PART, WIDTH == 16 ? 8 : 4);
        final int eights = dots.eights;
        final int groups = dots.row.length;
        if (WIDTH == 16) {
            dots16(dots, 0, eights, dy, x, n, g, weights);
            dots16of4(dots, eights, groups, dy, x, n, g, weights);
        } else if (WIDTH == 8) {
            dots8(dots, 0, groups, dy, x, n, g, weights);
        } else {
            for (int q = 0; q < dots.input.length; q++) {
                g[weights + dots.target[q]] =
                        dot4(dy.flat(), dy.offset(dots.row[q / 4]), x.flat(), x.offset(dots.input[q]), n);
            }
        }
    }

    /** Groups of eight, with 16 lanes. */
    private static void dots16(
            Connections.Dots dots, int from, int to, Batch dy, Batch in, int n, float[] g, int weights) {
        final float[] a = dy.flat();
        final float[] x = in.flat();
        final int[] input = dots.input;
        final int[] target = dots.target;
        final float[] sums = dots.sums;
        int group = from;
        for (int q = 0; group < to; q += 8) {
            final int first = dy.offset(dots.row[group]);
            final int k0 = in.offset(input[q]) - first;
            final int k1 = in.offset(input[q + 1]) - first;
            final int k2 = in.offset(input[q + 2]) - first;
            final int k3 = in.offset(input[q + 3]) - first;
            final int k4 = in.offset(input[q + 4]) - first;
            final int k5 = in.offset(input[q + 5]) - first;
            final int k6 = in.offset(input[q + 6]) - first;
            final int k7 = in.offset(input[q + 7]) - first;
            FloatVector s0 = FloatVector.zero(LANE);
            FloatVector s1 = FloatVector.zero(LANE);
            FloatVector s2 = FloatVector.zero(LANE);
            FloatVector s3 = FloatVector.zero(LANE);
            FloatVector s4 = FloatVector.zero(LANE);
            FloatVector s5 = FloatVector.zero(LANE);
            FloatVector s6 = FloatVector.zero(LANE);
            FloatVector s7 = FloatVector.zero(LANE);
            for (int b = first; b < first + n; b += Kernels.LANES) {
                final FloatVector v = FloatVector.fromArray(LANE, a, b);
                s0 = v.fma(FloatVector.fromArray(LANE, x, k0 + b), s0);
                s1 = v.fma(FloatVector.fromArray(LANE, x, k1 + b), s1);
                s2 = v.fma(FloatVector.fromArray(LANE, x, k2 + b), s2);
                s3 = v.fma(FloatVector.fromArray(LANE, x, k3 + b), s3);
                s4 = v.fma(FloatVector.fromArray(LANE, x, k4 + b), s4);
                s5 = v.fma(FloatVector.fromArray(LANE, x, k5 + b), s5);
                s6 = v.fma(FloatVector.fromArray(LANE, x, k6 + b), s6);
                s7 = v.fma(FloatVector.fromArray(LANE, x, k7 + b), s7);
            }
            // One vector for two sums, as long as both have lanes to spare.
            final FloatVector u0 =
                    s0.blend(s4, UPPER_8).add(s4.blend(s0, UPPER_8).rearrange(SWAP_8));
            final FloatVector u1 =
                    s1.blend(s5, UPPER_8).add(s5.blend(s1, UPPER_8).rearrange(SWAP_8));
            final FloatVector u2 =
                    s2.blend(s6, UPPER_8).add(s6.blend(s2, UPPER_8).rearrange(SWAP_8));
            final FloatVector u3 =
                    s3.blend(s7, UPPER_8).add(s7.blend(s3, UPPER_8).rearrange(SWAP_8));
            final FloatVector c0 =
                    u0.blend(u2, UPPER_4).add(u2.blend(u0, UPPER_4).rearrange(SWAP_4));
            final FloatVector c1 =
                    u1.blend(u3, UPPER_4).add(u3.blend(u1, UPPER_4).rearrange(SWAP_4));
            final FloatVector e0 =
                    c0.blend(c1, UPPER_2).add(c1.blend(c0, UPPER_2).rearrange(SWAP_2));
            final FloatVector f0 = e0.add(e0.rearrange(SWAP_1));
            f0.intoArray(sums, 0);
            for (int j = 0; j < 8; j++) {
                g[weights + target[q + j]] = sums[2 * j];
            }
            group++;
        }
    }

    /** Groups of four, with 16 lanes. */
    private static void dots16of4(
            Connections.Dots dots, int from, int to, Batch dy, Batch in, int n, float[] g, int weights) {
        final float[] a = dy.flat();
        final float[] x = in.flat();
        final int[] input = dots.input;
        final int[] target = dots.target;
        final float[] sums = dots.sums;
        int group = from;
        for (int q = 8 * dots.eights + 4 * (from - dots.eights); group < to; q += 4) {
            final int first = dy.offset(dots.row[group]);
            final int k0 = in.offset(input[q]) - first;
            final int k1 = in.offset(input[q + 1]) - first;
            final int k2 = in.offset(input[q + 2]) - first;
            final int k3 = in.offset(input[q + 3]) - first;
            FloatVector s0 = FloatVector.zero(LANE);
            FloatVector s1 = FloatVector.zero(LANE);
            FloatVector s2 = FloatVector.zero(LANE);
            FloatVector s3 = FloatVector.zero(LANE);
            for (int b = first; b < first + n; b += Kernels.LANES) {
                final FloatVector v = FloatVector.fromArray(LANE, a, b);
                s0 = v.fma(FloatVector.fromArray(LANE, x, k0 + b), s0);
                s1 = v.fma(FloatVector.fromArray(LANE, x, k1 + b), s1);
                s2 = v.fma(FloatVector.fromArray(LANE, x, k2 + b), s2);
                s3 = v.fma(FloatVector.fromArray(LANE, x, k3 + b), s3);
            }
            // One vector for two sums, as long as both have lanes to spare.
            final FloatVector u0 =
                    s0.blend(s2, UPPER_8).add(s2.blend(s0, UPPER_8).rearrange(SWAP_8));
            final FloatVector u1 =
                    s1.blend(s3, UPPER_8).add(s3.blend(s1, UPPER_8).rearrange(SWAP_8));
            final FloatVector c0 =
                    u0.blend(u1, UPPER_4).add(u1.blend(u0, UPPER_4).rearrange(SWAP_4));
            final FloatVector e0 = c0.add(c0.rearrange(SWAP_2));
            final FloatVector f0 = e0.add(e0.rearrange(SWAP_1));
            f0.intoArray(sums, 0);
            for (int j = 0; j < 4; j++) {
                g[weights + target[q + j]] = sums[4 * j];
            }
            group++;
        }
    }

    /** Groups of four, with 8 lanes. */
    private static void dots8(
            Connections.Dots dots, int from, int to, Batch dy, Batch in, int n, float[] g, int weights) {
        final float[] a = dy.flat();
        final float[] x = in.flat();
        final int[] input = dots.input;
        final int[] target = dots.target;
        final float[] sums = dots.sums;
        int group = from;
        for (int q = 8 * dots.eights + 4 * (from - dots.eights); group < to; q += 4) {
            final int first = dy.offset(dots.row[group]);
            final int k0 = in.offset(input[q]) - first;
            final int k1 = in.offset(input[q + 1]) - first;
            final int k2 = in.offset(input[q + 2]) - first;
            final int k3 = in.offset(input[q + 3]) - first;
            FloatVector s0 = FloatVector.zero(LANE);
            FloatVector s1 = FloatVector.zero(LANE);
            FloatVector s2 = FloatVector.zero(LANE);
            FloatVector s3 = FloatVector.zero(LANE);
            FloatVector t0 = FloatVector.zero(LANE);
            FloatVector t1 = FloatVector.zero(LANE);
            FloatVector t2 = FloatVector.zero(LANE);
            FloatVector t3 = FloatVector.zero(LANE);
            for (int b = first; b < first + n; b += Kernels.LANES) {
                final FloatVector v = FloatVector.fromArray(LANE, a, b);
                s0 = v.fma(FloatVector.fromArray(LANE, x, k0 + b), s0);
                s1 = v.fma(FloatVector.fromArray(LANE, x, k1 + b), s1);
                s2 = v.fma(FloatVector.fromArray(LANE, x, k2 + b), s2);
                s3 = v.fma(FloatVector.fromArray(LANE, x, k3 + b), s3);
                final FloatVector w = FloatVector.fromArray(LANE, a, b + WIDTH);
                t0 = w.fma(FloatVector.fromArray(LANE, x, k0 + b + WIDTH), t0);
                t1 = w.fma(FloatVector.fromArray(LANE, x, k1 + b + WIDTH), t1);
                t2 = w.fma(FloatVector.fromArray(LANE, x, k2 + b + WIDTH), t2);
                t3 = w.fma(FloatVector.fromArray(LANE, x, k3 + b + WIDTH), t3);
            }
            s0 = s0.add(t0);
            s1 = s1.add(t1);
            s2 = s2.add(t2);
            s3 = s3.add(t3);
            // One vector for two sums, as long as both have lanes to spare.
            final FloatVector u0 =
                    s0.blend(s2, UPPER_4).add(s2.blend(s0, UPPER_4).rearrange(SWAP_4));
            final FloatVector u1 =
                    s1.blend(s3, UPPER_4).add(s3.blend(s1, UPPER_4).rearrange(SWAP_4));
            final FloatVector c0 =
                    u0.blend(u1, UPPER_2).add(u1.blend(u0, UPPER_2).rearrange(SWAP_2));
            final FloatVector e0 = c0.add(c0.rearrange(SWAP_1));
            e0.intoArray(sums, 0);
            for (int j = 0; j < 4; j++) {
                g[weights + target[q + j]] = sums[2 * j];
            }
            group++;
        }
    }

    /** A sum over the batch with four lanes. */
    private static float dot4(float[] a, int aFrom, float[] x, int xFrom, int n) {
        FloatVector s0 = FloatVector.zero(LANE);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = 0; b < n; b += Kernels.LANES) {
            s0 = FloatVector.fromArray(LANE, a, aFrom + b).fma(FloatVector.fromArray(LANE, x, xFrom + b), s0);
            s1 = FloatVector.fromArray(LANE, a, aFrom + b + WIDTH)
                    .fma(FloatVector.fromArray(LANE, x, xFrom + b + WIDTH), s1);
            s2 = FloatVector.fromArray(LANE, a, aFrom + b + 2 * WIDTH)
                    .fma(FloatVector.fromArray(LANE, x, xFrom + b + 2 * WIDTH), s2);
            s3 = FloatVector.fromArray(LANE, a, aFrom + b + 3 * WIDTH)
                    .fma(FloatVector.fromArray(LANE, x, xFrom + b + 3 * WIDTH), s3);
        }
        final FloatVector s = s0.add(s2).add(s1.add(s3));
        return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    }
}
