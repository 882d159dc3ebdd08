// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The return of one condition at each level, for several seeds. Immutable.
 *
 * <p>The unit is the seed, never the episode. Where no seed has a result the statistics are NaN.
 */
public final class ReturnCurve {

    private static final double TRIM = 0.25;

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
        this.remaining = List.copyOf(remaining);
        this.returns = Arrays.stream(returns).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns how many levels there are, level 0 included. */
    public int levels() {
        return returns.length;
    }

    /** Returns the fraction of weights that remain at each level, in [0, 1]. */
    public List<Double> remaining() {
        return remaining;
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
     * end (Agarwal et al. 2021, "Deep reinforcement learning at the edge of the statistical precipice").
     */
    public double[] interquartileMean() {
        return each(ReturnCurve::trimmedMean);
    }

    private static double trimmedMean(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int cut = (int) (TRIM * sorted.length);
        return StatUtils.mean(sorted, cut, sorted.length - 2 * cut);
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
