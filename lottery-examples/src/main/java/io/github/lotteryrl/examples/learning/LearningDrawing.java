// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.examples.SeedLines;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Dash;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.Legend;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Rgb;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the learning curves: a panel for each task, a line for each learner, mean and standard deviation over seeds. */
final class LearningDrawing {

    private static final int COLUMNS = 3;

    private LearningDrawing() {}

    /** Returns the figure; empty if no run came to its end. */
    static Optional<Figure> of(List<LearningResult> results) {
        final List<String> names = results.stream()
                .map(result -> result.row().learner())
                .distinct()
                .toList();
        final Map<String, List<LearningResult>> tasks = results.stream()
                .filter(result -> !result.runs().isEmpty())
                .collect(Collectors.groupingBy(result -> result.row().task(), LinkedHashMap::new, Collectors.toList()));
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        final List<Panel> panels =
                tasks.values().stream().map(learners -> panel(learners, names)).toList();
        return Optional.of(Figure.grid(rows(panels)).legend(Legend.FIGURE));
    }

    /** Returns as few rows as do, with panels shared out evenly: each row is as wide as the figure. */
    private static Row[] rows(List<Panel> panels) {
        final int count = (panels.size() + COLUMNS - 1) / COLUMNS;
        return IntStream.range(0, count)
                .mapToObj(i -> panels.subList(i * panels.size() / count, (i + 1) * panels.size() / count))
                .map(row -> Row.of(row.toArray(Panel[]::new)))
                .toArray(Row[]::new);
    }

    private static Panel panel(List<LearningResult> learners, List<String> names) {
        final LearningRow first = learners.get(0).row();
        LinePanel panel = LinePanel.titled(first.task())
                .x(Axis.linear(first.isClassification() ? "examples" : "environment steps")
                        .from(0))
                .y(Axis.linear(first.isClassification() ? "right answers (%)" : "return"));
        for (LearningResult result : learners) {
            final String learner = result.row().learner();
            // The same colour in every panel.
            final Rgb color = Palette.CATEGORIES.get(names.indexOf(learner) % Palette.CATEGORIES.size());
            panel = panel.add(SeedLines.learning(learner, result.curves()).color(color));
        }
        final Optional<Published> highest = learners.stream()
                .flatMap(result -> result.row().published().stream())
                .max(Comparator.comparingDouble(Published::value));
        return highest.isPresent() ? panel.add(reference(highest.get(), learners)) : panel;
    }

    private static Series reference(Published published, List<LearningResult> learners) {
        final double end =
                learners.stream().mapToLong(LearningResult::steps).max().orElse(0);
        return Series.line(
                        published.isLearned() ? "highest published" : "scripted policy",
                        new double[] {0, end},
                        new double[] {published.value(), published.value()})
                .color(Palette.REFERENCE)
                .dash(published.isLearned() ? Dash.DASHED : Dash.DOTTED);
    }
}
