// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One number for the scores of a condition on one or several tasks (Agarwal et al. 2021, "Deep reinforcement learning at the
 * edge of the statistical precipice", section 4.3). Implementations are thread-safe and depend on nothing but the scores.
 *
 * <p>Scores of different tasks must have been brought to one scale before, such as random policy 0 and dense agent 1.
 */
@FunctionalInterface
public interface Statistic {

    /** The mean over tasks of the mean over seeds. */
    Statistic MEAN = scores ->
            StatUtils.mean(Arrays.stream(scores).mapToDouble(StatUtils::mean).toArray());

    /**
     * The interquartile mean: all scores, of whatever task, in one row; a quarter of them, rounded down, is left out at either
     * end ({@code scipy.stats.trim_mean} with 0.25, as in the authors' program). Of one to three scores nothing is left out,
     * of four the middle two and of five the middle three remain. A task with more seeds than another weighs more.
     */
    Statistic INTERQUARTILE_MEAN = scores -> {
        final double[] sorted =
                Arrays.stream(scores).flatMapToDouble(Arrays::stream).sorted().toArray();
        final int cut = sorted.length / 4;
        return StatUtils.mean(sorted, cut, sorted.length - 2 * cut);
    };

    /**
     * Returns the number.
     *
     * @param scores a row per task, a column per seed, all finite; each row has at least one; not modified
     */
    double of(double[][] scores);
}
