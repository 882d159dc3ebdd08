// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.Lanes.LANE;
import static io.github.lotteryrl.kernel.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The forward pass and the input gradient of dense layers, in blocks of four or eight rows: their sums stay in registers, and each
 * vector that is loaded serves all of them.
 */
final class DenseBlocks {

    /** How many rows of a dense layer are computed at a time. */
    static final int BLOCK = 4;
    /** What of the inputs is read again and again should stay in the cache next to the processor, of which there are 32 kB. */
    private static final int CACHED = 8 * 1024;
    /** How many inputs of a dense layer are gone through for all rows before the next ones are turned to. */
    private static final int DENSE_PART = CACHED / (2 * WIDTH);

    private DenseBlocks() {}

    static void fill(Batch out, int row, int b, int vectors, float value) {
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
    static void add(
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

    /** As {@link #add}, for the rows {@code index[j]} of {@code in}; weights are row-major. */
    static void addActive(
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
}
