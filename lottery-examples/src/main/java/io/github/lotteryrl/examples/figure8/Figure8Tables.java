// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.analysis.InputRelevance.Input;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figure8.Figure8.Task;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers behind the figure: a row for each run, not only means. */
final class Figure8Tables {

    private Figure8Tables() {}

    static void write(List<Task> tasks, FigureWork work) throws IOException {
        writeRuns(tasks, work.table(""));
        writeInputs(tasks, work.table("-inputs"));
        writeLearning(tasks, work.table("-learning"));
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
                            report.scores(MaskBaseline.MASK_WEIGHTS, ticket.seed(), ticket.level())
                                    .orElseThrow()
                                    .bestReturn(),
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
                DenseAgents.write(task.denseOnAll(), csv, task.name(), "all");
                DenseAgents.write(task.denseOnSurvivors(), csv, task.name(), String.join("+", task.survivingInputs()));
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

    /** Returns what the summary says besides what it says of every figure. */
    static Map<String, Object> summary(FigureRequest request, List<Task> tasks) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        final Experiment first = tasks.get(0).panels().get(0).experiment();
        fields.put("seeds", first.seeds());
        fields.put("levels", first.levels());
        fields.put("inputScale", Json.number(request.inputScale()));
        final Map<String, Object> surviving = new LinkedHashMap<>();
        tasks.forEach(task -> surviving.put(task.name(), task.survivingInputs()));
        fields.put("survivingInputs", surviving);
        final Map<String, Object> agents = new LinkedHashMap<>();
        tasks.forEach(task -> agents.put(
                task.name(), task.panels().get(0).experiment().agent().identity()));
        fields.put("agents", agents);
        return fields;
    }
}
