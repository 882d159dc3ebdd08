// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How much of the dense agent's advantage over the random policy a condition keeps, on average over the levels at which it is
 * pruned: one number for each seed, and one test for two conditions instead of one for each level. Not in the paper, which orders
 * its curves by eye. Immutable and thread-safe.
 *
 * <p>The retention of a seed is the mean over the levels from 1 to the last of (return - random) / (dense - random), dense being
 * the mean over seeds of the returns at level 0: 1 for a condition that does as well as the dense agent at every level, 0 for the
 * random policy. Every level has the same weight. Where each prunes the same share of what is left, as in the paper, that is the
 * mean height of the curve over the logarithm of the remaining fraction; it depends on how far is pruned, so conditions are
 * compared over the same levels alone. A seed without a result at one of the levels is left out, since a mean over fewer levels
 * says something else.
 *
 * <p>Intervals draw seeds and take the scale, random and dense, as known; {@link Bootstrap#UNDER_COVERAGE} holds for them.
 *
 * <pre>{@code
 * Retention.Difference difference = Retention.of(22.1).pairedDifference(
 *         report.freshCurve(MaskBaseline.MASK_WEIGHTS),
 *         report.freshCurve(MaskBaseline.MASK_PERMUTED),
 *         PairedTest.of(Seed.of(0)),
 *         Bootstrap.of(Seed.of(0)));
 * }</pre>
 *
 * @param randomReturn mean return of the random policy
 * @param denseReturn mean return of the dense agent; if empty, that of each curve's level 0
 */
public record Retention(double randomReturn, OptionalDouble denseReturn) {

    /** Checks the bounds. */
    public Retention {
        Check.that(Double.isFinite(randomReturn), "random return %s is not finite", randomReturn);
        denseReturn.ifPresent(dense -> Degradation.requireAdvantage(dense, randomReturn));
    }

    /**
     * How the retentions of two conditions differ.
     *
     * @param pairs seeds with a result at every level in both conditions
     * @param difference mean over these of the first condition's retention less the second's, with its limits
     * @param effectSize the same in standard deviations of the pairs' differences, with n - 1 in the denominator (Cohen's d for
     *     pairs); NaN if all differences are equal. From few seeds it is too large; times 1 - 3 / (4 n - 5) it nearly is not
     *     (Hedges 1981)
     * @param p probability under the null hypothesis of a mean difference as large, in (0, 1]; for this pair of conditions alone
     */
    public record Difference(int pairs, Interval difference, double effectSize, double p) {}

    /**
     * Returns the measure with each curve's own level 0 as the dense agent.
     *
     * @param randomReturn mean return of the random policy
     */
    public static Retention of(double randomReturn) {
        return new Retention(randomReturn, OptionalDouble.empty());
    }

    /** Returns this measure with a dense agent other than the curve's level 0. */
    public Retention withDenseReturn(double mean) {
        return new Retention(randomReturn, OptionalDouble.of(mean));
    }

    /**
     * Returns the retention of each seed, in the order of the curve's columns; NaN where a level has no result.
     *
     * @throws IllegalArgumentException if the curve has no level but 0, no seed has a result at level 0, or the dense agent is not
     *     better than the random policy
     */
    public double[] scores(ReturnCurve curve) {
        Check.atLeast("count of levels", curve.levels(), 2);
        final double dense = denseReturn.orElseGet(() -> {
            final double[] present = curve.returns(0);
            Check.atLeast("count of seeds with a dense run", present.length, 1);
            return StatUtils.mean(present);
        });
        Degradation.requireAdvantage(dense, randomReturn);
        return IntStream.range(0, curve.seeds())
                .mapToDouble(seed -> {
                    double sum = 0;
                    for (int level = 1; level < curve.levels(); level++) {
                        sum += (curve.value(level, seed) - randomReturn) / (dense - randomReturn);
                    }
                    return sum / (curve.levels() - 1);
                })
                .toArray();
    }

    /**
     * Returns the mean retention over seeds with its interval.
     *
     * @throws IllegalArgumentException as {@link #scores}, and if fewer than two seeds have a result at every level
     */
    public Interval estimate(ReturnCurve curve, Bootstrap bootstrap) {
        return mean(present(scores(curve)), bootstrap);
    }

    /**
     * Compares two conditions with the same seeds, which are drawn and flipped in pairs.
     *
     * @param first a condition
     * @param second another at the same levels; its columns are the seeds of the first one's
     * @param test whose correction for many levels has nothing to do here
     * @throws IllegalArgumentException as {@link #scores} for either, if levels or numbers of seeds differ, or if fewer than two
     *     seeds have a result at every level of both
     */
    public Difference pairedDifference(ReturnCurve first, ReturnCurve second, PairedTest test, Bootstrap bootstrap) {
        Check.that(first.remaining().equals(second.remaining()), "the curves have different levels");
        Check.length("seeds of the second curve", second.seeds(), first.seeds());
        final double[] ofSecond = scores(second);
        final double[] differences = scores(first);
        Arrays.setAll(differences, seed -> differences[seed] - ofSecond[seed]);
        final double[] pairs = present(differences);
        final Interval difference = mean(pairs, bootstrap);
        final double deviation = Math.sqrt(StatUtils.variance(pairs));
        return new Difference(
                pairs.length,
                difference,
                deviation > 0 ? difference.estimate() / deviation : Double.NaN,
                test.p(pairs));
    }

    private static double[] present(double[] scores) {
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }

    private static Interval mean(double[] scores, Bootstrap bootstrap) {
        return bootstrap.interval(new double[][] {scores}, Statistic.MEAN);
    }
}
