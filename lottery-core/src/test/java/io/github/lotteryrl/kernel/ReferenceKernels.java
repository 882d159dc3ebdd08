// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;

/** {@link Kernels} as its Javadoc says it, one loop per sum. */
final class ReferenceKernels implements Kernels {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public boolean prefersOneArray() {
        return true;
    }

    private static boolean isComputed(Connections c, int i) {
        return Arrays.binarySearch(c.units, i) >= 0;
    }

    private static int weight(Connections c, int q) {
        return c.weight == null ? q : c.weight[q];
    }

    private static int bias(Connections c, int i) {
        return c.bias == null ? i : c.bias[i];
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n) {
        for (int i = 0; i < c.rows; i++) {
            for (int b = 0; b < n && isComputed(c, i); b++) {
                float sum = p[biases + bias(c, i)];
                for (int q = c.rowStart[i]; q < c.rowStart[i + 1]; q++) {
                    sum = Math.fma(p[weights + weight(c, q)], x.get(c.column[q], b), sum);
                }
                y.set(i, b, sum == 0 ? 0 : sum);
            }
        }
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int samples) {
        forward(c, p, weights, biases, x, y, samples);
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n) {
        for (int k = 0; k < c.columns; k++) {
            for (int b = 0; b < n && c.reads(k); b++) {
                float sum = 0;
                for (int i = 0; i < c.rows; i++) {
                    for (int q = c.rowStart[i]; q < c.rowStart[i + 1]; q++) {
                        if (c.column[q] == k && isComputed(c, i)) {
                            sum = Math.fma(p[weights + weight(c, q)], dy.get(i, b), sum);
                        }
                    }
                }
                dx.set(k, b, sum == 0 ? 0 : sum);
            }
        }
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final float[][] partial = new float[g.length][LANES];
        final boolean[] written = new boolean[g.length];
        for (int i = 0; i < c.rows; i++) {
            if (isComputed(c, i)) {
                for (int q = c.rowStart[i]; q < c.rowStart[i + 1]; q++) {
                    addProducts(dy, i, x, c.column[q], n, partial[weights + weight(c, q)]);
                    written[weights + weight(c, q)] = true;
                }
                addProducts(dy, i, x, c.columns, n, partial[biases + bias(c, i)]);
                written[biases + bias(c, i)] = true;
            }
        }
        for (int t = 0; t < g.length; t++) {
            g[t] = written[t] ? inHalves(partial[t]) : g[t];
        }
    }

    /** The row after the last of {@code x} is that of ones. */
    private static void addProducts(Batch dy, int i, Batch x, int k, int n, float[] partial) {
        for (int b = 0; b < n; b++) {
            partial[b % LANES] = Math.fma(dy.get(i, b), x.get(k, b), partial[b % LANES]);
        }
    }

    private static float inHalves(float[] partial) {
        final float[] sums = partial.clone();
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                sums[l] += sums[l + half];
            }
        }
        return sums[0];
    }

    @Override
    public void relu(float[] y, int from, int n) {
        for (int b = from; b < from + n; b++) {
            y[b] = y[b] > 0 ? y[b] : 0;
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int from, int n) {
        for (int b = from; b < from + n; b++) {
            dy[b] = dy[b] * (y[b] > 0 ? 1 : 0);
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
            dy[b] = dy[b] * Math.fma(-y[b], y[b], 1f);
        }
    }

    @Override
    public double sumOfSquares(float[] values, int n) {
        final double[] partial = new double[8];
        for (int i = 0; i < n; i++) {
            // A product of two floats is exact in double: fused or not is the same.
            partial[i % 8] += (double) values[i] * values[i];
        }
        return ((partial[0] + partial[4]) + (partial[2] + partial[6]))
                + ((partial[1] + partial[5]) + (partial[3] + partial[7]));
    }

    @Override
    public void adam(float[] p, float[] g, float[] m, float[] v, int n, AdamStep step) {
        for (int i = 0; i < n; i++) {
            final float gradient = step.scale * g[i];
            m[i] = Math.fma(step.beta1, m[i], (1 - step.beta1) * gradient);
            v[i] = Math.fma(step.beta2, v[i], (1 - step.beta2) * gradient * gradient);
            final float root = (float) Math.sqrt(v[i]);
            p[i] = p[i] - step.size * m[i] / (root / step.rootCorrection + step.epsilon);
        }
    }
}
