// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/**
 * Pearson's test of goodness of fit at level 0.001. Seeds are fixed, so a test passes or fails for good; the level says how
 * probable it was for a correct program to fail when the test was written.
 */
final class ChiSquared {

    private ChiSquared() {}

    /**
     * Checks counts against equal probabilities.
     *
     * @param critical scipy.stats.chi2.isf(0.001, counts.length - 1), scipy 1.17.1
     */
    static void assertUniform(int[] counts, double critical) {
        final double[] probabilities = new double[counts.length];
        Arrays.fill(probabilities, 1.0 / counts.length);
        assertFits(counts, probabilities, critical);
    }

    static void assertFits(int[] counts, double[] probabilities, double critical) {
        final int total = Arrays.stream(counts).sum();
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            final double expected = total * probabilities[i];
            assertThat(expected)
                    .as("the approximation needs 5 or more per cell")
                    .isGreaterThan(5);
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(statistic)
                .as(() -> "statistic of " + Arrays.toString(counts))
                .isLessThan(critical);
    }
}
