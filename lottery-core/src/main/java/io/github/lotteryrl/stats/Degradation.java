// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How far a condition can be pruned before it degrades: the smallest fraction of weights with which the return, on the scale
 * from the random policy, 0, to the dense agent, 1, is still at least {@code threshold}. Not in the paper, which compares
 * curves by eye. Immutable and thread-safe.
 *
 * <p>The mean returns of the levels, weighted by the number of seeds that have a result, are fitted by isotonic regression, the
 * return never rising with the sparsity, so that one lucky level does not decide. Between the last level whose fit reaches the
 * threshold and the next, the fit is interpolated linearly in the logarithm of the fraction. If it never falls below, the point
 * is that of the last level, and censored; if already the first level is below, it is the first level's fraction, 1. A seed
 * without a result at level 0 is left out, and so is a level without a result.
 *
 * <p>Intervals draw seeds as whole curves, the dense agent among them. A resample whose dense agents do no better than the random
 * policy counts as degraded from the first level on. With few seeds they are too narrow: of simulated curves with a known point
 * (20 levels of 20 %, logistic in the logarithm, deviation 0.1 per run), 0.85 of the 95 % percentile intervals over 5 seeds held
 * it, 0.90 over 10 and 0.92 over 20.
 *
 * <pre>{@code
 * Degradation degradation = Degradation.of(22.1);
 * Bootstrap bootstrap = Bootstrap.of(Seed.of(0));
 * DegradationPoint.Difference difference = degradation.pairedDifference(
 *         report.freshCurve(MaskBaseline.MASK_WEIGHTS), report.freshCurve(MaskBaseline.RANDOM_REINIT), bootstrap);
 * }</pre>
 *
 * @param randomReturn mean return of the random policy
 * @param denseReturn mean return of the dense agent; if empty, that of the curve's level 0
 * @param threshold share of the dense agent's advantage over the random policy that has to be left, in (0, 1)
 */
public record Degradation(double randomReturn, OptionalDouble denseReturn, double threshold) {

    /** The share that has to be left, unless told otherwise. */
    public static final double DEFAULT_THRESHOLD = 0.9;

    /** Checks the bounds. */
    public Degradation {
        Check.that(Double.isFinite(randomReturn), "random return %s is not finite", randomReturn);
        denseReturn.ifPresent(dense -> requireAdvantage(dense, randomReturn));
        Check.openFraction("threshold", threshold);
    }

    static void requireAdvantage(double dense, double random) {
        Check.that(
                dense > random && Double.isFinite(dense),
                "dense return %s is not above the random return %s",
                dense,
                random);
    }

    /**
     * Returns the measure with the default threshold and the curve's own level 0 as the dense agent.
     *
     * @param randomReturn mean return of the random policy
     */
    public static Degradation of(double randomReturn) {
        return new Degradation(randomReturn, OptionalDouble.empty(), DEFAULT_THRESHOLD);
    }

    /** Returns this measure with a dense agent other than the curve's level 0; its return is taken as known exactly. */
    public Degradation withDenseReturn(double mean) {
        return new Degradation(randomReturn, OptionalDouble.of(mean), threshold);
    }

    /** Returns this measure with another threshold, in (0, 1). */
    public Degradation withThreshold(double share) {
        return new Degradation(randomReturn, denseReturn, share);
    }

    /**
     * Returns the degradation point of all seeds.
     *
     * @throws IllegalArgumentException if no seed has a result at level 0, the dense agent is not better than the random
     *     policy, or fractions rise or are not in (0, 1]
     */
    public DegradationPoint point(ReturnCurve curve) {
        return point(curve, check(curve));
    }

    /**
     * Returns the monotone fit at each level, 0 for the random policy and 1 for the dense agent; NaN where there is no result.
     *
     * @throws IllegalArgumentException as {@link #point}
     */
    public double[] fit(ReturnCurve curve) {
        final int[] seeds = check(curve);
        final double dense = denseReturn(curve, seeds);
        final Fit fit = Fit.of(curve, seeds);
        final double[] normalised = new double[curve.levels()];
        Arrays.fill(normalised, Double.NaN);
        for (int i = 0; i < fit.levels.length; i++) {
            normalised[fit.levels[i]] = (fit.returns[i] - randomReturn) / (dense - randomReturn);
        }
        return normalised;
    }

    /**
     * Returns the degradation point with its interval.
     *
     * @throws IllegalArgumentException as {@link #point}, and if fewer than two seeds have a result at level 0
     */
    public DegradationPoint.Estimate estimate(ReturnCurve curve, Bootstrap bootstrap) {
        final int[] seeds = check(curve);
        final int[] sizes = {seeds.length};
        final Function<int[][], DegradationPoint> point = drawn -> point(curve, pick(seeds, drawn[0]));
        return new DegradationPoint.Estimate(
                point(curve, seeds),
                bootstrap.interval(sizes, drawn -> point.apply(drawn).remaining()),
                StatUtils.mean(
                        bootstrap.replicates(sizes, drawn -> point.apply(drawn).censored() ? 1 : 0)));
    }

