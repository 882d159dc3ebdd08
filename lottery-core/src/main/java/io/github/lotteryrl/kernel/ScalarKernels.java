// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static io.github.lotteryrl.kernel.ScalarFewSamples.FOUR;

import java.util.Arrays;

/**
 * The kernels in plain Java, for every JVM. Loops over the batch are written so that the JIT vectorises them: each row is an
 * array of its own.
 */
final class ScalarKernels implements Kernels {

    /** From this density on, computing all weights of a row together is quicker than one by one. */
    private static final double MOSTLY_DENSE = 0.5;
    /** Up to this share of inputs that are not zero, leaving out the others is quicker than keeping sums in registers. */
    private static final double WORTH_SPREADING = 0.5;

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
                ScalarRows.combine(c.active(), c.active(), 0, active, p, weights + c.rowStart[i], in, yi, n);
            } else {
                ScalarRows.combine(c.column, c.weight, c.rowStart[i], c.rowStart[i + 1], p, weights, in, yi, n);
            }
            ScalarRows.makeZerosPositive(yi, n);
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
                ScalarFewSamples.spread(c, p, weights, biases, inputs, active, packed, y, b);
                continue;
            }
            int r = 0;
            for (; dense && r + 2 <= c.rows; r += 2) {
                final int first = weights + c.rowStart[r];
                final float[] out0 = y.array(r);
                final float[] out1 = y.array(r + 1);
                ScalarFewSamples.twoUnits(
                        p, first, c.columns, inputs, active, p[biases + r], p[biases + r + 1], packed, out0, out1, b);
            }
            for (; r < c.units.length; r++) {
                final int i = c.units[r];
                if (inputs == null) {
                    ScalarFewSamples.oneUnit(c, i, p, weights, p[biases + c.bias(i)], packed, y.array(i), b);
                } else {
                    final int first = weights + c.rowStart[i];
                    final float bias = p[biases + i];
                    ScalarFewSamples.twoUnits(
                            p, first, 0, inputs, active, bias, bias, packed, y.array(i), y.array(i), b);
                }
            }
        }
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n) {
        final float[][] in = dy.rows();
        final float[][] out = dx.rows();
        for (int k : c.inputs) {
            final float[] dxk = out[k];
            Arrays.fill(dxk, Batch.FIRST, Batch.FIRST + n, 0f);
            ScalarRows.combine(c.row, c.slot, c.columnStart[k], c.columnStart[k + 1], p, weights, in, dxk, n);
            ScalarRows.makeZerosPositive(dxk, n);
        }
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        if (c.weight != null) {
            ScalarWeightGradient.computeShared(c, g, weights, biases, dy, x, n);
            return;
        }
        for (int i : c.units) {
            g[biases + i] = ScalarWeightGradient.dot(dy.array(i), x.array(c.columns), n);
        }
        if (c.columns >= LANES && c.density() >= MOSTLY_DENSE) {
            ScalarWeightGradient.computeDense(c, g, weights, dy, x, n);
        } else {
            ScalarWeightGradient.computeSparse(c, g, weights, dy, x, n);
        }
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
