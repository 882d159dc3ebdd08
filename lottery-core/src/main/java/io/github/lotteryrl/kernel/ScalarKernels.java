// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernels in plain Java, for every JVM. Loops over the batch are written so that the JIT vectorises them: rows are
 * arrays of their own, and four of them are combined at a time, which keeps the running sum in a register. (With eight, the JIT
 * of JDK 17 gives up.)
 * Unrolling by hand makes the file longer than others.
 */
final class ScalarKernels implements Kernels {

    /** From this density on, computing all weights of a row together is quicker than one by one. */
    private static final double MOSTLY_DENSE = 0.5;

    /** Up to this share of inputs that are not zero, leaving out the others is quicker than keeping sums in registers. */
    private static final double WORTH_SPREADING = 0.5;

    /** How many samples are computed together where there are few. */
    private static final int FOUR = 4;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public boolean prefersOneArray() {
        return false;
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n) {
        final float[][] in = x.rows();
        final float[][] out = y.rows();
        final int active = c.findActive(x, 0, n);
        for (int i : c.units) {
            final float[] yi = out[i];
            Arrays.fill(yi, Batch.FIRST, Batch.FIRST + n, p[biases + c.bias(i)]);
            if (active < c.columns && c.isDense(i)) {
                combine(c.active(), c.active(), 0, active, p, weights + c.rowStart[i], in, yi, n);
            } else {
                combine(c.column, c.weight, c.rowStart[i], c.rowStart[i + 1], p, weights, in, yi, n);
            }
            makeZerosPositive(yi, n);
        }
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n) {
        final float[][] in = dy.rows();
        final float[][] out = dx.rows();
        for (int k : c.inputs) {
            final float[] dxk = out[k];
            Arrays.fill(dxk, Batch.FIRST, Batch.FIRST + n, 0f);
            combine(c.row, c.slot, c.columnStart[k], c.columnStart[k + 1], p, weights, in, dxk, n);
            makeZerosPositive(dxk, n);
        }
    }

    private static void makeZerosPositive(float[] y, int n) {
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b++) {
            y[b] += 0f;
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

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int samples) {
        final boolean dense = c.isDense();
        for (int b = 0; b < samples; b += FOUR) {
            int active = c.weight == null ? c.findActive(x, b, Math.min(b + FOUR, samples)) : c.columns;
            active = dense || active < WORTH_SPREADING * c.columns ? active : c.columns;
            final int[] inputs = active < c.columns ? c.active() : null;
            final float[] packed = c.room(FOUR * (c.columns + c.rows));
            for (int j = 0; j < active; j++) {
                final float[] row = x.array(inputs == null ? j : inputs[j]);
                System.arraycopy(row, Batch.FIRST + b, packed, FOUR * j, FOUR);
            }
            if (inputs != null && !dense) {
                fourSpread(c, p, weights, biases, inputs, active, packed, y, b);
                continue;
            }
            int r = 0;
            for (; dense && r + 2 <= c.rows; r += 2) {
                final int first = weights + c.rowStart[r];
                final float[] out0 = y.array(r);
                final float[] out1 = y.array(r + 1);
                fourOfTwoUnits(
                        p, first, c.columns, inputs, active, p[biases + r], p[biases + r + 1], packed, out0, out1, b);
            }
            for (; r < c.units.length; r++) {
                final int i = c.units[r];
                if (inputs == null) {
                    fourOfOneUnit(c, i, p, weights, p[biases + c.bias(i)], packed, y.array(i), b);
                } else {
                    final int first = weights + c.rowStart[i];
                    final float bias = p[biases + i];
                    fourOfTwoUnits(p, first, 0, inputs, active, bias, bias, packed, y.array(i), y.array(i), b);
                }
            }
        }
    }

