// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;
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
    /** From this density on, computing with pruned weights as zeros is quicker than leaving them out. */
    private static final double MOSTLY_DENSE_FORWARD = 0.5;
    /** How many rows of a dense layer are computed at a time. */
    private static final int BLOCK = 4;
    /** What of the inputs is read again and again should stay in the cache next to the processor, of which there are 32 kB. */
    private static final int CACHED = 8 * 1024;
    /** How many inputs of a dense layer are gone through for all rows before the next ones are turned to. */
    private static final int DENSE_PART = CACHED / (2 * WIDTH);
    /** How many weights of a row, on the average, a sparse weight gradient computes before the next inputs are turned to. */
    private static final int DOTS_PART = 10;
    /** How many sums of a convolution's weight gradient are computed in turn. */
    private static final int IN_TURN = 8;
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
    public boolean prefersOneArray() {
        return true;
    }

    @Override
    public String name() {
        return "vector, " + WIDTH + " lanes";
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n) {
        int dense = 0;
        if (c.density() >= MOSTLY_DENSE_FORWARD) {
            dense = c.units.length / BLOCK * BLOCK;
            final float[] matrix = c.isDense() ? p : c.matrix(p, weights);
            final int origin = c.isDense() ? weights : 0;
            for (int b = 0; b < n; b += 2 * WIDTH) {
                final int vectors = Math.min(2, (n - b) / WIDTH);
                for (int r = 0; r < dense; r++) {
                    fill(y, c.units[r], b, vectors, p[biases + c.units[r]]);
                }
                final int active = c.findActive(x, b, b + vectors * WIDTH);
                if (active < c.columns) {
                    denseActive(matrix, origin, x, c.active(), active, y, c.units, dense, b, vectors);
                } else {
                    dense(matrix, origin, c.columns, 1, x, c.columns, y, c.units, dense, b, vectors);
                }
            }
        }
        walk(c.units, dense, c.rowStart, c.column, c.weight, p, weights, biases, c.bias, x, y, n);
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int samples) {
        forward(c, p, weights, biases, x, y, (samples + WIDTH - 1) / WIDTH * WIDTH);
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n) {
        int dense = 0;
        // Where a unit is not computed, its row of the gradient is not either.
        if (c.density() >= MOSTLY_DENSE_FORWARD && c.units.length == c.rows) {
            dense = c.inputs.length / BLOCK * BLOCK;
            final float[] matrix = c.isDense() ? p : c.matrix(p, weights);
            final int origin = c.isDense() ? weights : 0;
            for (int b = 0; b < n; b += 2 * WIDTH) {
                final int vectors = Math.min(2, (n - b) / WIDTH);
                for (int r = 0; r < dense; r++) {
                    fill(dx, c.inputs[r], b, vectors, 0);
                }
                dense(matrix, origin, 1, c.columns, dy, c.rows, dx, c.inputs, dense, b, vectors);
            }
        }
        walk(c.inputs, dense, c.columnStart, c.row, c.slot, p, weights, -1, null, dy, dx, n);
    }

    private static void fill(Batch out, int row, int b, int vectors, float value) {
        final FloatVector v = FloatVector.broadcast(LANE, value + 0f);
        final int at = out.offset(row) + b;
        v.intoArray(out.flat(), at);
        if (vectors == 2) {
            v.intoArray(out.flat(), at + WIDTH);
        }
    }

    /**
     * Adds to one or two vectors from {@code b} on of the rows {@code lines[r]} of {@code out}, r below {@code last}, what the
     * first {@code count} rows of {@code in} contribute: between rows i and k stands weight {@code w[origin + i across + k
     * along]}.
     */
    private static void dense(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int count,
            Batch out,
            int[] lines,
            int last,
            int b,
            int vectors) {
        for (int from = 0; from < count; from += DENSE_PART) {
            final int to = Math.min(from + DENSE_PART, count);
            int r = 0;
            if (vectors == 1) {
                for (; r + 2 * BLOCK <= last; r += 2 * BLOCK) {
                    eightByOne(w, origin, across, along, in, from, to, out, lines, r, b);
                }
            }
            for (; r < last; r += BLOCK) {
                if (vectors == 2) {
                    fourByTwo(w, origin, across, along, in, from, to, out, lines, r, b);
                } else {
                    fourByOne(w, origin, across, along, in, from, to, out, lines, r, b);
                }
            }
        }
    }

    /** As {@link #dense}, for the rows {@code index[j]} of {@code in}; weights are row-major. */
    private static void denseActive(
            float[] w,
            int origin,
            Batch in,
            int[] index,
            int count,
            Batch out,
            int[] lines,
            int last,
            int b,
            int vectors) {
        final int across = in.features();
        for (int from = 0; from < count; from += DENSE_PART) {
            final int to = Math.min(from + DENSE_PART, count);
            for (int r = 0; r < last; r += BLOCK) {
                if (vectors == 2) {
                    fourByTwoActive(w, origin, across, 1, in, index, from, to, out, lines, r, b);
                } else {
                    fourByOneActive(w, origin, across, 1, in, index, from, to, out, lines, r, b);
                }
            }
        }
    }

    /** Four rows, two vectors of each. */
    private static void fourByTwo(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int from,
            int to,
            Batch out,
            int[] lines,
            int line,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int stride = in.stride();
        final int y0 = out.offset(lines[line]) + b;
        final int y1 = out.offset(lines[line + 1]) + b;
        final int y2 = out.offset(lines[line + 2]) + b;
        final int y3 = out.offset(lines[line + 3]) + b;
        final int at0 = origin + lines[line] * across;
        final int at1 = origin + lines[line + 1] * across;
        final int at2 = origin + lines[line + 2] * across;
        final int at3 = origin + lines[line + 3] * across;
        FloatVector a0 = FloatVector.fromArray(LANE, y, y0);
        FloatVector b0 = FloatVector.fromArray(LANE, y, y0 + WIDTH);
        FloatVector a1 = FloatVector.fromArray(LANE, y, y1);
        FloatVector b1 = FloatVector.fromArray(LANE, y, y1 + WIDTH);
        FloatVector a2 = FloatVector.fromArray(LANE, y, y2);
        FloatVector b2 = FloatVector.fromArray(LANE, y, y2 + WIDTH);
        FloatVector a3 = FloatVector.fromArray(LANE, y, y3);
        FloatVector b3 = FloatVector.fromArray(LANE, y, y3 + WIDTH);
        int row = in.offset(from) + b;
        int at = from * along;
        for (int k = from; k < to; k++) {
            final FloatVector va = FloatVector.fromArray(LANE, x, row);
            final FloatVector vb = FloatVector.fromArray(LANE, x, row + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, w[at0 + at]);
            a0 = w0.fma(va, a0);
            b0 = w0.fma(vb, b0);
            final FloatVector w1 = FloatVector.broadcast(LANE, w[at1 + at]);
            a1 = w1.fma(va, a1);
            b1 = w1.fma(vb, b1);
            final FloatVector w2 = FloatVector.broadcast(LANE, w[at2 + at]);
            a2 = w2.fma(va, a2);
            b2 = w2.fma(vb, b2);
            final FloatVector w3 = FloatVector.broadcast(LANE, w[at3 + at]);
            a3 = w3.fma(va, a3);
            b3 = w3.fma(vb, b3);
            row += stride;
            at += along;
        }
        a0.add(0f).intoArray(y, y0);
        b0.add(0f).intoArray(y, y0 + WIDTH);
        a1.add(0f).intoArray(y, y1);
        b1.add(0f).intoArray(y, y1 + WIDTH);
        a2.add(0f).intoArray(y, y2);
        b2.add(0f).intoArray(y, y2 + WIDTH);
        a3.add(0f).intoArray(y, y3);
        b3.add(0f).intoArray(y, y3 + WIDTH);
    }

    /** Four rows, one vector of each. */
    private static void fourByOne(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int from,
            int to,
            Batch out,
            int[] lines,
            int line,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int stride = in.stride();
        final int y0 = out.offset(lines[line]) + b;
        final int y1 = out.offset(lines[line + 1]) + b;
        final int y2 = out.offset(lines[line + 2]) + b;
        final int y3 = out.offset(lines[line + 3]) + b;
        final int at0 = origin + lines[line] * across;
        final int at1 = origin + lines[line + 1] * across;
        final int at2 = origin + lines[line + 2] * across;
        final int at3 = origin + lines[line + 3] * across;
        FloatVector a0 = FloatVector.fromArray(LANE, y, y0);
        FloatVector a1 = FloatVector.fromArray(LANE, y, y1);
        FloatVector a2 = FloatVector.fromArray(LANE, y, y2);
        FloatVector a3 = FloatVector.fromArray(LANE, y, y3);
        int row = in.offset(from) + b;
        int at = from * along;
        for (int k = from; k < to; k++) {
            final FloatVector va = FloatVector.fromArray(LANE, x, row);
            final FloatVector w0 = FloatVector.broadcast(LANE, w[at0 + at]);
            a0 = w0.fma(va, a0);
            final FloatVector w1 = FloatVector.broadcast(LANE, w[at1 + at]);
            a1 = w1.fma(va, a1);
            final FloatVector w2 = FloatVector.broadcast(LANE, w[at2 + at]);
            a2 = w2.fma(va, a2);
            final FloatVector w3 = FloatVector.broadcast(LANE, w[at3 + at]);
            a3 = w3.fma(va, a3);
            row += stride;
            at += along;
        }
        a0.add(0f).intoArray(y, y0);
        a1.add(0f).intoArray(y, y1);
        a2.add(0f).intoArray(y, y2);
        a3.add(0f).intoArray(y, y3);
    }

    /** Eight rows, one vector of each. */
    private static void eightByOne(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int from,
            int to,
            Batch out,
            int[] lines,
            int line,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int stride = in.stride();
        final int y0 = out.offset(lines[line]) + b;
        final int y1 = out.offset(lines[line + 1]) + b;
        final int y2 = out.offset(lines[line + 2]) + b;
        final int y3 = out.offset(lines[line + 3]) + b;
        final int y4 = out.offset(lines[line + 4]) + b;
        final int y5 = out.offset(lines[line + 5]) + b;
        final int y6 = out.offset(lines[line + 6]) + b;
        final int y7 = out.offset(lines[line + 7]) + b;
        final int at0 = origin + lines[line] * across;
        final int at1 = origin + lines[line + 1] * across;
        final int at2 = origin + lines[line + 2] * across;
        final int at3 = origin + lines[line + 3] * across;
        final int at4 = origin + lines[line + 4] * across;
        final int at5 = origin + lines[line + 5] * across;
        final int at6 = origin + lines[line + 6] * across;
        final int at7 = origin + lines[line + 7] * across;
        FloatVector a0 = FloatVector.fromArray(LANE, y, y0);
        FloatVector a1 = FloatVector.fromArray(LANE, y, y1);
        FloatVector a2 = FloatVector.fromArray(LANE, y, y2);
        FloatVector a3 = FloatVector.fromArray(LANE, y, y3);
        FloatVector a4 = FloatVector.fromArray(LANE, y, y4);
        FloatVector a5 = FloatVector.fromArray(LANE, y, y5);
        FloatVector a6 = FloatVector.fromArray(LANE, y, y6);
        FloatVector a7 = FloatVector.fromArray(LANE, y, y7);
        int row = in.offset(from) + b;
        int at = from * along;
        for (int k = from; k < to; k++) {
            final FloatVector va = FloatVector.fromArray(LANE, x, row);
            final FloatVector w0 = FloatVector.broadcast(LANE, w[at0 + at]);
            a0 = w0.fma(va, a0);
            final FloatVector w1 = FloatVector.broadcast(LANE, w[at1 + at]);
            a1 = w1.fma(va, a1);
            final FloatVector w2 = FloatVector.broadcast(LANE, w[at2 + at]);
            a2 = w2.fma(va, a2);
            final FloatVector w3 = FloatVector.broadcast(LANE, w[at3 + at]);
            a3 = w3.fma(va, a3);
            final FloatVector w4 = FloatVector.broadcast(LANE, w[at4 + at]);
            a4 = w4.fma(va, a4);
            final FloatVector w5 = FloatVector.broadcast(LANE, w[at5 + at]);
            a5 = w5.fma(va, a5);
            final FloatVector w6 = FloatVector.broadcast(LANE, w[at6 + at]);
            a6 = w6.fma(va, a6);
            final FloatVector w7 = FloatVector.broadcast(LANE, w[at7 + at]);
            a7 = w7.fma(va, a7);
            row += stride;
            at += along;
        }
        a0.add(0f).intoArray(y, y0);
        a1.add(0f).intoArray(y, y1);
        a2.add(0f).intoArray(y, y2);
        a3.add(0f).intoArray(y, y3);
        a4.add(0f).intoArray(y, y4);
        a5.add(0f).intoArray(y, y5);
        a6.add(0f).intoArray(y, y6);
        a7.add(0f).intoArray(y, y7);
    }

    /** Four rows, two vectors of each, from some inputs. */
    private static void fourByTwoActive(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int[] index,
            int from,
            int to,
            Batch out,
            int[] lines,
            int line,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int stride = in.stride();
        final int y0 = out.offset(lines[line]) + b;
        final int y1 = out.offset(lines[line + 1]) + b;
        final int y2 = out.offset(lines[line + 2]) + b;
        final int y3 = out.offset(lines[line + 3]) + b;
        final int at0 = origin + lines[line] * across;
        final int at1 = origin + lines[line + 1] * across;
        final int at2 = origin + lines[line + 2] * across;
        final int at3 = origin + lines[line + 3] * across;
        FloatVector a0 = FloatVector.fromArray(LANE, y, y0);
        FloatVector b0 = FloatVector.fromArray(LANE, y, y0 + WIDTH);
        FloatVector a1 = FloatVector.fromArray(LANE, y, y1);
        FloatVector b1 = FloatVector.fromArray(LANE, y, y1 + WIDTH);
        FloatVector a2 = FloatVector.fromArray(LANE, y, y2);
        FloatVector b2 = FloatVector.fromArray(LANE, y, y2 + WIDTH);
        FloatVector a3 = FloatVector.fromArray(LANE, y, y3);
        FloatVector b3 = FloatVector.fromArray(LANE, y, y3 + WIDTH);
        final int first = in.offset(0) + b;
        for (int j = from; j < to; j++) {
            final int k = index[j];
            final int row = first + k * stride;
            final int at = k * along;
            final FloatVector va = FloatVector.fromArray(LANE, x, row);
            final FloatVector vb = FloatVector.fromArray(LANE, x, row + WIDTH);
            final FloatVector w0 = FloatVector.broadcast(LANE, w[at0 + at]);
            a0 = w0.fma(va, a0);
            b0 = w0.fma(vb, b0);
            final FloatVector w1 = FloatVector.broadcast(LANE, w[at1 + at]);
            a1 = w1.fma(va, a1);
            b1 = w1.fma(vb, b1);
            final FloatVector w2 = FloatVector.broadcast(LANE, w[at2 + at]);
            a2 = w2.fma(va, a2);
            b2 = w2.fma(vb, b2);
            final FloatVector w3 = FloatVector.broadcast(LANE, w[at3 + at]);
            a3 = w3.fma(va, a3);
            b3 = w3.fma(vb, b3);
        }
        a0.add(0f).intoArray(y, y0);
        b0.add(0f).intoArray(y, y0 + WIDTH);
        a1.add(0f).intoArray(y, y1);
        b1.add(0f).intoArray(y, y1 + WIDTH);
        a2.add(0f).intoArray(y, y2);
        b2.add(0f).intoArray(y, y2 + WIDTH);
        a3.add(0f).intoArray(y, y3);
        b3.add(0f).intoArray(y, y3 + WIDTH);
    }

    /** Four rows, one vector of each, from some inputs. */
    private static void fourByOneActive(
            float[] w,
            int origin,
            int across,
            int along,
            Batch in,
            int[] index,
            int from,
            int to,
            Batch out,
            int[] lines,
            int line,
            int b) {
        final float[] x = in.flat();
        final float[] y = out.flat();
        final int stride = in.stride();
        final int y0 = out.offset(lines[line]) + b;
        final int y1 = out.offset(lines[line + 1]) + b;
        final int y2 = out.offset(lines[line + 2]) + b;
        final int y3 = out.offset(lines[line + 3]) + b;
        final int at0 = origin + lines[line] * across;
        final int at1 = origin + lines[line + 1] * across;
        final int at2 = origin + lines[line + 2] * across;
        final int at3 = origin + lines[line + 3] * across;
        FloatVector a0 = FloatVector.fromArray(LANE, y, y0);
        FloatVector a1 = FloatVector.fromArray(LANE, y, y1);
        FloatVector a2 = FloatVector.fromArray(LANE, y, y2);
        FloatVector a3 = FloatVector.fromArray(LANE, y, y3);
        final int first = in.offset(0) + b;
        for (int j = from; j < to; j++) {
            final int k = index[j];
            final int row = first + k * stride;
            final int at = k * along;
            final FloatVector va = FloatVector.fromArray(LANE, x, row);
            final FloatVector w0 = FloatVector.broadcast(LANE, w[at0 + at]);
            a0 = w0.fma(va, a0);
            final FloatVector w1 = FloatVector.broadcast(LANE, w[at1 + at]);
            a1 = w1.fma(va, a1);
            final FloatVector w2 = FloatVector.broadcast(LANE, w[at2 + at]);
            a2 = w2.fma(va, a2);
            final FloatVector w3 = FloatVector.broadcast(LANE, w[at3 + at]);
            a3 = w3.fma(va, a3);
        }
        a0.add(0f).intoArray(y, y0);
        a1.add(0f).intoArray(y, y1);
        a2.add(0f).intoArray(y, y2);
        a3.add(0f).intoArray(y, y3);
    }

    /**
     * Computes the rows {@code lines[r]} of {@code out} from r = {@code first} on: row i is its bias, or 0 if {@code biases} is
     * negative, plus {@code p[weights + slot(q)]} times row {@code index[q]} of {@code in} for q from {@code starts[i]} to {@code
     * starts[i + 1] - 1}, in this order; without slots, q is its own.
     */
    private static void walk(
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

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        if (c.weight != null) {
            sharedWeightGradient(c, g, weights, biases, dy, x, n);
        } else if (c.units.length >= WORTH_TRANSPOSING && c.columns >= LANES && c.density() >= MOSTLY_DENSE) {
            denseWeightGradient(c, g, weights, biases, dy, x, n);
        } else {
            sparseWeightGradient(c, g, weights, biases, dy, x, n);
        }
    }

    /**
     * Computes several sums in turn, a term of each: one alone would wait for itself. Partial sums stay in memory between terms,
     * because vectors that live through two nested loops would be allocated.
     */
    private static void sharedWeightGradient(
            Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final Connections.Terms terms = c.terms();
        final int sums = terms.start.length - 1;
        final float[] partial = c.room(IN_TURN * LANES);
        for (int first = 0; first < sums; first += IN_TURN) {
            final int last = Math.min(first + IN_TURN, sums);
            int longest = 0;
            for (int sum = first; sum < last; sum++) {
                longest = Math.max(longest, terms.start[sum + 1] - terms.start[sum]);
            }
            Arrays.fill(partial, 0, IN_TURN * LANES, 0f);
            for (int term = 0; term < longest; term++) {
                for (int sum = first; sum < last; sum++) {
                    final int t = terms.start[sum] + term;
                    if (t < terms.start[sum + 1]) {
                        addProducts(dy, terms.row[t], x, terms.input[t], partial, (sum - first) * LANES, n);
                    }
                }
            }
            for (int sum = first; sum < last; sum++) {
                if (terms.start[sum] < terms.start[sum + 1]) {
                    g[sum < terms.weights ? weights + sum : biases + sum - terms.weights] =
                            ScalarKernels.inHalves(partial, (sum - first) * LANES);
                }
            }
        }
    }

    private static void addProducts(Batch dy, int i, Batch x, int k, float[] partial, int at, int n) {
        final float[] a = dy.flat();
        final float[] in = x.flat();
        final int first = dy.offset(i);
        final int across = x.offset(k) - first;
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector s = FloatVector.fromArray(LANE, partial, at + lane);
            for (int b = first + lane; b < first + n; b += LANES) {
                s = FloatVector.fromArray(LANE, a, b).fma(FloatVector.fromArray(LANE, in, across + b), s);
            }
            s.intoArray(partial, at + lane);
        }
    }

    /** Computes sum by sum, eight or four at a time. */
    private static void sparseWeightGradient(
            Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
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
            for (int b = first; b < first + n; b += LANES) {
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
            for (int b = first; b < first + n; b += LANES) {
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
            for (int b = first; b < first + n; b += LANES) {
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
        for (int b = 0; b < n; b += LANES) {
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

    private static float biasGradient(float[] a, int from, int n) {
        FloatVector s0 = FloatVector.zero(LANE);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int b = from; b < from + n; b += LANES) {
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
            Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
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
                for (int q = 0; q < LANES / 4; q++) {
                    quarterOfTwo(a, dy.offset(i), dy.offset(j), samples, QUARTERS[q], room + q * PANEL, n);
                }
                addQuarters(samples, room, sums + i * stride + from);
                addQuarters(samples, room + 4 * PANEL, sums + j * stride + from);
            }
            for (; r < c.units.length; r++) {
                final int i = c.units[r];
                for (int q = 0; q < LANES / 4; q++) {
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
        for (int b = l; b < n; b += LANES) {
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
        for (int b = l; b < n; b += LANES) {
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

    @Override
    public void relu(float[] y, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            FloatVector.fromArray(LANE, y, b).max(0f).intoArray(y, b);
        }
        for (; b < from + n; b++) {
            y[b] = Math.max(y[b], 0f);
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            final FloatVector slope = FloatVector.fromArray(LANE, y, b)
                    .mul(0x1p127f)
                    .mul(0x1p127f)
                    .min(1f);
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < from + n; b++) {
            dy[b] *= Math.min(1f, y[b] * 0x1p127f * 0x1p127f);
        }
    }

    @Override
    public void tanh(float[] y, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
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
        for (; b < from + n; b++) {
            y[b] = Tanh.of(y[b]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, int from, int n) {
        final int bound = from + LANE.loopBound(n);
        int b = from;
        for (; b < bound; b += WIDTH) {
            final FloatVector v = FloatVector.fromArray(LANE, y, b);
            final FloatVector slope = v.neg().fma(v, FloatVector.broadcast(LANE, 1f));
            FloatVector.fromArray(LANE, dy, b).mul(slope).intoArray(dy, b);
        }
        for (; b < from + n; b++) {
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
        final float scale = step.scale;
        final float beta1 = step.beta1;
        final float beta2 = step.beta2;
        final float rest1 = 1 - beta1;
        final float rest2 = 1 - beta2;
        final float size = step.size;
        final float rootCorrection = step.rootCorrection;
        final float epsilon = step.epsilon;
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
