// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Seed;
import org.junit.jupiter.api.Test;

class ProbabilityOfImprovementTest {

    private static final double[][] X = {{1, 2, 2, 5}};
    private static final double[][] Y = {{2, 3, 1}};

    /** By hand, U: 1 ties once, each 2 wins once and ties once, 5 wins three times; scipy 1.17.1, {@code mannwhitneyu}: 6.5. */
    @Test
    void countsWinsAndHalvesTies() {
        assertThat(ProbabilityOfImprovement.of(X, Y)).isEqualTo(6.5 / 12);
        assertThat(ProbabilityOfImprovement.of(Y, X)).isEqualTo(5.5 / 12);
        assertThat(ProbabilityOfImprovement.of(X, X)).isEqualTo(0.5);
    }

    @Test
    void isTheMeanOverTasksOfUnequalSizes() {
        final double[][] x = {{1, 2, 2, 5}, {7, 8}};
        final double[][] y = {{2, 3, 1}, {0, 1, 2, 3, 4}};
        assertThat(ProbabilityOfImprovement.of(x, y)).isEqualTo((6.5 / 12 + 1) / 2);
    }

    /**
     * Two seeds of either, 0 and 1. A sixteenth of the resamples has ones against zeros, more than the fortieth beyond
     * the limits; were both drawn alike, all would be draws.
     */
    @Test
    void drawsBothConditionsIndependently() {
        final double[][] scores = {{0, 1}};
        final Bootstrap bootstrap = Bootstrap.of(Seed.of(1)).withResamples(4_000);
        assertThat(ProbabilityOfImprovement.interval(scores, scores, bootstrap))
                .isEqualTo(new Interval(0.5, 0, 1, 0.95));
        assertThat(ProbabilityOfImprovement.interval(scores, scores, bootstrap.withConfidence(0.2)))
                .isEqualTo(new Interval(0.5, 0.5, 0.5, 0.2));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilityOfImprovement.of(X, new double[][] {{1}, {2}}))
                .withMessage("length of y 2 is not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilityOfImprovement.of(X, new double[][] {{}}))
                .withMessage("seeds 0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbabilityOfImprovement.of(X, new double[][] {{1, Double.NaN}}))
                .withMessage("score NaN of task 0, seed 1 is not finite");
    }
}
