// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The return of one condition at each level, averaged over several tasks (the paper, figure 1). Returns of different tasks must have
 * been {@linkplain ReturnCurve#normalised brought to one scale} before. Immutable and thread-safe.
 *
 * <p>Where one of the tasks has no result the statistics are NaN: an average over the others says something else.
 *
 * <pre>{@code
 * TaskAverage average = TaskAverage.of(List.of(hopper.normalised(19.6, 2_100), ant.normalised(367, 2_400)));
 * double[] mean = average.mean();
 * }</pre>
 */
public final class TaskAverage {

    private final List<ReturnCurve> tasks;

    private TaskAverage(List<ReturnCurve> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /**
     * Averages curves.
     *
     * @param tasks a curve for each task, at least one, all with the same number of levels
     */
    public static TaskAverage of(List<ReturnCurve> tasks) {
        Check.atLeast("count of tasks", tasks.size(), 1);
        for (ReturnCurve task : tasks) {
            Check.length("levels of a task", task.levels(), tasks.get(0).levels());
        }
        return new TaskAverage(tasks);
    }

    /** Returns how many levels there are, level 0 included. */
    public int levels() {
        return tasks.get(0).levels();
    }

    /**
     * Returns the fraction of weights that remain at each level, in [0, 1]: the mean over tasks, whose networks differ in their inputs
     * and outputs, so that the same share of them is rounded to other fractions.
     */
    public List<Double> remaining() {
        return IntStream.range(0, levels())
                .mapToObj(level -> StatUtils.mean(tasks.stream()
                        .mapToDouble(task -> task.remaining().get(level))
                        .toArray()))
                .toList();
    }

    /** Returns the mean over tasks of the mean over seeds at each level. */
    public double[] mean() {
        return each(Statistic.MEAN::of);
    }

    /**
     * Returns the standard deviation over the results of all tasks and seeds, in one row, at each level; n - 1 in the denominator; 0 for
     * one result.
     */
    public double[] standardDeviation() {
        return each(scores -> Math.sqrt(StatUtils.variance(
                Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray())));
    }

    /**
     * Returns a statistic of all tasks with its interval at each level; of each task its seeds are drawn. Without limits where a task has
     * fewer than two results.
     */
    public List<Interval> intervals(Statistic statistic, Bootstrap bootstrap) {
        return IntStream.range(0, levels())
                .mapToObj(level -> ReturnCurve.interval(scores(level), statistic, bootstrap))
                .toList();
    }

    private double[] each(ToDoubleFunction<double[][]> statistic) {
        return IntStream.range(0, levels())
                .mapToObj(this::scores)
                .mapToDouble(scores -> Arrays.stream(scores).anyMatch(row -> row.length == 0)
                        ? Double.NaN
                        : statistic.applyAsDouble(scores))
                .toArray();
    }

    /** Returns a row per task, a column per seed that has a result. */
    private double[][] scores(int level) {
        return tasks.stream().map(task -> task.returns(level)).toArray(double[][]::new);
    }
}
