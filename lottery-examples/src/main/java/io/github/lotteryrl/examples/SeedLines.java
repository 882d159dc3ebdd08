// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.examples.plot.Series;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/** Lines through the means over seeds, with bands of one standard deviation. */
public final class SeedLines {

    private SeedLines() {}

    /**
     * Returns a line with a gap where a row is empty.
     *
     * @param x the places; not modified
     * @param rows the values of all seeds at each place; not modified
     */
    public static Series of(String name, double[] x, double[][] rows) {
        return Series.line(name, x, each(rows, StatUtils::mean))
                .band(each(rows, row -> Math.sqrt(StatUtils.variance(row))));
    }

    private static double[] each(double[][] rows, ToDoubleFunction<double[]> statistic) {
        return Arrays.stream(rows).mapToDouble(statistic).toArray();
    }

    /**
     * Returns returns over steps, as far as all seeds go.
     *
     * @param curves the evaluations of each seed, all on one calendar
     */
    public static Series learning(String name, List<List<Evaluation>> curves) {
        final int points = curves.stream().mapToInt(List::size).min().orElse(0);
        final double[] steps = new double[points];
        final double[][] returns = new double[points][curves.size()];
        for (int i = 0; i < points; i++) {
            steps[i] = curves.get(0).get(i).step();
            for (int seed = 0; seed < curves.size(); seed++) {
                returns[i][seed] = curves.get(seed).get(i).meanReturn();
            }
        }
        return of(name, steps, returns);
    }
}
