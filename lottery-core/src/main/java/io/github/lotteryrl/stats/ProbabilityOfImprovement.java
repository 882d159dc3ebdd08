// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The probability that a run of one condition beats a run of another on a task, whichever it is: the mean over tasks of P(X > Y)
 * + P(X = Y) / 2 (Agarwal et al. 2021, "Deep reinforcement learning at the edge of the statistical precipice", section 4.3). On
 * one task it is the Mann-Whitney U of X over the number of pairs. 1 if X always wins, 0.5 if neither does; it says nothing of by
 * how much. Stateless.
 */
public final class ProbabilityOfImprovement {

    private ProbabilityOfImprovement() {}

    /**
     * Returns the probability over tasks.
     *
     * @param x a row per task, a column per seed; not modified
     * @param y the same tasks, not necessarily as many seeds; not modified
     * @throws IllegalArgumentException if the tasks differ in number or there is none, a task has no seed, or a score is not
     *     finite
     */
    public static double of(double[][] x, double[][] y) {
        check(x, y);
        return mean(x, y);
    }

    /**
     * Returns the probability with its interval. The seeds of X and of Y are drawn independently, within each task, as in the
     * paper.
     *
     * @param x a row per task, a column per seed; not modified
     * @param y the same tasks, not necessarily as many seeds; not modified
     * @throws IllegalArgumentException as {@link #of}, and if a task has fewer than two seeds
     */
    public static Interval interval(double[][] x, double[][] y, Bootstrap bootstrap) {
        check(x, y);
        final int[] sizes = IntStream.concat(IntStream.of(Bootstrap.sizes(x)), IntStream.of(Bootstrap.sizes(y)))
                .toArray();
        return bootstrap.interval(
                sizes, drawn -> mean(Bootstrap.pick(x, drawn, 0), Bootstrap.pick(y, drawn, x.length)));
    }

    private static void check(double[][] x, double[][] y) {
        Bootstrap.requireFinite(x);
        Bootstrap.requireFinite(y);
        Check.length("y", y.length, x.length);
        for (int task = 0; task < x.length; task++) {
            Check.atLeast("seeds", Math.min(x[task].length, y[task].length), 1);
        }
    }

    private static double mean(double[][] x, double[][] y) {
        return StatUtils.mean(IntStream.range(0, x.length)
                .mapToDouble(task -> probability(x[task], y[task]))
                .toArray());
    }

    private static double probability(double[] x, double[] y) {
        long halves = 0;
        for (double a : x) {
            for (double b : y) {
                halves += a > b ? 2 : a == b ? 1 : 0;
            }
        }
        return halves / (2.0 * x.length * y.length);
    }
}