    /**
     * Computes a sparse layer from its active inputs alone: each is added to the units that read it. Inputs ascend, so each sum has
     * its order. {@code packed} holds four samples of each, and behind those of all inputs there is room for the sums.
     */
    private static void fourSpread(
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
    private static void fourOfOneUnit(
            Connections c, int i, float[] p, int weights, float bias, float[] packed, float[] out, int b) {
        float y0 = bias;
        float y1 = bias;
        float y2 = bias;
        float y3 = bias;
        final int end = c.rowStart[i + 1];
        for (int q = c.rowStart[i]; q < end; q++) {
            final float w = weight(p, weights, c.weight, q);
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
    private static void fourOfTwoUnits(
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

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        if (c.weight != null) {
            sharedWeightGradient(c, g, weights, biases, dy, x, n);
            return;
        }
        for (int i : c.units) {
            g[biases + i] = dot(dy.array(i), x.array(c.columns), n);
        }
        if (c.columns >= LANES && c.density() >= MOSTLY_DENSE) {
            denseWeightGradient(c, g, weights, dy, x, n);
        } else {
            sparseWeightGradient(c, g, weights, dy, x, n);
        }
    }

    private static void sparseWeightGradient(Connections c, float[] g, int weights, Batch dy, Batch x, int n) {
        for (int i : c.units) {
            final float[] dyi = dy.array(i);
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                g[weights + s] = dot(dyi, x.array(c.column[s]), n);
            }
        }
    }

    /**
     * Computes the sums of a whole row at once, pruned weights included, with loops over the inputs: a sum into one variable
     * is never vectorised, sums into an array are. Each sum has the same order as in {@link #dot}.
     */
    private static void denseWeightGradient(Connections c, float[] g, int weights, Batch dy, Batch x, int n) {
        final Connections.Workspace workspace = c.workspace(n);
        final float[][] samples = workspace.samples;
        final int active = c.findActive(x, 0, n);
        final int[] inputs = c.active();
        for (int j = 0; j < active; j++) {
            final float[] xk = x.array(inputs[j]);
            for (int b = 0; b < n; b++) {
                samples[b][Batch.FIRST + j] = xk[Batch.FIRST + b];
            }
        }
        final float[][] partial = workspace.partial;
        final float[] sums = c.room(c.columns);
        Arrays.fill(sums, 0, c.columns, 0f);
        for (int i : c.units) {
            for (int l = 0; l < LANES; l++) {
                Arrays.fill(partial[l], Batch.FIRST, Batch.FIRST + active, 0f);
                final int[] lane = workspace.lanes[l];
                combine(lane, lane, 0, n / LANES, dy.array(i), Batch.FIRST, samples, partial[l], active);
            }
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int l = 0; l < half; l++) {
                    add(partial[l], partial[l + half], active);
                }
            }
            for (int j = 0; j < active; j++) {
                sums[inputs[j]] = partial[0][Batch.FIRST + j];
            }
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                g[weights + s] = sums[c.column[s]];
            }
        }
    }

    private static void add(float[] sum, float[] summand, int n) {
        for (int k = Batch.FIRST; k < Batch.FIRST + n; k++) {
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
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b += LANES) {
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

    private static void sharedWeightGradient(
            Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final Connections.Terms terms = c.terms();
        final float[] partial = c.room(LANES);
        for (int sum = 0; sum < terms.start.length - 1; sum++) {
            Arrays.fill(partial, 0, LANES, 0f);
            for (int t = terms.start[sum]; t < terms.start[sum + 1]; t++) {
                addProducts(
                        dy.array(terms.row[t]),
                        dy.offset(terms.row[t]),
                        x.array(terms.input[t]),
                        x.offset(terms.input[t]),
                        partial,
                        n);
            }
            if (terms.start[sum] < terms.start[sum + 1]) {
                g[sum < terms.weights ? weights + sum : biases + sum - terms.weights] = inHalves(partial, 0);
            }
        }
    }

    private static void addProducts(float[] a, int aFrom, float[] x, int xFrom, float[] partial, int n) {
        for (int b = 0; b < n; b += LANES) {
            for (int l = 0; l < LANES; l++) {
                partial[l] = Math.fma(a[aFrom + b + l], x[xFrom + b + l], partial[l]);
            }
        }
    }

    /** Adds the partial sums that start at {@code i} as the contract says. */
    static float inHalves(float[] s, int i) {
        return (((s[i] + s[i + 8]) + (s[i + 4] + s[i + 12])) + ((s[i + 2] + s[i + 10]) + (s[i + 6] + s[i + 14])))
                + (((s[i + 1] + s[i + 9]) + (s[i + 5] + s[i + 13]))
                        + ((s[i + 3] + s[i + 11]) + (s[i + 7] + s[i + 15])));
    }

    @Override
    public void relu(float[] y, int from, int n) {
        for (int b = from; b < from + n; b++) {
            y[b] = Math.max(y[b], 0f);
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int from, int n) {
        for (int b = from; b < from + n; b++) {
            // 1 where y > 0, else 0, without a branch, which would not be vectorised: even the smallest float times
            // 2^254 is above 1.
            dy[b] *= Math.min(1f, y[b] * 0x1p127f * 0x1p127f);
        }
    }

    @Override
    public void tanh(float[] y, int from, int n) {
        for (int b = from; b < from + n; b++) {
            y[b] = Tanh.of(y[b]);
        }
    }

    @Override
    public void tanhGradient(float[] y, float[] dy, int from, int n) {
        for (int b = from; b < from + n; b++) {
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
        final float scale = step.scale;
        final float beta1 = step.beta1;
        final float beta2 = step.beta2;
        final float rest1 = 1 - beta1;
        final float rest2 = 1 - beta2;
        final float size = step.size;
        final float rootCorrection = step.rootCorrection;
        final float epsilon = step.epsilon;
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
