// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Seed;
import java.util.List;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DegradationTest {

    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final double NAN = Double.NaN;
    private static final Degradation FROM_ZERO = Degradation.of(0);
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(4)).withResamples(2_000);

    /** Each level has a tenth of the weights of the one before. */
    private static ReturnCurve curve(double[]... levels) {
        return new ReturnCurve(List.of(1.0, 0.1, 0.01, 0.001).subList(0, levels.length), levels);
    }

    /** A curve per seed. */
    private static ReturnCurve seeds(double[]... seeds) {
        final double[][] levels = new double[seeds[0].length][seeds.length];
        for (int level = 0; level < levels.length; level++) {
            for (int seed = 0; seed < seeds.length; seed++) {
                levels[level][seed] = seeds[seed][level];
            }
        }
        return curve(levels);
    }

    /** Between 0.1, at 0.95, and 0.01, at 0.45, the fit reaches 0.9 after a tenth of the decade. */
    @Test
    void interpolatesInTheLogarithm() {
        final DegradationPoint point = FROM_ZERO.point(seeds(new double[] {1, 0.95, 0.45, 0}));
        assertThat(point.remaining()).isCloseTo(0.1 * StrictMath.pow(10, -0.1), ROUNDING);
        assertThat(point.censored()).isFalse();
    }

    /** Acrobot's scale: dense -80 and random -500 make -122 of 0.9; -101 is 0.95, -311 is 0.45. */
    @Test
    void isOnTheScaleFromRandomToDense() {
        final ReturnCurve curve = seeds(new double[] {-80, -101, -311, -500});
        assertThat(Degradation.of(-500).point(curve).remaining()).isCloseTo(0.1 * StrictMath.pow(10, -0.1), ROUNDING);
        assertThat(Degradation.of(-500).fit(curve)).containsExactly(new double[] {1, 0.95, 0.45, 0}, ROUNDING);
    }

    /** The fit is 1, 0.9, 0.9, 0.5: the dip at the second level does not end it. 0.85 lies an eighth of the way down. */
    @Test
    void luckAtOneLevelDoesNotDecide() {
        final ReturnCurve dip = seeds(new double[] {1, 0.8, 1, 0.5});
        assertThat(FROM_ZERO.fit(dip)).containsExactly(new double[] {1, 0.9, 0.9, 0.5}, ROUNDING);
        assertThat(FROM_ZERO.withThreshold(0.85).point(dip).remaining())
                .isCloseTo(0.01 * StrictMath.pow(10, -0.125), ROUNDING);
        assertThat(FROM_ZERO.withThreshold(0.95).point(dip).remaining()).isCloseTo(StrictMath.pow(10, -0.5), ROUNDING);
    }

    /** The second level has one seed, the third two: their fit is (0.5 + 2 x 0.8) / 3 = 0.7. */
    @Test
    void weighsLevelsByTheirSeedsAndLeavesOutWhatIsMissing() {
        final ReturnCurve gaps =
                curve(new double[] {1, 1, NAN}, new double[] {0.5, NAN, 7}, new double[] {0.8, 0.8, 7}, new double[] {
                    NAN, NAN, 7
                });
        final double[] fit = FROM_ZERO.fit(gaps);
        assertThat(fit[0]).isEqualTo(1);
        assertThat(fit[1]).isCloseTo(0.7, ROUNDING);
        assertThat(fit[2]).isCloseTo(0.7, ROUNDING);
        assertThat(fit[3]).isNaN();
        assertThat(FROM_ZERO.withThreshold(0.6).point(gaps)).isEqualTo(new DegradationPoint(0.01, true));
        assertThat(FROM_ZERO.point(gaps).remaining()).isCloseTo(StrictMath.pow(10, -1 / 3.0), ROUNDING);
    }

    @Test
    void neverBelowIsCensoredAndBelowAtOnceIsOne() {
        final ReturnCurve flat = seeds(new double[] {1, 0.97, 0.95, 0.91});
        assertThat(FROM_ZERO.point(flat)).isEqualTo(new DegradationPoint(0.001, true));
        assertThat(FROM_ZERO.withDenseReturn(2).point(flat)).isEqualTo(new DegradationPoint(1, false));
        assertThat(FROM_ZERO.withDenseReturn(0.5).point(flat)).isEqualTo(new DegradationPoint(0.001, true));
    }

    /**
     * Of two seeds the resamples are both of the first, a quarter of the time, both of the second, or one of each. The
     * first never falls below; the second does after 0.1 of the first decade; the mean curve of the two is 1, 0.75, 0.75,
     * 0.75.
     */
    @Test
    void drawsSeedsAsWholeCurves() {
        final ReturnCurve two = seeds(new double[] {1, 1, 1, 1}, new double[] {1, 0.5, 0.5, 0.5});
        final DegradationPoint.Estimate estimate = FROM_ZERO.estimate(two, BOOTSTRAP);
        assertThat(estimate.point().remaining()).isCloseTo(StrictMath.pow(10, -0.4), ROUNDING);
        assertThat(estimate.remaining().estimate()).isEqualTo(estimate.point().remaining());
        assertThat(estimate.remaining().low()).isEqualTo(0.001);
        assertThat(estimate.remaining().high()).isCloseTo(StrictMath.pow(10, -0.2), ROUNDING);
        assertThat(quarter(estimate.censoredShare())).isGreaterThan(1e-3);
    }

    private static double quarter(double share) {
        return new BinomialTest()
                .binomialTest(2_000, (int) Math.round(2_000 * share), 0.25, AlternativeHypothesis.TWO_SIDED);
    }

    /** A resample of the second seed alone has a dense agent as bad as the random policy. */
    @Test
    void aDenseAgentThatLearntNothingIsDegradedAtOnce() {
        final ReturnCurve two = seeds(new double[] {1, 1, 1, 1}, new double[] {0, 0, 0, 0});
        final DegradationPoint.Estimate estimate = FROM_ZERO.estimate(two, BOOTSTRAP);
        assertThat(estimate.remaining()).isEqualTo(new Interval(0.001, 0.001, 1, 0.95));
        assertThat(quarter(1 - estimate.censoredShare())).isGreaterThan(1e-3);
    }

    /** The second condition falls a decade earlier, in each seed: so it does in each pair of resamples, but not in others. */
    @Test
    void pairsKeepWhatTheirSeedsShare() {
        final ReturnCurve first = seeds(new double[] {1, 1, 0.5, 0}, new double[] {1, 1, 1, 0});
        final ReturnCurve second = seeds(new double[] {1, 0.5, 0, 0}, new double[] {1, 1, 0, 0});
        final DegradationPoint.Difference paired = FROM_ZERO.pairedDifference(first, second, BOOTSTRAP);
        assertThat(paired.log10Ratio().estimate()).isCloseTo(-1, ROUNDING);
        assertThat(paired.log10Ratio().low()).isCloseTo(-1, ROUNDING);
        assertThat(paired.log10Ratio().high()).isCloseTo(-1, ROUNDING);
        assertThat(paired.censoredShare()).isZero();
        final DegradationPoint.Difference independent = FROM_ZERO.difference(first, second, BOOTSTRAP);
        assertThat(independent.first()).isEqualTo(paired.first());
        assertThat(independent.second()).isEqualTo(paired.second());
        assertThat(independent.log10Ratio().estimate())
                .isEqualTo(paired.log10Ratio().estimate());
        assertThat(independent.log10Ratio().low()).isLessThan(-1.5);
        assertThat(independent.log10Ratio().high()).isGreaterThan(-0.5);
    }

    @Test
    void refusesWhatHasNoPoint() {
        final ReturnCurve curve = seeds(new double[] {1, 0.5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Degradation.of(1).point(curve))
                .withMessage("dense return 1.0 is not above the random return 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.withDenseReturn(-1))
                .withMessage("dense return -1.0 is not above the random return 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.withThreshold(1))
                .withMessage("threshold 1.0 not in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.point(seeds(new double[] {NAN, 1})))
                .withMessage("count of seeds with a dense run 0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.point(new ReturnCurve(List.of(1.0, 0.0), new double[][] {{1}, {0}})))
                .withMessage("remaining fraction 0.0 not in (0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.estimate(curve, BOOTSTRAP))
                .withMessage("seeds 1 not in [2, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FROM_ZERO.pairedDifference(
                        curve, seeds(new double[] {1, 0.5}, new double[] {1, 0.5}), BOOTSTRAP))
                .withMessage("length of seeds of the second curve 2 is not 1");
    }
}
