// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.SeedLines;
import io.github.lotteryrl.examples.figure8.Figure8.Task;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Tick;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws the figure from what was found. */
final class Figure8Drawing {

    private static final int MOST_NAMES = 2;

    private Figure8Drawing() {}

    static Figure of(List<Task> tasks) {
        final List<Row> rows = new ArrayList<>();
        tasks.forEach(task -> rows.add(relevanceRow(task)));
        rows.add(Row.titled(
                "Dense agents on all inputs, and on the surviving ones alone",
                tasks.stream().map(Figure8Drawing::learning).toArray(Panel[]::new)));
        return Figure.grid(rows.toArray(Row[]::new));
    }

    private static Row relevanceRow(Task task) {
        final Panel[] panels = IntStream.range(0, task.panels().size())
                .mapToObj(i -> relevance(task, i))
                .toArray(Panel[]::new);
        return Row.titled(task.name() + ": input layer of the ticket", panels);
    }

    private static Panel relevance(Task task, int index) {
        final TicketReport report = task.reports().get(index);
        final Experiment experiment = report.experiment();
        final double[] remaining = report.curve(MaskBaseline.MASK_WEIGHTS).remaining().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        LinePanel panel = LinePanel.titled(task.panels().get(index).init())
                .x(Axis.linear("IMP iteration").from(0).to(Math.max(1, experiment.levels())))
                .y(Axis.linear("cumulative |w|").from(0))
                .top(Axis.linear("remaining weights (%)").ticks(Tick.percentOfRemaining(remaining)));
        final List<List<InputRelevance>> levels = IntStream.rangeClosed(0, experiment.levels())
                .mapToObj(level -> relevanceAt(report, level))
                .toList();
        final double[] x = IntStream.range(0, levels.size()).asDoubleStream().toArray();
        final List<String> names = experiment.observations().names();
        for (int i = 0; i < names.size(); i++) {
            final int input = i;
            final double[][] weights = levels.stream()
                    .map(level -> level.stream()
                            .mapToDouble(
                                    relevance -> relevance.inputs().get(input).weight())
                            .toArray())
                    .toArray(double[][]::new);
            panel = panel.add(SeedLines.of(names.get(input), x, weights));
        }
        if (index == TicketPanel.SCALED) {
            panel = panel.verticalLine(
                    task.minimal().level(), String.format(Locale.ROOT, "retrained: %.1f %%", 100 * task.remaining()));
        }
        return panel;
    }

    /** Reads the tickets of a level. */
    private static List<InputRelevance> relevanceAt(TicketReport report, int level) {
        return report.experiment().seeds().stream()
                .map(seed -> report.findTicket(seed, level))
                .flatMap(Optional::stream)
                .map(Ticket::inputRelevance)
                .toList();
    }

    private static Panel learning(Task task) {
        final List<String> surviving = task.survivingInputs();
        final int all = task.denseOnAll().experiment().observations().size();
        // More than a few names are longer than the panel is wide.
        final String inputs = surviving.size() <= MOST_NAMES
                ? String.join(", ", surviving)
                : surviving.size() + " of " + all + " inputs";
        return DenseAgents.learning(task.name() + ": " + inputs, task.denseOnAll(), task.denseOnSurvivors());
    }
}