    /**
     * Returns the difference of two conditions with the same seeds, which are drawn in pairs.
     *
     * @param first a condition
     * @param second another; its columns are the seeds of the first one's
     * @throws IllegalArgumentException as {@link #estimate} for either, and if the numbers of seeds differ
     */
    public DegradationPoint.Difference pairedDifference(ReturnCurve first, ReturnCurve second, Bootstrap bootstrap) {
        Check.length("seeds of the second curve", second.seeds(), first.seeds());
        final int[] ofSecond = check(second);
        final int[] seeds = Arrays.stream(check(first))
                .filter(seed -> Arrays.binarySearch(ofSecond, seed) >= 0)
                .toArray();
        Check.atLeast("count of seeds with a dense run in both curves", seeds.length, 1);
        return difference(
                new int[] {seeds.length},
                drawn -> point(first, pick(seeds, drawn[0])),
                drawn -> point(second, pick(seeds, drawn[0])),
                bootstrap);
    }

    /**
     * Returns the difference of two conditions whose seeds have nothing to do with each other, and are drawn independently.
     *
     * @throws IllegalArgumentException as {@link #estimate} for either
     */
    public DegradationPoint.Difference difference(ReturnCurve first, ReturnCurve second, Bootstrap bootstrap) {
        final int[] ofFirst = check(first);
        final int[] ofSecond = check(second);
        return difference(
                new int[] {ofFirst.length, ofSecond.length},
                drawn -> point(first, pick(ofFirst, drawn[0])),
                drawn -> point(second, pick(ofSecond, drawn[1])),
                bootstrap);
    }

    private static DegradationPoint.Difference difference(
            int[] sizes,
            Function<int[][], DegradationPoint> first,
            Function<int[][], DegradationPoint> second,
            Bootstrap bootstrap) {
        final int[][] all = Bootstrap.everySeedOnce(sizes);
        return new DegradationPoint.Difference(
                first.apply(all),
                second.apply(all),
                bootstrap.interval(
                        sizes,
                        drawn -> StrictMath.log10(first.apply(drawn).remaining())
                                - StrictMath.log10(second.apply(drawn).remaining())),
                StatUtils.mean(bootstrap.replicates(
                        sizes,
                        drawn -> first.apply(drawn).censored()
                                        || second.apply(drawn).censored()
                                ? 1
                                : 0)));
    }

    /** Returns the seeds that have a dense run, ascending. */
    private int[] check(ReturnCurve curve) {
        Check.atLeast("count of levels", curve.levels(), 1);
        double last = 1;
        for (double fraction : curve.remaining()) {
            Check.that(fraction > 0 && fraction <= last, "remaining fraction %s not in (0, %s]", fraction, last);
            last = fraction;
        }
        final int[] seeds = IntStream.range(0, curve.seeds())
                .filter(seed -> !Double.isNaN(curve.value(0, seed)))
                .toArray();
        Check.atLeast("count of seeds with a dense run", seeds.length, 1);
        requireAdvantage(denseReturn(curve, seeds), randomReturn);
        return seeds;
    }

    private static int[] pick(int[] seeds, int[] drawn) {
        return Arrays.stream(drawn).map(i -> seeds[i]).toArray();
    }

    private double denseReturn(ReturnCurve curve, int[] seeds) {
        return denseReturn.orElseGet(() -> {
            double sum = 0;
            for (int seed : seeds) {
                sum += curve.value(0, seed);
            }
            return sum / seeds.length;
        });
    }

    private DegradationPoint point(ReturnCurve curve, int[] seeds) {
        final List<Double> remaining = curve.remaining();
        final double advantage = denseReturn(curve, seeds) - randomReturn;
        final double bound = randomReturn + threshold * advantage;
        final Fit fit = Fit.of(curve, seeds);
        final int enough = (int)
                Arrays.stream(fit.returns).takeWhile(mean -> mean >= bound).count();
        if (advantage <= 0 || enough == 0) {
            return new DegradationPoint(remaining.get(0), false);
        }
        final int at = enough - 1;
        final double above = remaining.get(fit.levels[at]);
        if (enough == fit.levels.length) {
            return new DegradationPoint(above, true);
        }
        final double below = remaining.get(fit.levels[enough]);
        final double way = (fit.returns[at] - bound) / (fit.returns[at] - fit.returns[enough]);
        return new DegradationPoint(above * StrictMath.pow(below / above, way), false);
    }

    /** The monotone fit over the levels at which one of the seeds has a result. */
    private static final class Fit {

        private final int[] levels;
        private final double[] returns;

        private Fit(int[] levels, double[] returns) {
            this.levels = levels;
            this.returns = returns;
        }

        /** Fits the seeds, of which some may stand there several times. */
        static Fit of(ReturnCurve curve, int[] seeds) {
            final int[] levels = new int[curve.levels()];
            final double[] means = new double[curve.levels()];
            final double[] weights = new double[curve.levels()];
            int count = 0;
            for (int level = 0; level < curve.levels(); level++) {
                double sum = 0;
                int results = 0;
                for (int seed : seeds) {
                    final double value = curve.value(level, seed);
                    if (!Double.isNaN(value)) {
                        sum += value;
                        results++;
                    }
                }
                if (results > 0) {
                    levels[count] = level;
                    means[count] = sum / results;
                    weights[count] = results;
                    count++;
                }
            }
            return new Fit(
                    Arrays.copyOf(levels, count),
                    IsotonicRegression.nonIncreasing(Arrays.copyOf(means, count), Arrays.copyOf(weights, count)));
        }
    }
}
