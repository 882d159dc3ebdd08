// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    /** The example in the documentation of scipy 1.17.1, {@code optimize.isotonic_regression}, with signs turned. */
    @Test
    void agreesWithThePublishedExample() {
        final double[] values = {-1.5, -1, -4, -6, -5.7, -5, -7.8, -9, -7.5, -9.5, -9};
        final double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        final double sixth = 16.7 / 3;
        assertThat(IsotonicRegression.nonIncreasing(values, ones))
                .containsExactly(
                        new double[] {-1.25, -1.25, -4, -sixth, -sixth, -sixth, -7.8, -8.25, -8.25, -9.25, -9.25},
                        ROUNDING);
        assertThat(values[0]).as("not modified").isEqualTo(-1.5);
    }

    /** By hand: 1 and 2 pool to 8/5, then 0 and 5 to 2.5/4.5; scipy 1.17.1, {@code optimize.isotonic_regression}, agrees. */
    @Test
    void poolsByWeight() {
        assertThat(IsotonicRegression.nonIncreasing(new double[] {3, 1, 2, 0, 5}, new double[] {1, 2, 3, 4, 0.5}))
                .containsExactly(new double[] {3, 1.6, 1.6, 2.5 / 4.5, 2.5 / 4.5}, ROUNDING);
    }

    /** A violator at the end pools block after block; scipy 1.17.1, {@code optimize.isotonic_regression}. */
    @Test
    void poolsBackwardsAsFarAsNeeded() {
        assertThat(IsotonicRegression.nonIncreasing(
                        new double[] {10, 8, 9, 9.5, 3, 4, 4, 1, 2}, new double[] {5, 5, 4, 3, 5, 2, 5, 1, 3}))
                .containsExactly(
                        new double[] {
                            10,
                            8.708333333333334,
                            8.708333333333334,
                            8.708333333333334,
                            3.5833333333333335,
                            3.5833333333333335,
                            3.5833333333333335,
                            1.75,
                            1.75
                        },
                        ROUNDING);
        assertThat(IsotonicRegression.nonIncreasing(new double[] {3, 2, 1, 14}, new double[] {1, 1, 1, 1}))
                .containsExactly(5, 5, 5, 5);
    }
}
