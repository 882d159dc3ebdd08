// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Seed;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final double NAN = Double.NaN;
    private static final Retention FROM_ZERO = Retention.of(0);
    private static final PairedTest TEST = PairedTest.of(Seed.of(0));
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(4)).withResamples(2_000);

    private static ReturnCurve curve(double[]... levels) {
        return new ReturnCurve(List.of(1.0, 0.8, 0.64).subList(0, levels.length), levels);
    }

    /** Acrobot's scale: dense -60 and -100, so -80, and random -500; -290 is half of the way. */
    @Test
    void isTheMeanOverLevelsOnTheScaleFromRandomToDense() {
        final ReturnCurve curve =
                curve(new double[] {-60, -100, NAN, -80}, new double[] {-80, -290, -80, -80}, new double[] {
                    -290, -500, -80, NAN
                });
        assertThat(Retention.of(-500).scores(curve)).containsExactly(new double[] {0.75, 0.25, 1, NAN}, ROUNDING);
        assertThat(Retention.of(-500).withDenseReturn(340).scores(curve))
                .containsExactly(new double[] {0.375, 0.125, 0.5, NAN}, ROUNDING);
        final Interval mean = Retention.of(-500).estimate(curve, BOOTSTRAP);
        assertThat(mean.estimate()).isCloseTo(2 / 3.0, ROUNDING);
        assertThat(mean.low()).isGreaterThanOrEqualTo(0.25).isLessThan(0.5);
        assertThat(mean.high()).isLessThanOrEqualTo(1 + 1e-12).isGreaterThan(0.75);
    }

    /**
     * Darwin's maize, crossed less self-fertilised, in eighths of an inch: t is 2.148 with 14 degrees of freedom, and of 32 768 sums
     * 1 726 are as far from 0 as the observed one (Fisher 1935, "The design of experiments", sections 17 and 21). Spread over two
     * levels.
     */
    @Test
    void differenceAgreesWithFisher() {
        final double[] maize = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
        final double[] dense = new double[15];
        final double[] twice = new double[15];
        for (int i = 0; i < 15; i++) {
            dense[i] = 100;
            twice[i] = 2 * maize[i];
        }
        final double[] zeros = new double[15];
        final Retention.Difference difference =
                FROM_ZERO.pairedDifference(curve(dense, twice, zeros), curve(dense, zeros, zeros), TEST, BOOTSTRAP);
        assertThat(difference.pairs()).isEqualTo(15);
        assertThat(difference.difference().estimate()).isCloseTo(3.14 / 15, ROUNDING);
        assertThat(difference.difference().contains(0)).isFalse();
        assertThat(difference.effectSize() * Math.sqrt(15)).isCloseTo(2.148, within(5e-4));
        assertThat(difference.p()).isEqualTo(1_726 / 32_768.0);
    }

    /** Half a level's difference at two levels is one finding, in units of the dense agent's advantage; the scale does not matter. */
    @Test
    void leavesOutSeedsThatAreNotComplete() {
        final ReturnCurve first =
                curve(new double[] {10, 10, 10, 10}, new double[] {6, 7, 9, 9}, new double[] {5, 6, NAN, 5});
        final ReturnCurve second =
                curve(new double[] {10, 10, 10, 10}, new double[] {5, 5, 1, 4}, new double[] {4, 4, 1, 4});
        // By seed 1/10, 2/10, none, (5 + 1) / 2 / 10.
        final Retention.Difference difference = FROM_ZERO.pairedDifference(first, second, TEST, BOOTSTRAP);
        assertThat(difference.pairs()).isEqualTo(3);
        assertThat(difference.difference().estimate()).isCloseTo(0.2, ROUNDING);
        assertThat(difference.effectSize()).isCloseTo(2, ROUNDING);
        assertThat(difference.p()).isEqualTo(0.25).isEqualTo(TEST.smallestP(3));
        assertThat(Retention.of(-10)
                        .pairedDifference(first, second, TEST, BOOTSTRAP)
                        .effectSize())
                .isCloseTo(2, ROUNDING);
        assertThat(FROM_ZERO.pairedDifference(second, second, TEST, BOOTSTRAP).effectSize())
                .as("all differences are 0")
                .isNaN();
    }

    @Test
    void refusesWhatHasNoScaleOrNoPairs() {
        final ReturnCurve one = curve(new double[] {1, NAN}, new double[] {1, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.scores(curve(new double[] {1, 1})))
                .withMessage("count of levels 1 not in [2, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.of(1).scores(one))
                .withMessage("dense return 1.0 is not above the random return 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.scores(curve(new double[] {NAN}, new double[] {1})))
                .withMessage("count of seeds with a dense run 0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.pairedDifference(
                        one, curve(new double[] {1, 1}, new double[] {1, NAN}), TEST, BOOTSTRAP))
                .withMessage("seeds 1 not in [2, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.pairedDifference(
                        one, curve(new double[2], new double[2], new double[2]), TEST, BOOTSTRAP))
                .withMessage("the curves have different levels");
    }
}
