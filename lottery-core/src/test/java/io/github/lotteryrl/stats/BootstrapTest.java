// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.stats.Bootstrap.Method;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final double LEVEL = 1e-3;

    /** Test scores of 26 children, set A of table 14.1 of Efron and Tibshirani 1993, "An introduction to the bootstrap". */
    private static final double[][] SPATIAL = {
        {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41}
    };

    private static final Statistic VARIANCE = scores -> StatUtils.populationVariance(scores[0]);

    /**
     * Chapter 14 there: 171.5, percentile interval (100.8, 233.9), BCa interval (115.8, 259.6), both of 90 % and 2 000 resamples.
     * Such limits have standard errors of about 2.
     */
    @Test
    void agreesWithEfronAndTibshirani() {
        final Bootstrap percentile = Bootstrap.of(Seed.of(3)).withConfidence(0.9);
        final Interval plain = percentile.interval(SPATIAL, VARIANCE);
        assertThat(plain.estimate()).isCloseTo(171.5, within(0.05));
        assertThat(plain.low()).isCloseTo(100.8, within(5.0));
        assertThat(plain.high()).isCloseTo(233.9, within(5.0));
        final Interval corrected = percentile.withMethod(Method.BCA).interval(SPATIAL, VARIANCE);
        assertThat(corrected.estimate()).isEqualTo(plain.estimate());
        assertThat(corrected.low()).isCloseTo(115.8, within(5.0));
        assertThat(corrected.high()).isCloseTo(259.6, within(5.0));
    }

    /**
     * All 27 times 4 resamples of two strata, 1 2 4 and 0 5, by the mean of the squares less the mean. Expected: scipy
     * 1.17.1, the quantiles of its BCa interval of 90 % and its acceleration for the same resamples.
     */
    @Test
    void correctsTheBiasOfSeveralStrata() {
        final double[] first = {1, 2, 4};
        final double[] second = {0, 5};
        final ToDoubleFunction<int[][]> statistic = drawn -> Arrays.stream(drawn[0])
                        .mapToDouble(i -> first[i] * first[i])
                        .average()
                        .orElseThrow()
                - Arrays.stream(drawn[1]).mapToDouble(i -> second[i]).average().orElseThrow();
        final double[] all = IntStream.range(0, 27 * 4)
                .mapToDouble(code -> statistic.applyAsDouble(
                        new int[][] {{code % 3, code / 3 % 3, code / 9 % 3}, {code / 27 % 2, code / 54}}))
                .toArray();
        final BiasCorrection correction = BiasCorrection.of(4.5, all, new int[] {3, 2}, statistic);
        assertThat(correction.acceleration()).isCloseTo(0.042332643036275173, within(1e-12));
        assertThat(correction.share(0.05)).isCloseTo(0.07343456389107124, within(1e-9));
        assertThat(correction.share(0.95)).isCloseTo(0.9691297093867636, within(1e-9));
    }

    @Test
    void correctsNothingWhereSeedsMakeNoDifference() {
        final Bootstrap bootstrap = Bootstrap.of(Seed.of(0)).withResamples(100).withMethod(Method.BCA);
        final BiasCorrection none = BiasCorrection.of(2, new double[] {2, 2}, new int[] {3}, drawn -> 2);
        assertThat(none.acceleration()).isZero();
        assertThat(none.share(0.3)).isCloseTo(0.3, within(1e-9));
        assertThat(bootstrap.interval(new double[][] {{2, 2, 2}}, Statistic.MEAN))
                .isEqualTo(new Interval(2, 2, 2, 0.95));
    }

    /** Three seeds have 27 equally likely resamples: of 0, 1 and 10 the sums are 0, 1, 2, 3, 10, 11, 12, 20, 21 and 30. */
    @Test
    void drawsEachResampleOfThreeSeedsAsOftenAsItShould() {
        final double[] sums = {0, 1, 2, 3, 10, 11, 12, 20, 21, 30};
        final double[] expected = {1, 3, 3, 1, 3, 6, 3, 3, 3, 1};
        final double[] scores = {0, 1, 10};
        final double[] replicates = Bootstrap.of(Seed.of(5)).replicates(new int[] {3}, drawn -> sum(scores, drawn[0]));
        final long[] observed = Arrays.stream(sums)
                .mapToLong(sum ->
                        Arrays.stream(replicates).filter(value -> value == sum).count())
                .toArray();
        assertThat(Arrays.stream(observed).sum()).isEqualTo(Bootstrap.DEFAULT_RESAMPLES);
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(LEVEL);
    }

    /** Two strata of two, 0 or 1 and 0 or 10: each sum is 0, 1, 2 at 1/4, 1/2, 1/4 plus 0, 10, 20 at the same, independently. */
    @Test
    void drawsWithinEachStratumIndependently() {
        final double[] expected = {1, 2, 1, 2, 4, 2, 1, 2, 1};
        final double[] replicates = Bootstrap.of(Seed.of(6))
                .replicates(
                        new int[] {2, 2},
                        drawn -> sum(new double[] {0, 1}, drawn[0]) + sum(new double[] {0, 10}, drawn[1]));
        final long[] observed = IntStream.range(0, 9)
                .mapToLong(i -> Arrays.stream(replicates)
                        .filter(value -> value == i % 3 + 10 * (i / 3))
                        .count())
                .toArray();
        assertThat(Arrays.stream(observed).sum()).isEqualTo(Bootstrap.DEFAULT_RESAMPLES);
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(LEVEL);
    }

    private static double sum(double[] scores, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> scores[i]).reduce(0, Double::sum);
    }

    /** The mean of three draws from 0, 0 and 3 is at most 0, 1, 2, 3 in 8, 20, 26, 27 of 27 resamples: 0.30, 0.74, 0.96, 1. */
    @Test
    void limitsAreQuantilesOfTheResamples() {
        final double[][] scores = {{0, 0, 3}};
        final Bootstrap bootstrap = Bootstrap.of(Seed.of(2));
        assertThat(bootstrap.interval(scores, Statistic.MEAN)).isEqualTo(new Interval(1, 0, 3, 0.95));
        assertThat(bootstrap.withConfidence(0.9).interval(scores, Statistic.MEAN))
                .isEqualTo(new Interval(1, 0, 2, 0.9));
        assertThat(bootstrap.withConfidence(0.3).interval(scores, Statistic.MEAN))
                .isEqualTo(new Interval(1, 1, 1, 0.3));
    }

    /** A change of these numbers is a breaking one. */
    @Test
    void sameSeedSameInterval() {
        final double[][] scores = {{0.91, 1.02, 0.35, 0.97, 0.88}, {0.52, 0.66, 0.61, 0.48, 0.70}};
        final Bootstrap bootstrap = Bootstrap.of(Seed.of(7)).withResamples(1_000);
        final Interval interval = bootstrap.interval(scores, Statistic.INTERQUARTILE_MEAN);
        assertThat(interval).isEqualTo(new Interval(0.7133333333333334, 0.5316666666666666, 0.8116666666666666, 0.95));
        assertThat(bootstrap.interval(scores, Statistic.INTERQUARTILE_MEAN)).isEqualTo(interval);
        assertThat(bootstrap.withMethod(Method.BCA).interval(scores, Statistic.MEAN))
                .isEqualTo(new Interval(0.71, 0.5387726233021287, 0.7909999999999999, 0.95));
    }

    @Test
    void refusesWhatGivesNoInterval() {
        final Bootstrap bootstrap = Bootstrap.of(Seed.of(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.interval(new double[][] {{1, 2}, {1}}, Statistic.MEAN))
                .withMessage("seeds 1 not in [2, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.interval(new double[0][], Statistic.MEAN))
                .withMessage("count of tasks 0 not in [1, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.interval(new double[][] {{1, Double.NaN}}, Statistic.MEAN))
                .withMessage("score NaN of task 0, seed 1 is not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.withConfidence(1))
                .withMessage("confidence 1.0 not in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.withResamples(0))
                .withMessage("resamples 0 not in [1, 10000000]");
    }
}
