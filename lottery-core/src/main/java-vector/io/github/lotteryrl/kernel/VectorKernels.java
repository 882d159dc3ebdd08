// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The kernels on the Vector API, with 4, 8 or 16 lanes, as wide as the processor has them. Sums stay in registers while a row
 * of weights is walked.
 *
 * <p>Compiled apart from the other sources, because its module is an incubator. Unrolling by hand makes the file longer than
 * others: a vector that is held in an array, or handed to a method which is not inlined, would be allocated.
 */
final class VectorKernels implements Kernels {

    /**
     * The only species here: with a second one, type profiles inside the Vector API are mixed, and then the compiler of JDK 17
     * allocates every vector.
     */
    private static final VectorSpecies<Float> LANE = species();

    private static final int WIDTH = LANE.length();

    /** From this density on, computing all weights of a row together is quicker than one by one. */
    private static final double MOSTLY_DENSE = 0.4;
    /** With fewer units, transposing the inputs costs more than it saves. */
    private static final int WORTH_TRANSPOSING = 16;
    /** How many rows of a dense layer are computed at a time. */
    private static final int BLOCK = 4;
    /** How many inputs are transposed at a time. */
    private static final int PANEL = 2 * WIDTH;

    /** The first partial sum of each fourth of them, in the order in which these fourths are added. */
    private static final int[] QUARTERS = {0, 2, 1, 3};

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);

    private static VectorSpecies<Float> species() {
        final int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return VectorSpecies.of(
                float.class, VectorShape.forBitSize(Math.max(Float.SIZE * 4, Math.min(Float.SIZE * LANES, bits))));
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(LANE, lane -> (lane ^ distance) % LANE.length());
    }

    private static VectorMask<Float> upper(int distance) {
        long lanes = 0;
        for (int lane = 0; lane < LANE.length(); lane++) {
            lanes |= (lane & distance) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(LANE, lanes);
    }

    @Override
    public String name() {
        return "vector, " + WIDTH + " lanes";
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, float[][] x, float[][] y, int n) {
        int i = 0;
        while (i < c.rows) {
            int sparse = i;
            while (sparse < c.rows && !isDenseBlock(c, sparse)) {
                sparse++;
            }
            walk(c.rowStart, i, sparse, c.column, null, p, weights, biases, x, y, 0, n);
            i = sparse;
            for (; i < c.rows && isDenseBlock(c, i); i += BLOCK) {
                int b = 0;
                for (; b + 2 * WIDTH <= n; b += 2 * WIDTH) {
                    dense(
                            p,
                            weights + c.rowStart[i],
                            1,
                            c.columns,
                            c.columns,
                            p[biases + i],
                            p[biases + i + 1],
                            p[biases + i + 2],
                            p[biases + i + 3],
                            x,
                            y,
                            i,
                            b);
                }
                walk(c.rowStart, i, i + BLOCK, c.column, null, p, weights, biases, x, y, b, n);
            }
        }
    }

    private static boolean isDenseBlock(Connections c, int i) {
        return i + BLOCK <= c.rows && c.rowStart[i + BLOCK] - c.rowStart[i] == BLOCK * c.columns;
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, float[][] dy, float[][] dx, int n) {
        int k = 0;
        if (c.size() == c.rows * c.columns) {
            for (; k + BLOCK <= c.columns; k += BLOCK) {
                int b = 0;
                for (; b + 2 * WIDTH <= n; b += 2 * WIDTH) {
                    dense(p, weights + k, c.columns, 1, c.rows, 0, 0, 0, 0, dy, dx, k, b);
                }
                walk(c.columnStart, k, k + BLOCK, c.row, c.slot, p, weights, -1, dy, dx, b, n);
            }
        }
        walk(c.columnStart, k, c.columns, c.row, c.slot, p, weights, -1, dy, dx, 0, n);
    }

    /**
     * Computes four rows of {@code out} from {@code first} on, two vectors of each from {@code b} on, of the {@code count}
     * rows of {@code in}: the weight of row r there and row k here is {@code p[base + k across + r along]}.
     */
    private static void dense(
            float[] p,
            int base,
            int along,
            int across,
            int count,
            float start0,
            float start1,
            float start2,
            float start3,
            float[][] in,
            float[][] out,
            int first,
            int b) {
        FloatVector a0 = FloatVector.broadcast(LANE, start0);
        FloatVector a1 = FloatVector.broadcast(LANE, start1);
        FloatVector a2 = FloatVector.broadcast(LANE, start2);
        FloatVector a3 = FloatVector.broadcast(LANE, start3);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        int at = base;
        for (int r = 0; r < count; r++) {
            final float[] row = in[r];
            final FloatVector va = FloatVector.fromArray(LANE, row, b);
            final FloatVector vb = FloatVector.fromArray(LANE, row, b + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, p[at]);
            a0 = w0.fma(va, a0);
            b0 = w0.fma(vb, b0);
            final FloatVector w1 = FloatVector.broadcast(LANE, p[at + across]);
            a1 = w1.fma(va, a1);
            b1 = w1.fma(vb, b1);
            final FloatVector w2 = FloatVector.broadcast(LANE, p[at + 2 * across]);
            a2 = w2.fma(va, a2);
            b2 = w2.fma(vb, b2);
            final FloatVector w3 = FloatVector.broadcast(LANE, p[at + 3 * across]);
            a3 = w3.fma(va, a3);
            b3 = w3.fma(vb, b3);
            at += along;
        }
        a0.intoArray(out[first], b);
        b0.intoArray(out[first], b + WIDTH);
        a1.intoArray(out[first + 1], b);
        b1.intoArray(out[first + 1], b + WIDTH);
        a2.intoArray(out[first + 2], b);
        b2.intoArray(out[first + 2], b + WIDTH);
        a3.intoArray(out[first + 3], b);
        b3.intoArray(out[first + 3], b + WIDTH);
    }

    /**
     * Computes the rows of {@code out} from {@code first} to {@code last - 1}: row i is {@code p[biases + i]}, or 0 if {@code
     * biases} is negative, plus {@code p[weights + slot(q)] in[index[q]]} for q from {@code starts[i]} to {@code starts[i + 1]
     * - 1}, in this order; without slots, q is its own.
     */
    private static void walk(
            int[] starts,
            int first,
            int last,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            float[][] in,
            float[][] out,
            int from,
            int n) {
        int b = from;
        for (; b + 8 * WIDTH <= n; b += 8 * WIDTH) {
            walk8(starts, first, last, index, slots, p, weights, biases, in, out, b);
        }
        for (; b + 4 * WIDTH <= n; b += 4 * WIDTH) {
            walk4(starts, first, last, index, slots, p, weights, biases, in, out, b);
        }
        for (; b + 2 * WIDTH <= n; b += 2 * WIDTH) {
            walk2(starts, first, last, index, slots, p, weights, biases, in, out, b);
        }
        for (; b < n; b += WIDTH) {
            walk1(starts, first, last, index, slots, p, weights, biases, in, out, b);
        }
    }

    private static float start(float[] p, int biases, int i) {
        return biases < 0 ? 0 : p[biases + i];
    }

    private static int slot(int @Nullable [] slots, int q) {
        return slots == null ? q : slots[q];
    }

    private static void walk8(
            int[] starts,
            int first,
            int last,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            float[][] in,
            float[][] out,
            int b) {
        for (int i = first; i < last; i++) {
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, i));
            FloatVector a1 = a0;
            FloatVector a2 = a0;
            FloatVector a3 = a0;
            FloatVector a4 = a0;
            FloatVector a5 = a0;
            FloatVector a6 = a0;
            FloatVector a7 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final float[] row = in[index[q]];
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, row, b), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, row, b + WIDTH), a1);
                a2 = w.fma(FloatVector.fromArray(LANE, row, b + 2 * WIDTH), a2);
                a3 = w.fma(FloatVector.fromArray(LANE, row, b + 3 * WIDTH), a3);
                a4 = w.fma(FloatVector.fromArray(LANE, row, b + 4 * WIDTH), a4);
                a5 = w.fma(FloatVector.fromArray(LANE, row, b + 5 * WIDTH), a5);
                a6 = w.fma(FloatVector.fromArray(LANE, row, b + 6 * WIDTH), a6);
                a7 = w.fma(FloatVector.fromArray(LANE, row, b + 7 * WIDTH), a7);
            }
            final float[] sums = out[i];
            a0.intoArray(sums, b);
            a1.intoArray(sums, b + WIDTH);
            a2.intoArray(sums, b + 2 * WIDTH);
            a3.intoArray(sums, b + 3 * WIDTH);
            a4.intoArray(sums, b + 4 * WIDTH);
            a5.intoArray(sums, b + 5 * WIDTH);
            a6.intoArray(sums, b + 6 * WIDTH);
            a7.intoArray(sums, b + 7 * WIDTH);
        }
    }

    private static void walk4(
            int[] starts,
            int first,
            int last,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            float[][] in,
            float[][] out,
            int b) {
        for (int i = first; i < last; i++) {
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, i));
            FloatVector a1 = a0;
            FloatVector a2 = a0;
            FloatVector a3 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final float[] row = in[index[q]];
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, row, b), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, row, b + WIDTH), a1);
                a2 = w.fma(FloatVector.fromArray(LANE, row, b + 2 * WIDTH), a2);
                a3 = w.fma(FloatVector.fromArray(LANE, row, b + 3 * WIDTH), a3);
            }
            final float[] sums = out[i];
            a0.intoArray(sums, b);
            a1.intoArray(sums, b + WIDTH);
            a2.intoArray(sums, b + 2 * WIDTH);
            a3.intoArray(sums, b + 3 * WIDTH);
        }
    }

    private static void walk2(
            int[] starts,
            int first,
            int last,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            float[][] in,
            float[][] out,
            int b) {
        for (int i = first; i < last; i++) {
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, i));
            FloatVector a1 = a0;
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final float[] row = in[index[q]];
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, row, b), a0);
                a1 = w.fma(FloatVector.fromArray(LANE, row, b + WIDTH), a1);
            }
            final float[] sums = out[i];
            a0.intoArray(sums, b);
            a1.intoArray(sums, b + WIDTH);
        }
    }

    private static void walk1(
            int[] starts,
            int first,
            int last,
            int[] index,
            int @Nullable [] slots,
            float[] p,
            int weights,
            int biases,
            float[][] in,
            float[][] out,
            int b) {
        for (int i = first; i < last; i++) {
            FloatVector a0 = FloatVector.broadcast(LANE, start(p, biases, i));
            final int end = starts[i + 1];
            for (int q = starts[i]; q < end; q++) {
                final float[] row = in[index[q]];
                final FloatVector w = FloatVector.broadcast(LANE, p[weights + slot(slots, q)]);
                a0 = w.fma(FloatVector.fromArray(LANE, row, b), a0);
            }
            final float[] sums = out[i];
            a0.intoArray(sums, b);
        }
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, float[] x, float[] y) {
        // Vectors of four would be a second species.
        ScalarKernels.few(c, p, weights, biases, x, y);
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n) {
        if (c.rows >= WORTH_TRANSPOSING && c.columns >= LANES && c.size() >= MOSTLY_DENSE * c.rows * c.columns) {
            denseWeightGradient(c, g, weights, biases, dy, x, n);
        } else {
            sparseWeightGradient(c, g, weights, biases, dy, x, n);
        }
    }

    /** Computes sum by sum, four at a time. */
    private static void sparseWeightGradient(
            Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n) {
        final Connections.Dots dots = c.dots(biases - weights);
        final float[][] inputs = dots.inputs(x, c.ones(n));
        if (WIDTH == 16 && n == 2 * LANES) {
            dots32(dots, dy, inputs, g, weights);
        } else if (WIDTH == 16) {
            dots16(dots, dy, inputs, n, g, weights);
        } else if (WIDTH == 8) {
            dots8(dots, dy, inputs, n, g, weights);
        } else {
            for (int q = 0; q < dots.input.length; q++) {
                g[weights + dots.target[q]] = dot4(dy[dots.row[q / 4]], inputs[dots.input[q]], n);
            }
        }
    }

    /** With 16 lanes, for the batch of 32 that is the commonest: a loop of two steps takes twice the time. */
    private static void dots32(Connections.Dots dots, float[][] dy, float[][] x, float[] g, int weights) {
        final FloatVector zero = FloatVector.zero(LANE);
        final int[] input = dots.input;
        final int[] target = dots.target;
        for (int q = 0; q < input.length; q += 4) {
            final float[] a = dy[dots.row[q / 4]];
            final FloatVector a0 = FloatVector.fromArray(LANE, a, 0);
            final FloatVector a1 = FloatVector.fromArray(LANE, a, LANES);
            final float[] x0 = x[input[q]];
            final float[] x1 = x[input[q + 1]];
            final float[] x2 = x[input[q + 2]];
            final float[] x3 = x[input[q + 3]];
            final FloatVector s0 =
                    a1.fma(FloatVector.fromArray(LANE, x0, LANES), a0.fma(FloatVector.fromArray(LANE, x0, 0), zero));
            final FloatVector s1 =
                    a1.fma(FloatVector.fromArray(LANE, x1, LANES), a0.fma(FloatVector.fromArray(LANE, x1, 0), zero));
            final FloatVector s2 =
                    a1.fma(FloatVector.fromArray(LANE, x2, LANES), a0.fma(FloatVector.fromArray(LANE, x2, 0), zero));
            final FloatVector s3 =
                    a1.fma(FloatVector.fromArray(LANE, x3, LANES), a0.fma(FloatVector.fromArray(LANE, x3, 0), zero));
            // One vector for two sums, as long as both have lanes to spare.
            final FloatVector even =
                    s0.blend(s2, UPPER_8).add(s2.blend(s0, UPPER_8).rearrange(SWAP_8));
            final FloatVector odd =
                    s1.blend(s3, UPPER_8).add(s3.blend(s1, UPPER_8).rearrange(SWAP_8));
            FloatVector all =
                    even.blend(odd, UPPER_4).add(odd.blend(even, UPPER_4).rearrange(SWAP_4));
            all = all.add(all.rearrange(SWAP_2));
            all = all.add(all.rearrange(SWAP_1));
            g[weights + target[q]] = all.lane(0);
            g[weights + target[q + 1]] = all.lane(4);
            g[weights + target[q + 2]] = all.lane(8);
            g[weights + target[q + 3]] = all.lane(12);
        }
    }

    /** With 16 lanes. */
    private static void dots16(Connections.Dots dots, float[][] dy, float[][] x, int n, float[] g, int weights) {
        final int[] input = dots.input;
        final int[] target = dots.target;
        for (int q = 0; q < input.length; q += 4) {
            final float[] a = dy[dots.row[q / 4]];
            final float[] x0 = x[input[q]];
            final float[] x1 = x[input[q + 1]];
            final float[] x2 = x[input[q + 2]];
            final float[] x3 = x[input[q + 3]];
            FloatVector s0 = FloatVector.zero(LANE);
            FloatVector s1 = FloatVector.zero(LANE);
            FloatVector s2 = FloatVector.zero(LANE);
            FloatVector s3 = FloatVector.zero(LANE);
            for (int b = 0; b < n; b += LANES) {
                final FloatVector v = FloatVector.fromArray(LANE, a, b);
                s0 = v.fma(FloatVector.fromArray(LANE, x0, b), s0);
                s1 = v.fma(FloatVector.fromArray(LANE, x1, b), s1);
                s2 = v.fma(FloatVector.fromArray(LANE, x2, b), s2);
                s3 = v.fma(FloatVector.fromArray(LANE, x3, b), s3);
            }
            final FloatVector even =
                    s0.blend(s2, UPPER_8).add(s2.blend(s0, UPPER_8).rearrange(SWAP_8));
            final FloatVector odd =
                    s1.blend(s3, UPPER_8).add(s3.blend(s1, UPPER_8).rearrange(SWAP_8));
            FloatVector all =
                    even.blend(odd, UPPER_4).add(odd.blend(even, UPPER_4).rearrange(SWAP_4));
            all = all.add(all.rearrange(SWAP_2));
            all = all.add(all.rearrange(SWAP_1));
            g[weights + target[q]] = all.lane(0);
            g[weights + target[q + 1]] = all.lane(4);
            g[weights + target[q + 2]] = all.lane(8);
            g[weights + target[q + 3]] = all.lane(12);
        }
    }

    /** With 8 lanes. */
    private static void dots8(Connections.Dots dots, float[][] dy, float[][] x, int n, float[] g, int weights) {
        final int[] input = dots.input;
        final int[] target = dots.target;
        for (int q = 0; q < input.length; q += 4) {
            final float[] a = dy[dots.row[q / 4]];
            final float[] x0 = x[input[q]];
            final float[] x1 = x[input[q + 1]];
            final float[] x2 = x[input[q + 2]];
            final float[] x3 = x[input[q + 3]];
            FloatVector s0 = FloatVector.zero(LANE);
            FloatVector s1 = FloatVector.zero(LANE);
            FloatVector s2 = FloatVector.zero(LANE);
            FloatVector s3 = FloatVector.zero(LANE);
            FloatVector t0 = FloatVector.zero(LANE);
            FloatVector t1 = FloatVector.zero(LANE);
            FloatVector t2 = FloatVector.zero(LANE);
            FloatVector t3 = FloatVector.zero(LANE);
            for (int b = 0; b < n; b += LANES) {
                final FloatVector v = FloatVector.fromArray(LANE, a, b);
                s0 = v.fma(FloatVector.fromArray(LANE, x0, b), s0);
                s1 = v.fma(FloatVector.fromArray(LANE, x1, b), s1);
                s2 = v.fma(FloatVector.fromArray(LANE, x2, b), s2);
                s3 = v.fma(FloatVector.fromArray(LANE, x3, b), s3);
                final FloatVector w = FloatVector.fromArray(LANE, a, b + WIDTH);
                t0 = w.fma(FloatVector.fromArray(LANE, x0, b + WIDTH), t0);
                t1 = w.fma(FloatVector.fromArray(LANE, x1, b + WIDTH), t1);
                t2 = w.fma(FloatVector.fromArray(LANE, x2, b + WIDTH), t2);
                t3 = w.fma(FloatVector.fromArray(LANE, x3, b + WIDTH), t3);
            }
            s0 = s0.add(t0);
            s1 = s1.add(t1);
            s2 = s2.add(t2);
            s3 = s3.add(t3);
            final FloatVector even =
                    s0.blend(s2, UPPER_4).add(s2.blend(s0, UPPER_4).rearrange(SWAP_4));
            final FloatVector odd =
                    s1.blend(s3, UPPER_4).add(s3.blend(s1, UPPER_4).rearrange(SWAP_4));
            FloatVector all =
                    even.blend(odd, UPPER_2).add(odd.blend(even, UPPER_2).rearrange(SWAP_2));
            all = all.add(all.rearrange(SWAP_1));
            g[weights + target[q]] = all.lane(0);
            g[weights + target[q + 1]] = all.lane(2);
            g[weights + target[q + 2]] = all.lane(4);
            g[weights + target[q + 3]] = all.lane(6);
        }
    }

    /** A sum over the batch with four lanes. */
    private static float dot4(float[] a, float[] x, int n) {
        FloatVector s0 = FloatVector.zero(LANE);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = 0; b < n; b += LANES) {
            s0 = FloatVector.fromArray(LANE, a, b).fma(FloatVector.fromArray(LANE, x, b), s0);
            s1 = FloatVector.fromArray(LANE, a, b + WIDTH).fma(FloatVector.fromArray(LANE, x, b + WIDTH), s1);
            s2 = FloatVector.fromArray(LANE, a, b + 2 * WIDTH).fma(FloatVector.fromArray(LANE, x, b + 2 * WIDTH), s2);
            s3 = FloatVector.fromArray(LANE, a, b + 3 * WIDTH).fma(FloatVector.fromArray(LANE, x, b + 3 * WIDTH), s3);
        }
        final FloatVector s = s0.add(s2).add(s1.add(s3));
        return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    }

    private static float biasGradient(float[] a, int n) {
        FloatVector s0 = FloatVector.zero(LANE);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = 0; b < n; b += LANES) {
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
     * across its lanes. Each sum has the same order as in {@link #sparseWeightGradient}.
     */
    private static void denseWeightGradient(
            Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n) {
        final int stride = (c.columns + PANEL - 1) / PANEL * PANEL;
        final int sums = n * PANEL;
        final int room = sums + c.rows * stride;
        final float[] samples = c.room(room + 8 * PANEL);
        for (int k = 0; k < c.columns; k += PANEL) {
            transpose(x, k, Math.min(k + PANEL, c.columns), samples, n);
            int i = 0;
            for (; WIDTH == 16 && n == 2 * LANES && i + 2 <= c.rows; i += 2) {
                for (int q = 0; q < LANES / 4; q++) {
                    quarterOfTwo(dy[i], dy[i + 1], samples, QUARTERS[q], room + q * PANEL);
                }
                addQuarters(samples, room, sums + i * stride + k);
                addQuarters(samples, room + 4 * PANEL, sums + (i + 1) * stride + k);
            }
            for (; i < c.rows; i++) {
                for (int q = 0; q < LANES / 4; q++) {
                    quarter(dy[i], samples, QUARTERS[q], room + q * PANEL, n);
                }
                addQuarters(samples, room, sums + i * stride + k);
            }
        }
        for (int i = 0; i < c.rows; i++) {
            g[biases + i] = biasGradient(dy[i], n);
            final int s = c.rowStart[i];
            final int end = c.rowStart[i + 1];
            if (end - s == c.columns) {
                System.arraycopy(samples, sums + i * stride, g, weights + s, c.columns);
            } else {
                for (int t = s; t < end; t++) {
                    g[weights + t] = samples[sums + i * stride + c.column[t]];
                }
            }
        }
    }

    private static void transpose(float[][] x, int from, int to, float[] samples, int n) {
        int k = from;
        for (; k + 4 <= to; k += 4) {
            final float[] x0 = x[k];
            final float[] x1 = x[k + 1];
            final float[] x2 = x[k + 2];
            final float[] x3 = x[k + 3];
            int at = k - from;
            for (int b = 0; b < n; b++) {
                samples[at] = x0[b];
                samples[at + 1] = x1[b];
                samples[at + 2] = x2[b];
                samples[at + 3] = x3[b];
                at += PANEL;
            }
        }
        for (; k < to; k++) {
            final float[] xk = x[k];
            for (int b = 0; b < n; b++) {
                samples[b * PANEL + k - from] = xk[b];
            }
        }
    }

    /** Writes the partial sums l, l + 8, l + 4 and l + 12 of a panel, added in this order. */
    private static void quarter(float[] dy, float[] samples, int l, int out, int n) {
        FloatVector a0 = FloatVector.zero(LANE);
        FloatVector b0 = FloatVector.zero(LANE);
        FloatVector a4 = FloatVector.zero(LANE);
        FloatVector b4 = FloatVector.zero(LANE);
        FloatVector a8 = FloatVector.zero(LANE);
        FloatVector b8 = FloatVector.zero(LANE);
        FloatVector a12 = FloatVector.zero(LANE);
        FloatVector b12 = FloatVector.zero(LANE);
        for (int b = l; b < n; b += LANES) {
            final int at = b * PANEL;
            final FloatVector u0 = FloatVector.fromArray(LANE, samples, at);
            final FloatVector v0 = FloatVector.fromArray(LANE, samples, at + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, dy[b]);
            a0 = w0.fma(u0, a0);
            b0 = w0.fma(v0, b0);
            final FloatVector u4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL);
            final FloatVector v4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL + WIDTH);
            final FloatVector w4 = FloatVector.broadcast(LANE, dy[b + 4]);
            a4 = w4.fma(u4, a4);
            b4 = w4.fma(v4, b4);
            final FloatVector u8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL);
            final FloatVector v8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL + WIDTH);
            final FloatVector w8 = FloatVector.broadcast(LANE, dy[b + 8]);
            a8 = w8.fma(u8, a8);
            b8 = w8.fma(v8, b8);
            final FloatVector u12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL);
            final FloatVector v12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL + WIDTH);
            final FloatVector w12 = FloatVector.broadcast(LANE, dy[b + 12]);
            a12 = w12.fma(u12, a12);
            b12 = w12.fma(v12, b12);
        }
        a0.add(a8).add(a4.add(a12)).intoArray(samples, out);
        b0.add(b8).add(b4.add(b12)).intoArray(samples, out + WIDTH);
    }

    /** Does two rows of a batch of 32 at once, which needs the 32 registers of processors with 16 lanes. */
    private static void quarterOfTwo(float[] dy0, float[] dy1, float[] samples, int l, int out) {
        final FloatVector zero = FloatVector.zero(LANE);
        final int at = l * PANEL;
        final FloatVector u0 = FloatVector.fromArray(LANE, samples, at);
        final FloatVector v0 = FloatVector.fromArray(LANE, samples, at + WIDTH);
        final FloatVector uu0 = FloatVector.fromArray(LANE, samples, at + 16 * PANEL);
        final FloatVector vv0 = FloatVector.fromArray(LANE, samples, at + 16 * PANEL + WIDTH);
        final FloatVector w0 = FloatVector.broadcast(LANE, dy0[l]);
        final FloatVector ww0 = FloatVector.broadcast(LANE, dy0[l + 16]);
        final FloatVector a0 = ww0.fma(uu0, w0.fma(u0, zero));
        final FloatVector b0 = ww0.fma(vv0, w0.fma(v0, zero));
        final FloatVector z0 = FloatVector.broadcast(LANE, dy1[l]);
        final FloatVector zz0 = FloatVector.broadcast(LANE, dy1[l + 16]);
        final FloatVector c0 = zz0.fma(uu0, z0.fma(u0, zero));
        final FloatVector d0 = zz0.fma(vv0, z0.fma(v0, zero));
        final FloatVector u4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL);
        final FloatVector v4 = FloatVector.fromArray(LANE, samples, at + 4 * PANEL + WIDTH);
        final FloatVector uu4 = FloatVector.fromArray(LANE, samples, at + 20 * PANEL);
        final FloatVector vv4 = FloatVector.fromArray(LANE, samples, at + 20 * PANEL + WIDTH);
        final FloatVector w4 = FloatVector.broadcast(LANE, dy0[l + 4]);
        final FloatVector ww4 = FloatVector.broadcast(LANE, dy0[l + 20]);
        final FloatVector a4 = ww4.fma(uu4, w4.fma(u4, zero));
        final FloatVector b4 = ww4.fma(vv4, w4.fma(v4, zero));
        final FloatVector z4 = FloatVector.broadcast(LANE, dy1[l + 4]);
        final FloatVector zz4 = FloatVector.broadcast(LANE, dy1[l + 20]);
        final FloatVector c4 = zz4.fma(uu4, z4.fma(u4, zero));
        final FloatVector d4 = zz4.fma(vv4, z4.fma(v4, zero));
        final FloatVector u8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL);
        final FloatVector v8 = FloatVector.fromArray(LANE, samples, at + 8 * PANEL + WIDTH);
        final FloatVector uu8 = FloatVector.fromArray(LANE, samples, at + 24 * PANEL);
        final FloatVector vv8 = FloatVector.fromArray(LANE, samples, at + 24 * PANEL + WIDTH);
        final FloatVector w8 = FloatVector.broadcast(LANE, dy0[l + 8]);
        final FloatVector ww8 = FloatVector.broadcast(LANE, dy0[l + 24]);
        final FloatVector a8 = ww8.fma(uu8, w8.fma(u8, zero));
        final FloatVector b8 = ww8.fma(vv8, w8.fma(v8, zero));
        final FloatVector z8 = FloatVector.broadcast(LANE, dy1[l + 8]);
        final FloatVector zz8 = FloatVector.broadcast(LANE, dy1[l + 24]);
        final FloatVector c8 = zz8.fma(uu8, z8.fma(u8, zero));
        final FloatVector d8 = zz8.fma(vv8, z8.fma(v8, zero));
        final FloatVector u12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL);
        final FloatVector v12 = FloatVector.fromArray(LANE, samples, at + 12 * PANEL + WIDTH);
        final FloatVector uu12 = FloatVector.fromArray(LANE, samples, at + 28 * PANEL);
        final FloatVector vv12 = FloatVector.fromArray(LANE, samples, at + 28 * PANEL + WIDTH);
        final FloatVector w12 = FloatVector.broadcast(LANE, dy0[l + 12]);
        final FloatVector ww12 = FloatVector.broadcast(LANE, dy0[l + 28]);
        final FloatVector a12 = ww12.fma(uu12, w12.fma(u12, zero));
        final FloatVector b12 = ww12.fma(vv12, w12.fma(v12, zero));
        final FloatVector z12 = FloatVector.broadcast(LANE, dy1[l + 12]);
        final FloatVector zz12 = FloatVector.broadcast(LANE, dy1[l + 28]);
        final FloatVector c12 = zz12.fma(uu12, z12.fma(u12, zero));
        final FloatVector d12 = zz12.fma(vv12, z12.fma(v12, zero));
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

    @Override
    public void relu(float[] y, int n) {
        final int bound = LANE.loopBound(n);
        int b = 0;
        for (; b < bound; b += WIDTH) {
            FloatVector.fromArray(LANE, y, b).max(0f).intoArray(y, b);
        }
        for (; b < n; b++) {
            y[b] = Math.max(y[b], 0f);
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int n) {
        final int bound = LANE.loopBound(n);
        int b = 0;
        for (; b < bound; b += WIDTH) {
            final FloatVector slope = FloatVector.fromArray(LANE, y, b)
                    .mul(0x1p127f)
                    .mul(0x1p127f)
                    .min(1f);
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < n; b++) {
            dy[b] *= Math.min(1f, y[b] * 0x1p127f * 0x1p127f);
        }
    }

    @Override
    public void tanh(float[] y, int n) {
        final int bound = LANE.loopBound(n);
        int b = 0;
        for (; b < bound; b += WIDTH) {
            final FloatVector x =
                    FloatVector.fromArray(LANE, y, b).min(Tanh.SATURATED).max(-Tanh.SATURATED);
            final FloatVector u = x.mul(x);
            FloatVector p = FloatVector.broadcast(LANE, Tanh.P6);
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P5));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P4));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P3));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P2));
            p = p.fma(u, FloatVector.broadcast(LANE, Tanh.P1));
            p = p.fma(u, FloatVector.broadcast(LANE, 1f));
            FloatVector q = FloatVector.broadcast(LANE, Tanh.Q3);
            q = q.fma(u, FloatVector.broadcast(LANE, Tanh.Q2));
            q = q.fma(u, FloatVector.broadcast(LANE, Tanh.Q1));
            q = q.fma(u, FloatVector.broadcast(LANE, 1f));
            x.mul(p).div(q).min(1f).max(-1f).intoArray(y, b);
        }
        for (; b < n; b++) {
            y[b] = Tanh.of(y[b]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, int n) {
        final int bound = LANE.loopBound(n);
        int b = 0;
        for (; b < bound; b += WIDTH) {
            final FloatVector v = FloatVector.fromArray(LANE, y, b);
            final FloatVector slope = v.neg().fma(v, FloatVector.broadcast(LANE, 1f));
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < n; b++) {
            dy[b] *= Math.fma(-y[b], y[b], 1f);
        }
    }

    @Override
    public double sumOfSquares(float[] values, int n) {
        // Widening takes vectors of half the length, a second species.
        return ScalarKernels.squares(values, n);
    }

    @Override
    public void adam(float[] p, float[] g, float[] m, float[] v, int n, AdamStep step) {
        final float scale = step.scale();
        final float beta1 = step.beta1();
        final float beta2 = step.beta2();
        final float rest1 = 1 - beta1;
        final float rest2 = 1 - beta2;
        final float size = step.size();
        final float rootCorrection = step.rootCorrection();
        final float epsilon = step.epsilon();
        final FloatVector decay1 = FloatVector.broadcast(LANE, beta1);
        final FloatVector decay2 = FloatVector.broadcast(LANE, beta2);
        final int bound = LANE.loopBound(n);
        int i = 0;
        for (; i < bound; i += WIDTH) {
            final FloatVector gradient = FloatVector.fromArray(LANE, g, i).mul(scale);
            final FloatVector first = decay1.fma(FloatVector.fromArray(LANE, m, i), gradient.mul(rest1));
            final FloatVector second = decay2.fma(
                    FloatVector.fromArray(LANE, v, i), gradient.mul(rest2).mul(gradient));
            first.intoArray(m, i);
            second.intoArray(v, i);
            final FloatVector change =
                    first.mul(size).div(second.sqrt().div(rootCorrection).add(epsilon));
            FloatVector.fromArray(LANE, p, i).sub(change).intoArray(p, i);
        }
        for (; i < n; i++) {
            final float gradient = scale * g[i];
            final float first = Math.fma(beta1, m[i], rest1 * gradient);
            final float second = Math.fma(beta2, v[i], rest2 * gradient * gradient);
            m[i] = first;
            v[i] = second;
            p[i] -= size * first / ((float) Math.sqrt(second) / rootCorrection + epsilon);
        }
    }
}
