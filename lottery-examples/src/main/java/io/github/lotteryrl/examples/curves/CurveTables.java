// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The numbers behind the curves: a row for each run and level, not only means. */
final class CurveTables {

    private CurveTables() {}

    static void write(Map<Study, TicketReport> reports, Path file) throws IOException {
        try (Csv csv = new Csv(
                file,
                "task",
                "learner",
                "network",
                "variant",
                "condition",
                "seed",
                "level",
                "weights",
                "remaining",
                "best_return",
                "fresh_return")) {
            reports.forEach((study, report) -> {
                for (MaskBaseline condition : study.experiment().conditions()) {
                    write(study, report, condition, csv);
                }
            });
        }
    }

    private static void write(Study study, TicketReport report, MaskBaseline condition, Csv csv) {
        final Experiment experiment = study.experiment();
        for (long seed : experiment.seeds()) {
            for (int level = 0; level <= experiment.levels(); level++) {
                final int row = level;
                report.scores(condition, seed, level)
                        .ifPresent(scores -> csv.row(
                                study.task().paperName(),
                                study.learner(),
                                study.network(),
                                study.variant(),
                                condition.identity(),
                                seed,
                                row,
                                scores.weights(),
                                (double) scores.weights() / experiment.layout().prunableSize(),
                                scores.bestReturn(),
                                scores.freshReturn()));
            }
        }
    }
}
