// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import java.util.Arrays;

/**
 * Monotone least squares by pooling adjacent violators (Barlow et al. 1972, "Statistical inference under order restrictions").
 */
final class IsotonicRegression {

    private IsotonicRegression() {}

    /**
     * Returns the non-increasing values with the least weighted sum of squared distances from {@code values}.
     *
     * @param values finite; not modified
     * @param weights of the values, above 0; not modified
     */
    static double[] nonIncreasing(double[] values, double[] weights) {
        final double[] means = new double[values.length];
        final double[] sums = new double[values.length];
        final int[] ends = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            means[blocks] = values[i];
            sums[blocks] = weights[i];
            ends[blocks] = i + 1;
            while (blocks > 0 && means[blocks - 1] < means[blocks]) {
                final int into = blocks - 1;
                final double sum = sums[into] + sums[blocks];
                means[into] = (sums[into] * means[into] + sums[blocks] * means[blocks]) / sum;
                sums[into] = sum;
                ends[into] = ends[blocks];
                blocks--;
            }
            blocks++;
        }
        final double[] fit = new double[values.length];
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(fit, block == 0 ? 0 : ends[block - 1], ends[block], means[block]);
        }
        return fit;
    }
}
