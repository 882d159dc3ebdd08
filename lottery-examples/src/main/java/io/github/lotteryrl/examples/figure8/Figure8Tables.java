// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lotteryrl.analysis.InputRelevance.Input;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.Lottery;
import io.github.lotteryrl.examples.figure8.Figure8.Task;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The numbers behind the figure: a row for each run, not only means. */
final class Figure8Tables {

    private static final String RUNS = "figure8.csv";
    private static final String INPUTS = "figure8-inputs.csv";
    private static final String LEARNING = "figure8-learning.csv";
    private static final String SUMMARY = "figure.json";

    static final List<String> FILES = List.of(RUNS, INPUTS, LEARNING, SUMMARY);

    private Figure8Tables() {}

    static void write(List<Task> tasks, Path folder) throws IOException {
        writeRuns(tasks, folder.resolve(RUNS));
        writeInputs(tasks, folder.resolve(INPUTS));
        writeLearning(tasks, folder.resolve(LEARNING));
    }

    private static void writeRuns(List<Task> tasks, Path file) throws IOException {
        try (Csv csv =
                new Csv(file, "task", "init", "seed", "level", "weights", "remaining", "best_return", "fresh_return")) {
            forEachTicket(
                    tasks,
                    (panel, report, ticket) -> csv.row(
                            panel.task(),
                            panel.init(),
                            ticket.seed(),
                            ticket.level(),
                            ticket.mask().survivors(),
                            ticket.remaining(),
                            report.run(MaskBaseline.MASK_WEIGHTS, ticket.seed(), ticket.level())
                                    .orElseThrow()
                                    .result()
                                    .bestEvaluation()
                                    .meanReturn(),
                            ticket.freshReturn()));
        }
    }

    private static void writeInputs(List<Task> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "init", "seed", "level", "remaining", "input", "weight", "survives")) {
            forEachTicket(tasks, (panel, report, ticket) -> {
                final List<String> surviving = ticket.survivingInputs();
                for (Input input : ticket.inputRelevance().inputs()) {
                    csv.row(
                            panel.task(),
                            panel.init(),
                            ticket.seed(),
                            ticket.level(),
                            ticket.remaining(),
                            input.name(),
                            input.weight(),
                            surviving.contains(input.name()));
                }
            });
        }
    }

    private static void writeLearning(List<Task> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "inputs", "seed", "step", "return", "fresh_return")) {
            for (Task task : tasks) {
                writeLearning(task, "all", task.denseOnAll(), csv);
                writeLearning(task, String.join("+", task.survivingInputs()), task.denseOnSurvivors(), csv);
            }
        }
    }

    private static void writeLearning(Task task, String inputs, TicketReport report, Csv csv) {
        for (long seed : report.experiment().seeds()) {
            final Optional<RunRecord.Completed> run = report.run(MaskBaseline.MASK_WEIGHTS, seed, 0);
            if (run.isPresent()) {
                for (Evaluation point : run.get().result().evaluations()) {
                    csv.row(
                            task.name(),
                            inputs,
                            seed,
                            point.step(),
                            point.meanReturn(),
                            run.get().result().freshReturn());
                }
            }
        }
    }

    /** Something to do with a ticket. */
    private interface TicketConsumer {
        void accept(TicketPanel panel, TicketReport report, Ticket ticket);
    }

    private static void forEachTicket(List<Task> tasks, TicketConsumer consumer) {
        for (Task task : tasks) {
            for (int i = 0; i < task.panels().size(); i++) {
                final TicketPanel panel = task.panels().get(i);
                final TicketReport report = task.reports().get(i);
                final Experiment experiment = panel.experiment();
                for (long seed : experiment.seeds()) {
                    for (int level = 0; level <= experiment.levels(); level++) {
                        report.findTicket(seed, level).ifPresent(ticket -> consumer.accept(panel, report, ticket));
                    }
                }
            }
        }
    }

    /** Writes what may differ between equal runs, the time taken, and what was asked for. */
    static void writeSummary(FigureRequest request, List<Task> tasks, int failures, long nanoseconds)
            throws IOException {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("figure", 8);
        fields.put("preset", request.preset().name().toLowerCase(Locale.ROOT));
        final Experiment first = tasks.get(0).panels().get(0).experiment();
        fields.put("seeds", first.seeds());
        fields.put("levels", first.levels());
        fields.put("inputScale", new BigDecimal(Decimal.format(request.inputScale())));
        fields.put("failedRuns", failures);
        final Map<String, Object> surviving = new LinkedHashMap<>();
        tasks.forEach(task -> surviving.put(task.name(), task.survivingInputs()));
        fields.put("survivingInputs", surviving);
        final Map<String, Object> agents = new LinkedHashMap<>();
        tasks.forEach(task -> agents.put(
                task.name(), task.panels().get(0).experiment().agent().identity()));
        fields.put("agents", agents);
        fields.put("version", Lottery.version());
        fields.put("java", Runtime.version().toString());
        fields.put("seconds", Math.round(nanoseconds * 1e-9));
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(request.folder().resolve(SUMMARY).toFile(), fields);
    }
}
