// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The return of one condition at each level, for several seeds. Immutable.
 *
 * <p>The unit is the seed, never the episode. Where no seed has a result the statistics are NaN.
 */
public final class ReturnCurve {

    private final List<Double> remaining;
    private final double[][] returns;

    /**
     * Makes a curve.
     *
     * @param remaining fraction of weights that remain at each level, in [0, 1]
     * @param returns a row per level, a column per seed, NaN where there is no result; copied, not modified
     */
    public ReturnCurve(List<Double> remaining, double[][] returns) {
        Check.length("returns", returns.length, remaining.size());
        for (double[] row : returns) {
            Check.length("row of returns", row.length, returns[0].length);
            for (double value : row) {
                Check.that(!Double.isInfinite(value), "return %s is infinite", value);
            }
        }
        this.remaining = List.copyOf(remaining);
        this.returns = Arrays.stream(returns).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns how many levels there are, level 0 included. */
    public int levels() {
        return returns.length;
    }

    /** Returns how many seeds there are, with a result or without. */
    public int seeds() {
        return returns.length == 0 ? 0 : returns[0].length;
    }

    /** Returns the fraction of weights that remain at each level, in [0, 1]. */
    public List<Double> remaining() {
        return remaining;
    }

    /**
     * Returns the curve at some levels alone, which are then counted from 0.
     *
     * @param chosen in [0, levels()), ascending
     */
    public ReturnCurve at(List<Integer> chosen) {
        chosen.forEach(level -> Check.in("level", level, 0, levels() - 1));
        return new ReturnCurve(
                chosen.stream().map(remaining::get).toList(),
                chosen.stream().map(level -> returns[level]).toArray(double[][]::new));
    }

    /**
     * Returns the curve on the scale from the random policy, 0, to the dense agent, 1, on which tasks can be compared.
     *
     * @param randomReturn mean return of the random policy
     * @param denseReturn mean return of the dense agent
     * @throws IllegalArgumentException if the dense agent is not better than the random policy
     */
    public ReturnCurve normalised(double randomReturn, double denseReturn) {
        Check.that(Double.isFinite(randomReturn), "random return %s is not finite", randomReturn);
        Degradation.requireAdvantage(denseReturn, randomReturn);
        return new ReturnCurve(
                remaining,
                Arrays.stream(returns)
                        .map(row -> Arrays.stream(row)
                                .map(value -> (value - randomReturn) / (denseReturn - randomReturn))
                                .toArray())
                        .toArray(double[][]::new));
    }

    /** Returns the returns of the seeds that have a result at a level. A copy. */
    public double[] returns(int level) {
        return Arrays.stream(returns[level])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Returns the mean over seeds at each level. */
    public double[] mean() {
        return each(StatUtils::mean);
    }

    /** Returns the standard deviation over seeds at each level, with n - 1 in the denominator; 0 for one seed. */
    public double[] standardDeviation() {
        return each(values -> Math.sqrt(StatUtils.variance(values)));
    }

    /**
     * Returns the interquartile mean over seeds at each level: a quarter of the seeds, rounded down, is left out at either
     * end. The mean for up to three seeds, that of the middle three of five; see {@link Statistic#INTERQUARTILE_MEAN}.
     */
    public double[] interquartileMean() {
        return each(present -> Statistic.INTERQUARTILE_MEAN.of(new double[][] {present}));
    }

    /**
     * Returns a statistic with its interval over seeds at each level. Without limits where fewer than two seeds have a result;
     * there the estimate is NaN if there is none at all. Levels with as many results are resampled alike.
     */
    public List<Interval> intervals(Statistic statistic, Bootstrap bootstrap) {
        return IntStream.range(0, levels())
                .mapToObj(level -> interval(new double[][] {returns(level)}, statistic, bootstrap))
                .toList();
    }

    /** Returns no limits if a task has fewer than two scores, and no estimate if one has none. */
    static Interval interval(double[][] scores, Statistic statistic, Bootstrap bootstrap) {
        final int fewest =
                Arrays.stream(scores).mapToInt(row -> row.length).min().orElse(0);
        return switch (fewest) {
            case 0 -> new Interval(Double.NaN, Double.NaN, Double.NaN, bootstrap.confidence());
            case 1 -> new Interval(statistic.of(scores), Double.NaN, Double.NaN, bootstrap.confidence());
            default -> bootstrap.interval(scores, statistic);
        };
    }

    /** Returns a result, NaN where there is none. */
    double value(int level, int seed) {
        return returns[level][seed];
    }

    private double[] each(ToDoubleFunction<double[]> statistic) {
        final double[] result = new double[returns.length];
        for (int level = 0; level < result.length; level++) {
            final double[] present = returns(level);
            result[level] = present.length == 0 ? Double.NaN : statistic.applyAsDouble(present);
        }
        return result;
    }
}
