// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The forward pass for a few samples, four of them at a time: of one unit, of two, or of all from the active inputs alone. */
final class ScalarFewSamples {

    /** How many samples are computed together. */
    static final int FOUR = 4;

    private ScalarFewSamples() {}

    /**
     * Computes a sparse layer from its active inputs alone: each is added to the units that read it. Inputs ascend, so each sum has
     * its order. {@code packed} holds four samples of each, and behind those of all inputs there is room for the sums.
     */
    static void spread(
            Connections c,
            float[] p,
            int weights,
            int biases,
            int[] inputs,
            int active,
            float[] packed,
            Batch y,
            int b) {
        final int sums = FOUR * c.columns;
        for (int i : c.units) {
            Arrays.fill(packed, sums + FOUR * i, sums + FOUR * (i + 1), p[biases + i]);
        }
        for (int j = 0; j < active; j++) {
            final float x0 = packed[FOUR * j];
            final float x1 = packed[FOUR * j + 1];
            final float x2 = packed[FOUR * j + 2];
            final float x3 = packed[FOUR * j + 3];
            final int end = c.columnStart[inputs[j] + 1];
            for (int q = c.columnStart[inputs[j]]; q < end; q++) {
                final float w = p[weights + c.slot[q]];
                final int at = sums + FOUR * c.row[q];
                packed[at] = Math.fma(w, x0, packed[at]);
                packed[at + 1] = Math.fma(w, x1, packed[at + 1]);
                packed[at + 2] = Math.fma(w, x2, packed[at + 2]);
                packed[at + 3] = Math.fma(w, x3, packed[at + 3]);
            }
        }
        for (int i : c.units) {
            final int at = sums + FOUR * i;
            store(y.array(i), b, packed[at], packed[at + 1], packed[at + 2], packed[at + 3]);
        }
    }

    /** {@code packed} holds four samples of each input. */
    static void oneUnit(Connections c, int i, float[] p, int weights, float bias, float[] packed, float[] out, int b) {
        float y0 = bias;
        float y1 = bias;
        float y2 = bias;
        float y3 = bias;
        final int end = c.rowStart[i + 1];
        for (int q = c.rowStart[i]; q < end; q++) {
            final float w = ScalarRows.weight(p, weights, c.weight, q);
            final int k = FOUR * c.column[q];
            y0 = Math.fma(w, packed[k], y0);
            y1 = Math.fma(w, packed[k + 1], y1);
            y2 = Math.fma(w, packed[k + 2], y2);
            y3 = Math.fma(w, packed[k + 3], y3);
        }
        store(out, b, y0, y1, y2, y3);
    }

    /**
     * Does two units that read all inputs, because the sums of one alone would wait for themselves. {@code packed} holds four
     * samples of each active input.
     *
     * @param second how far the weights of the second unit are behind those of the first
     * @param inputs the active ones; null if all are
     */
    static void twoUnits(
            float[] p,
            int first,
            int second,
            int @Nullable [] inputs,
            int active,
            float bias0,
            float bias1,
            float[] packed,
            float[] out0,
            float[] out1,
            int b) {
        float u0 = bias0;
        float u1 = bias0;
        float u2 = bias0;
        float u3 = bias0;
        float v0 = bias1;
        float v1 = bias1;
        float v2 = bias1;
        float v3 = bias1;
        for (int j = 0; j < active; j++) {
            final int at = first + (inputs == null ? j : inputs[j]);
            final float w0 = p[at];
            final float w1 = p[at + second];
            final float x0 = packed[FOUR * j];
            final float x1 = packed[FOUR * j + 1];
            final float x2 = packed[FOUR * j + 2];
            final float x3 = packed[FOUR * j + 3];
            u0 = Math.fma(w0, x0, u0);
            u1 = Math.fma(w0, x1, u1);
            u2 = Math.fma(w0, x2, u2);
            u3 = Math.fma(w0, x3, u3);
            v0 = Math.fma(w1, x0, v0);
            v1 = Math.fma(w1, x1, v1);
            v2 = Math.fma(w1, x2, v2);
            v3 = Math.fma(w1, x3, v3);
        }
        store(out0, b, u0, u1, u2, u3);
        store(out1, b, v0, v1, v2, v3);
    }

    private static void store(float[] out, int b, float y0, float y1, float y2, float y3) {
        out[Batch.FIRST + b] = y0 + 0f;
        out[Batch.FIRST + b + 1] = y1 + 0f;
        out[Batch.FIRST + b + 2] = y2 + 0f;
        out[Batch.FIRST + b + 3] = y3 + 0f;
    }
}
