// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.ReturnCurve;
import io.github.lotteryrl.stats.Statistic;
import io.github.lotteryrl.stats.TaskAverage;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the line and the band of a ticket curve show. */
public enum Band {
    /** Mean over seeds, one standard deviation to both sides: as in the paper. */
    SD,
    /** Interquartile mean over seeds with its 95 % bootstrap interval. */
    CI95;

    private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(0));

    /** A line with its band, one number for each level; NaN where there is no result. */
    public record Line(double[] middle, double[] low, double[] high) {}

    /** Returns what a curve looks like. */
    public Line of(ReturnCurve curve) {
        return switch (this) {
            case SD -> meanAndDeviation(curve.mean(), curve.standardDeviation());
            case CI95 -> interval(curve.intervals(Statistic.INTERQUARTILE_MEAN, BOOTSTRAP));
        };
    }

    /** Returns what an average over tasks looks like: the deviation is that of all tasks and seeds. */
    public Line of(TaskAverage average) {
        return switch (this) {
            case SD -> meanAndDeviation(average.mean(), average.standardDeviation());
            case CI95 -> interval(average.intervals(Statistic.INTERQUARTILE_MEAN, BOOTSTRAP));
        };
    }

    private static Line interval(List<Interval> intervals) {
        return new Line(
                each(intervals, Interval::estimate), each(intervals, Interval::low), each(intervals, Interval::high));
    }

    private static Line meanAndDeviation(double[] mean, double[] deviation) {
        final double[] low = new double[mean.length];
        final double[] high = new double[mean.length];
        for (int level = 0; level < mean.length; level++) {
            low[level] = mean[level] - deviation[level];
            high[level] = mean[level] + deviation[level];
        }
        return new Line(mean, low, high);
    }

    private static double[] each(List<Interval> intervals, ToDoubleFunction<Interval> number) {
        return intervals.stream().mapToDouble(number).toArray();
    }
}
