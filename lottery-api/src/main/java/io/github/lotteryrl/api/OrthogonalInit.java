// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.Arrays;

/**
 * Random orthogonal matrices: the shorter side's vectors are drawn from a normal distribution and orthonormalised by
 * Gram and Schmidt, twice over, which is as good as Householder's method (Giraud et al. 2005) and needs nothing but sums
 * in a fixed order.
 */
record OrthogonalInit(double gain) implements InitScheme {

    private static final int PASSES = 2;

    @Override
    public String identity() {
        return "orthogonal(gain=" + Decimal.format(gain) + ")";
    }

    @Override
    public void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random) {
        if (tensor.kind() == TensorSpec.Kind.BIAS) {
            Arrays.fill(values, 0);
            return;
        }
        final int rows = tensor.outputs();
        final int columns = tensor.fanIn();
        final double[][] basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                final double entry = rows <= columns ? basis[row][column] : basis[column][row];
                values[row * columns + column] = (float) (gain * entry);
            }
        }
    }

    private static double[][] orthonormal(int count, int length, RandomStream random) {
        final double[][] basis = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                basis[i][k] = random.nextGaussian();
            }
            for (int pass = 0; pass < PASSES; pass++) {
                for (int j = 0; j < i; j++) {
                    subtractProjection(basis[i], basis[j]);
                }
            }
            final double norm = Math.sqrt(dot(basis[i], basis[i]));
            for (int k = 0; k < length; k++) {
                basis[i][k] /= norm;
            }
        }
        return basis;
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        final double along = dot(vector, unit);
        for (int k = 0; k < vector.length; k++) {
            vector[k] -= along * unit[k];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
