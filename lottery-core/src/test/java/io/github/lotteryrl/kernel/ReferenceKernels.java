// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/** {@link Kernels} as its Javadoc says it, one loop per sum. */
final class ReferenceKernels implements Kernels {

    @Override
    public String name() {
        return "reference";
    }

    /** Where weight (i, k) stands, or -1 if it is pruned. */
    private static int slot(Connections c, int i, int k) {
        for (int s = c.rowStart[i]; s < c.rowStart[i + 1]; s++) {
            if (c.column[s] == k) {
                return s;
            }
        }
        return -1;
    }

    @Override
    public void forward(Connections c, float[] p, int weights, int biases, float[][] x, float[][] y, int n) {
        for (int i = 0; i < c.rows(); i++) {
            for (int b = 0; b < n; b++) {
                float sum = p[biases + i];
                for (int k = 0; k < c.columns(); k++) {
                    if (slot(c, i, k) >= 0) {
                        sum = Math.fma(p[weights + slot(c, i, k)], x[k][b], sum);
                    }
                }
                y[i][b] = sum;
            }
        }
    }

    @Override
    public void forwardFew(Connections c, float[] p, int weights, int biases, float[] x, float[] y) {
        final float[][] rows = new float[c.columns()][FEW];
        for (int k = 0; k < c.columns(); k++) {
            System.arraycopy(x, k * FEW, rows[k], 0, FEW);
        }
        final float[][] out = new float[c.rows()][FEW];
        forward(c, p, weights, biases, rows, out, FEW);
        for (int i = 0; i < c.rows(); i++) {
            System.arraycopy(out[i], 0, y, i * FEW, FEW);
        }
    }

    @Override
    public void inputGradient(Connections c, float[] p, int weights, float[][] dy, float[][] dx, int n) {
        for (int k = 0; k < c.columns(); k++) {
            for (int b = 0; b < n; b++) {
                float sum = 0;
                for (int i = 0; i < c.rows(); i++) {
                    if (slot(c, i, k) >= 0) {
                        sum = Math.fma(p[weights + slot(c, i, k)], dy[i][b], sum);
                    }
                }
                dx[k][b] = sum;
            }
        }
    }

    @Override
    public void weightGradient(Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n) {
        for (int i = 0; i < c.rows(); i++) {
            final float[] ofBias = new float[LANES];
            for (int b = 0; b < n; b++) {
                ofBias[b % LANES] += dy[i][b];
            }
            g[biases + i] = inHalves(ofBias);
            for (int k = 0; k < c.columns(); k++) {
                if (slot(c, i, k) >= 0) {
                    final float[] partial = new float[LANES];
                    for (int b = 0; b < n; b++) {
                        partial[b % LANES] = Math.fma(dy[i][b], x[k][b], partial[b % LANES]);
                    }
                    g[weights + slot(c, i, k)] = inHalves(partial);
                }
            }
        }
    }

    private static float inHalves(float[] partial) {
        final float[] sums = partial.clone();
        for (int l = 0; l < 8; l++) {
            sums[l] += sums[l + 8];
        }
        for (int l = 0; l < 4; l++) {
            sums[l] += sums[l + 4];
        }
        for (int l = 0; l < 2; l++) {
            sums[l] += sums[l + 2];
        }
        return sums[0] + sums[1];
    }

    @Override
    public void relu(float[] y, int n) {
        for (int b = 0; b < n; b++) {
            y[b] = y[b] > 0 ? y[b] : 0;
        }
    }

    @Override
    public void reluGradient(float[] y, float[] dy, int n) {
        for (int b = 0; b < n; b++) {
            dy[b] = dy[b] * (y[b] > 0 ? 1 : 0);
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
            final float gradient = step.scale() * g[i];
            m[i] = Math.fma(step.beta1(), m[i], (1 - step.beta1()) * gradient);
            v[i] = Math.fma(step.beta2(), v[i], (1 - step.beta2()) * gradient * gradient);
            final float root = (float) Math.sqrt(v[i]);
            p[i] = p[i] - step.size() * m[i] / (root / step.rootCorrection() + step.epsilon());
        }
    }
}
