// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figure8.Figure8.Task;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.InputTables;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.TicketInputs;
import io.github.lotteryrl.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers behind the figure: a row for each run, not only means. */
final class Figure8Tables {

    private Figure8Tables() {}

    static void write(List<Task> tasks, FigureWork work) throws IOException {
        try (Csv runs = new Csv(
                        work.table(""),
                        "task",
                        "init",
                        "seed",
                        "level",
                        "weights",
                        "remaining",
                        "best_return",
                        "fresh_return");
                Csv inputs = new Csv(
                        work.table("-inputs"),
                        "task",
                        "init",
                        "seed",
                        "level",
                        "remaining",
                        "input",
                        "weight",
                        "survives")) {
            for (Task task : tasks) {
                for (int i = 0; i < task.panels().size(); i++) {
                    final TicketPanel panel = task.panels().get(i);
                    for (TicketInputs ticket : TicketInputs.of(task.reports().get(i))) {
                        runs.row(
                                panel.task().paperName(),
                                panel.init(),
                                ticket.seed(),
                                ticket.level(),
                                ticket.weights(),
                                ticket.remaining(),
                                ticket.bestReturn(),
                                ticket.freshReturn());
                        InputTables.writeInputs(ticket, inputs, panel.task().paperName(), panel.init(), ticket.seed());
                    }
                }
            }
        }
        writeLearning(tasks, work.table("-learning"));
    }

    private static void writeLearning(List<Task> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "inputs", "seed", "step", "return", "fresh_return")) {
            for (Task task : tasks) {
                DenseAgents.write(task.denseOnAll(), csv, task.name(), "all");
                DenseAgents.write(task.denseOnSurvivors(), csv, task.name(), String.join("+", task.survivingInputs()));
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
