// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Rows that are combined from others, four of them at a time, which keeps the running sum in a register. (With eight, the JIT of
 * JDK 17 gives up.)
 */
final class ScalarRows {

    private ScalarRows() {}

    /**
     * Adds {@code p[weights + slot(q)] in[index[q]]} to {@code out} for q from {@code from} to {@code to - 1}, in this
     * order; without slots, q is its own.
     */
    static void combine(
            int[] index,
            int @Nullable [] slots,
            int from,
            int to,
            float[] p,
            int weights,
            float[][] in,
            float[] out,
            int n) {
        int q = from;
        for (; q + 4 <= to; q += 4) {
            axpy4(
                    weight(p, weights, slots, q),
                    weight(p, weights, slots, q + 1),
                    weight(p, weights, slots, q + 2),
                    weight(p, weights, slots, q + 3),
                    in[index[q]],
                    in[index[q + 1]],
                    in[index[q + 2]],
                    in[index[q + 3]],
                    out,
                    n);
        }
        switch (to - q) {
            case 3 ->
                axpy3(
                        weight(p, weights, slots, q),
                        weight(p, weights, slots, q + 1),
                        weight(p, weights, slots, q + 2),
                        in[index[q]],
                        in[index[q + 1]],
                        in[index[q + 2]],
                        out,
                        n);
            case 2 ->
                axpy2(
                        weight(p, weights, slots, q),
                        weight(p, weights, slots, q + 1),
                        in[index[q]],
                        in[index[q + 1]],
                        out,
                        n);
            case 1 -> axpy1(weight(p, weights, slots, q), in[index[q]], out, n);
            default -> {}
        }
    }

    static float weight(float[] p, int weights, int @Nullable [] slots, int q) {
        return p[weights + (slots == null ? q : slots[q])];
    }

    private static void axpy4(
            float w0, float w1, float w2, float w3, float[] x0, float[] x1, float[] x2, float[] x3, float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] = Math.fma(w3, x3[b], Math.fma(w2, x2[b], Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b]))));
        }
    }

    private static void axpy3(float w0, float w1, float w2, float[] x0, float[] x1, float[] x2, float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] = Math.fma(w2, x2[b], Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b])));
        }
    }

    private static void axpy2(float w0, float w1, float[] x0, float[] x1, float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] = Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b]));
        }
    }

    private static void axpy1(float w0, float[] x0, float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] = Math.fma(w0, x0[b], y[b]);
        }
    }

    static void makeZerosPositive(float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] += 0f;
        }
    }
}
