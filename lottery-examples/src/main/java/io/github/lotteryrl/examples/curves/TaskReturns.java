// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The returns of a study and the scale on which they are compared with those of other tasks.
 *
 * @param randomReturn mean return of the random policy, 0 on the scale
 * @param denseReturn mean over seeds of the dense agents' best evaluation, 1 on the scale; NaN if no dense run came to its end
 */
record TaskReturns(Study study, TicketReport report, double randomReturn, double denseReturn) {

    static TaskReturns of(Study study, TicketReport report, RandomReturns randomReturns) {
        final double[] dense = report.curve(MaskBaseline.MASK_WEIGHTS).returns(0);
        return new TaskReturns(study, report, randomReturns.of(study), StatUtils.mean(dense));
    }

    /** Returns whether there is a scale: the dense agents are better than the random policy. */
    boolean isScaled() {
        return denseReturn > randomReturn;
    }

    String task() {
        return study.task().paperName();
    }

    /** Returns the scaled return of the best evaluation, for each level and seed. */
    ReturnCurve curve(MaskBaseline condition) {
        return report.curve(condition).normalised(randomReturn, denseReturn);
    }

    /** Returns why there is no scale. */
    String reason() {
        return Double.isNaN(denseReturn)
                ? "no dense run came to its end"
                : String.format(
                        Locale.ROOT,
                        "dense agents (%.1f) are no better than the random policy (%.1f)",
                        denseReturn,
                        randomReturn);
    }

    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", task());
        fields.put("randomReturn", Json.number(randomReturn));
        fields.put("denseReturn", Json.number(denseReturn));
        fields.put("averaged", isScaled());
        return fields;
    }

    /** Writes a row for each condition, seed and level; the last cell is empty where there is no scale. */
    void write(Csv csv) {
        for (MaskBaseline condition : study.experiment().conditions()) {
            for (long seed : study.experiment().seeds()) {
                write(condition, seed, csv);
            }
        }
    }

    private void write(MaskBaseline condition, long seed, Csv csv) {
        final Experiment experiment = study.experiment();
        for (int level = 0; level <= experiment.levels(); level++) {
            final int row = level;
            report.scores(condition, seed, level)
                    .ifPresent(scores -> csv.row(
                            task(),
                            study.learner(),
                            condition.identity(),
                            seed,
                            row,
                            (double) scores.weights() / experiment.layout().prunableSize(),
                            scores.bestReturn(),
                            isScaled() ? (scores.bestReturn() - randomReturn) / (denseReturn - randomReturn) : ""));
        }
    }
}
