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
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The returns of a study and the scale on which they are compared with those of other tasks.
 *
 * @param random what the random policy earns; its mean is 0 on the scale
 * @param denseReturn mean over seeds of the dense agents' best evaluation, 1 on the scale; NaN if no dense run came to its end
 */
record TaskReturns(Study study, TicketReport report, RandomPolicyReturns.Summary random, double denseReturn) {

    static TaskReturns of(Study study, TicketReport report, RandomPolicyReturns randomPolicy) {
        final double[] dense = report.curve(MaskBaseline.MASK_WEIGHTS).returns(0);
        return new TaskReturns(study, report, randomPolicy.on(study), StatUtils.mean(dense));
    }

    /** Returns whether there is a scale. */
    boolean isScaled() {
        return whyNoScale().isEmpty();
    }

    /** Returns why there is no scale, if so. */
    Optional<String> whyNoScale() {
        return random.whyNoScale(denseReturn);
    }

    String task() {
        return study.task().paperName();
    }

    /** Returns the scaled return of the best evaluation, for each level and seed. */
    ReturnCurve curve(MaskBaseline condition) {
        return report.curve(condition).normalised(random.mean(), denseReturn);
    }

    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", task());
        fields.put("randomReturn", Json.number(random.mean()));
        fields.put("randomDeviation", Json.number(random.deviation()));
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
                            isScaled() ? (scores.bestReturn() - random.mean()) / (denseReturn - random.mean()) : ""));
        }
    }
}
