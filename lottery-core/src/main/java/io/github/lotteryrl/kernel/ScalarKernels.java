// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernels in plain Java, for every JVM. Loops over the batch are written so that the JIT vectorises them: rows are
 * arrays of their own, and four or eight of them are combined at a time, which keeps the running sum in a register.
 * Unrolling by hand makes the file longer than others.
 */
final class ScalarKernels implements Kernels {

    /** From this density on, computing all weights of a row together is quicker than one by one. */
    private static final double MOSTLY_DENSE = 0.5;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, float[][] x, float[][] y, int n) {
        for (int i = 0; i < c.rows; i++) {
            final float[] yi = y[i];
            Arrays.fill(yi, 0, n, p[biases + i]);
            combine(c.column, null, c.rowStart[i], c.rowStart[i + 1], p, weights, x, yi, n);
        }
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, float[][] dy, float[][] dx, int n) {
        for (int k = 0; k < c.columns; k++) {
            final float[] dxk = dx[k];
            Arrays.fill(dxk, 0, n, 0f);
            combine(c.row, c.slot, c.columnStart[k], c.columnStart[k + 1], p, weights, dy, dxk, n);
        }
    }

    /**
     * Adds {@code p[weights + slot(q)] in[index[q]]} to {@code out} for q from {@code from} to {@code to - 1}, in this
     * order; without slots, q is its own.
     */
    private static void combine(
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
        for (; q + 8 <= to; q += 8) {
            axpy8(
                    weight(p, weights, slots, q),
                    weight(p, weights, slots, q + 1),
                    weight(p, weights, slots, q + 2),
                    weight(p, weights, slots, q + 3),
                    weight(p, weights, slots, q + 4),
                    weight(p, weights, slots, q + 5),
                    weight(p, weights, slots, q + 6),
                    weight(p, weights, slots, q + 7),
                    in[index[q]],
                    in[index[q + 1]],
                    in[index[q + 2]],
                    in[index[q + 3]],
                    in[index[q + 4]],
                    in[index[q + 5]],
                    in[index[q + 6]],
                    in[index[q + 7]],
                    out,
                    n);
        }
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

    private static float weight(float[] p, int weights, int @Nullable [] slots, int q) {
        return p[weights + (slots == null ? q : slots[q])];
    }

    private static void axpy8(
            float w0,
            float w1,
            float w2,
            float w3,
            float w4,
            float w5,
            float w6,
            float w7,
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            float[] x4,
            float[] x5,
            float[] x6,
            float[] x7,
            float[] y,
            int n) {
        for (int b = 0; b < n; b++) {
            final float low = Math.fma(w3, x3[b], Math.fma(w2, x2[b], Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b]))));
            y[b] = Math.fma(w7, x7[b], Math.fma(w6, x6[b], Math.fma(w5, x5[b], Math.fma(w4, x4[b], low))));
        }
    }

    private static void axpy4(
            float w0, float w1, float w2, float w3, float[] x0, float[] x1, float[] x2, float[] x3, float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Math.fma(w3, x3[b], Math.fma(w2, x2[b], Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b]))));
        }
    }

    private static void axpy3(float w0, float w1, float w2, float[] x0, float[] x1, float[] x2, float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Math.fma(w2, x2[b], Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b])));
        }
    }

    private static void axpy2(float w0, float w1, float[] x0, float[] x1, float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Math.fma(w1, x1[b], Math.fma(w0, x0[b], y[b]));
        }
    }

    private static void axpy1(float w0, float[] x0, float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Math.fma(w0, x0[b], y[b]);
        }
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, float[] x, float[] y) {
        few(c, p, weights, biases, x, y);
    }

    static void few(Connections c, float[] p, int weights, int biases, float[] x, float[] y) {
        int i = 0;
        if (c.size() == c.rows * c.columns) {
            for (; i + 2 <= c.rows; i += 2) {
                fewDense(p, weights + c.rowStart[i], c.columns, p[biases + i], p[biases + i + 1], x, y, i * FEW);
            }
        }
        for (; i < c.rows; i++) {
            float y0 = p[biases + i];
            float y1 = y0;
            float y2 = y0;
            float y3 = y0;
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                final float w = p[weights + s];
                final int k = c.column[s] * FEW;
                y0 = Math.fma(w, x[k], y0);
                y1 = Math.fma(w, x[k + 1], y1);
                y2 = Math.fma(w, x[k + 2], y2);
                y3 = Math.fma(w, x[k + 3], y3);
            }
            final int out = i * FEW;
            y[out] = y0;
            y[out + 1] = y1;
            y[out + 2] = y2;
            y[out + 3] = y3;
        }
    }

    /** Does two units that read all inputs: the sums of one alone would wait for themselves. */
    private static void fewDense(
            float[] p, int weights, int columns, float start0, float start1, float[] x, float[] y, int out) {
        float a0 = start0;
        float a1 = start0;
        float a2 = start0;
        float a3 = start0;
        float b0 = start1;
        float b1 = start1;
        float b2 = start1;
        float b3 = start1;
        for (int k = 0; k < columns; k++) {
            final float w0 = p[weights + k];
            final float w1 = p[weights + columns + k];
            final float x0 = x[k * FEW];
            final float x1 = x[k * FEW + 1];
            final float x2 = x[k * FEW + 2];
            final float x3 = x[k * FEW + 3];
            a0 = Math.fma(w0, x0, a0);
            a1 = Math.fma(w0, x1, a1);
            a2 = Math.fma(w0, x2, a2);
            a3 = Math.fma(w0, x3, a3);
            b0 = Math.fma(w1, x0, b0);
            b1 = Math.fma(w1, x1, b1);
            b2 = Math.fma(w1, x2, b2);
            b3 = Math.fma(w1, x3, b3);
        }
        y[out] = a0;
        y[out + 1] = a1;
        y[out + 2] = a2;
        y[out + 3] = a3;
        y[out + FEW] = b0;
        y[out + FEW + 1] = b1;
        y[out + FEW + 2] = b2;
        y[out + FEW + 3] = b3;
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n) {
        final float[] ones = c.ones(n);
        for (int i = 0; i < c.rows; i++) {
            // The bias is the weight of an input that is always 1.
            g[biases + i] = dot(dy[i], ones, n);
        }
        if (c.columns >= LANES && c.size() >= MOSTLY_DENSE * c.rows * c.columns) {
            denseWeightGradient(c, g, weights, dy, x, n);
        } else {
            sparseWeightGradient(c, g, weights, dy, x, n);
        }
    }

    private static void sparseWeightGradient(Connections c, float[] g, int weights, float[][] dy, float[][] x, int n) {
        for (int i = 0; i < c.rows; i++) {
            final float[] dyi = dy[i];
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                g[weights + s] = dot(dyi, x[c.column[s]], n);
            }
        }
    }

    /**
     * Computes the sums of a whole row at once, pruned weights included, with loops over the inputs: a sum into one variable
     * is never vectorised, sums into an array are. Each sum has the same order as in {@link #dot}.
     */
    private static void denseWeightGradient(Connections c, float[] g, int weights, float[][] dy, float[][] x, int n) {
        final Connections.Workspace workspace = c.workspace(n);
        final float[][] samples = workspace.samples;
        for (int k = 0; k < c.columns; k++) {
            final float[] xk = x[k];
            for (int b = 0; b < n; b++) {
                samples[b][k] = xk[b];
            }
        }
        final float[][] partial = workspace.partial;
        for (int i = 0; i < c.rows; i++) {
            for (int l = 0; l < LANES; l++) {
                Arrays.fill(partial[l], 0f);
                final int[] lane = workspace.lanes[l];
                combine(lane, lane, 0, n / LANES, dy[i], 0, samples, partial[l], c.columns);
            }
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int l = 0; l < half; l++) {
                    add(partial[l], partial[l + half], c.columns);
                }
            }
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                g[weights + s] = partial[0][c.column[s]];
            }
        }
    }

    private static void add(float[] sum, float[] summand, int n) {
        for (int k = 0; k < n; k++) {
            sum[k] += summand[k];
        }
    }

    /** A sum over the batch in sixteen partial sums, each in a variable: the JIT keeps them all in registers. */
    private static float dot(float[] a, float[] x, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        for (int b = 0; b < n; b += LANES) {
            s0 = Math.fma(a[b], x[b], s0);
            s1 = Math.fma(a[b + 1], x[b + 1], s1);
            s2 = Math.fma(a[b + 2], x[b + 2], s2);
            s3 = Math.fma(a[b + 3], x[b + 3], s3);
            s4 = Math.fma(a[b + 4], x[b + 4], s4);
            s5 = Math.fma(a[b + 5], x[b + 5], s5);
            s6 = Math.fma(a[b + 6], x[b + 6], s6);
            s7 = Math.fma(a[b + 7], x[b + 7], s7);
            s8 = Math.fma(a[b + 8], x[b + 8], s8);
            s9 = Math.fma(a[b + 9], x[b + 9], s9);
            s10 = Math.fma(a[b + 10], x[b + 10], s10);
            s11 = Math.fma(a[b + 11], x[b + 11], s11);
            s12 = Math.fma(a[b + 12], x[b + 12], s12);
            s13 = Math.fma(a[b + 13], x[b + 13], s13);
            s14 = Math.fma(a[b + 14], x[b + 14], s14);
            s15 = Math.fma(a[b + 15], x[b + 15], s15);
        }
        return (((s0 + s8) + (s4 + s12)) + ((s2 + s10) + (s6 + s14)))
                + (((s1 + s9) + (s5 + s13)) + ((s3 + s11) + (s7 + s15)));
    }

    @Override
    public void relu(float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Math.max(y[b], 0f);
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int n) {
        for (int b = 0; b < n; b++) {
            // 1 where y > 0, else 0, without a branch, which would not be vectorised: even the smallest float times
            // 2^254 is above 1.
            dy[b] *= Math.min(1f, y[b] * 0x1p127f * 0x1p127f);
        }
    }

    @Override
    public void tanh(float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = Tanh.of(y[b]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, int n) {
        for (int b = 0; b < n; b++) {
            dy[b] *= Math.fma(-y[b], y[b], 1f);
        }
    }

    @Override
    public double sumOfSquares(float[] values, int n) {
        return squares(values, n);
    }

    static double squares(float[] values, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i + 7 < n; i += 8) {
            s0 = square(values[i], s0);
            s1 = square(values[i + 1], s1);
            s2 = square(values[i + 2], s2);
            s3 = square(values[i + 3], s3);
            s4 = square(values[i + 4], s4);
            s5 = square(values[i + 5], s5);
            s6 = square(values[i + 6], s6);
            s7 = square(values[i + 7], s7);
        }
        final int i = n / 8 * 8;
        s0 = i < n ? square(values[i], s0) : s0;
        s1 = i + 1 < n ? square(values[i + 1], s1) : s1;
        s2 = i + 2 < n ? square(values[i + 2], s2) : s2;
        s3 = i + 3 < n ? square(values[i + 3], s3) : s3;
        s4 = i + 4 < n ? square(values[i + 4], s4) : s4;
        s5 = i + 5 < n ? square(values[i + 5], s5) : s5;
        s6 = i + 6 < n ? square(values[i + 6], s6) : s6;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    private static double square(float value, double sum) {
        return Math.fma((double) value, (double) value, sum);
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
        for (int i = 0; i < n; i++) {
            final float gradient = scale * g[i];
            final float first = Math.fma(beta1, m[i], rest1 * gradient);
            final float second = Math.fma(beta2, v[i], rest2 * gradient * gradient);
            m[i] = first;
            v[i] = second;
            p[i] -= size * first / ((float) Math.sqrt(second) / rootCorrection + epsilon);
        }
    }
}
