// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;

/** The weight gradient of dense and sparse layers and of shared weights: sums over the batch. */
final class ScalarWeightGradient {

    private ScalarWeightGradient() {}

    /**
     * Computes the sums of a whole row at once, pruned weights included, with loops over the inputs: a sum into one variable
     * is never vectorised, sums into an array are. Each sum has the same order as in {@link #dot}.
     */
    static void computeDense(Connections c, float[] g, int weights, Batch dy, Batch x, int n) {
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
            for (int l = 0; l < Kernels.LANES; l++) {
                Arrays.fill(partial[l], Batch.FIRST, Batch.FIRST + active, 0f);
                final int[] lane = workspace.lanes[l];
                ScalarRows.combine(
                        lane, lane, 0, n / Kernels.LANES, dy.array(i), Batch.FIRST, samples, partial[l], active);
            }
            for (int half = Kernels.LANES / 2; half > 0; half /= 2) {
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

    static void computeSparse(Connections c, float[] g, int weights, Batch dy, Batch x, int n) {
        for (int i : c.units) {
            final float[] dyi = dy.array(i);
            final int end = c.rowStart[i + 1];
            for (int s = c.rowStart[i]; s < end; s++) {
                g[weights + s] = dot(dyi, x.array(c.column[s]), n);
            }
        }
    }

    /** A sum over the batch in sixteen partial sums, each in a variable: the JIT keeps them all in registers. */
    static float dot(float[] a, float[] x, int n) {
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
        for (int b = Batch.FIRST; b < Batch.FIRST + n; b += Kernels.LANES) {
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

    static void computeShared(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n) {
        final Connections.Terms terms = c.terms();
        final float[] partial = c.room(Kernels.LANES);
        for (int sum = 0; sum < terms.start.length - 1; sum++) {
            Arrays.fill(partial, 0, Kernels.LANES, 0f);
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
        for (int b = 0; b < n; b += Kernels.LANES) {
            for (int l = 0; l < Kernels.LANES; l++) {
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
}
