// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.NoticePanel;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.TaskAverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a learner gets on several tasks, averaged over those that have a scale. */
final class LearnerReturns {

    private static final double FRAME_HEIGHT = 210;
    private static final double NOTICE_HEIGHT = 60;

    private final String title;
    private final List<TaskReturns> tasks;
    private final Band band;
    private final List<Average> averages;

    private LearnerReturns(String title, List<TaskReturns> tasks, Band band, List<Average> averages) {
        this.title = title;
        this.tasks = tasks;
        this.band = band;
        this.averages = averages;
    }

    static LearnerReturns of(String title, List<TaskReturns> tasks, Band band) {
        final List<TaskReturns> scaled =
                tasks.stream().filter(TaskReturns::isScaled).toList();
        final List<MaskBaseline> conditions = scaled.isEmpty()
                ? List.of()
                : scaled.get(0).study().experiment().conditions();
        return new LearnerReturns(
                title,
                tasks,
                band,
                conditions.stream()
                        .map(condition -> Average.of(condition, scaled, band))
                        .toList());
    }

    /** A condition's line, where it was run on every task. */
    private record Average(MaskBaseline condition, List<Double> remaining, Band.Line line) {

        static Average of(MaskBaseline condition, List<TaskReturns> tasks, Band band) {
            final TaskAverage average = TaskAverage.of(
                    tasks.stream().map(task -> task.curve(condition)).toList());
            return new Average(condition, average.remaining(), band.of(average));
        }

        Series series() {
            return Series.line(
                            condition.identity(),
                            each(level -> 100 * remaining.get(level)),
                            each(level -> line.middle()[level]))
                    .band(each(level -> line.low()[level]), each(level -> line.high()[level]))
                    .color(Curves.color(condition));
        }

        private double[] each(IntToDoubleFunction number) {
            return levels().mapToDouble(number).toArray();
        }

        private IntStream levels() {
            return IntStream.range(0, line.middle().length).filter(level -> !Double.isNaN(line.middle()[level]));
        }

        Map<String, Object> fields() {
            final List<Map<String, Object>> points = new ArrayList<>();
            levels().forEach(level -> {
                final Map<String, Object> point = new LinkedHashMap<>();
                point.put("level", level);
                point.put("remaining", Json.number(remaining.get(level)));
                point.put("normalised", Json.number(line.middle()[level]));
                point.put("low", Json.number(line.low()[level]));
                point.put("high", Json.number(line.high()[level]));
                points.add(point);
            });
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("condition", condition.identity());
            fields.put("levels", points);
            return fields;
        }
    }

    List<TaskReturns> tasks() {
        return tasks;
    }

    /** Returns which tasks are left out of the average, and why. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        for (TaskReturns task : tasks) {
            task.whyNoScale()
                    .ifPresent(why -> lines.add(title + ", average over tasks: without " + task.task() + ", " + why));
        }
        return lines;
    }

    /** Returns whether intervals from few seeds are shown. */
    boolean hasShortIntervals() {
        return band == Band.CI95
                && tasks.stream()
                        .filter(TaskReturns::isScaled)
                        .anyMatch(task -> task.study().experiment().seeds().size() <= Bootstrap.FEW_SEEDS);
    }

    Row row() {
        if (averages.isEmpty()) {
            final String reason =
                    tasks.isEmpty() ? "left out" : "no dense agents are clearly better than the random policy";
            return Row.titled(title, NoticePanel.of("", reason)).frameHeight(NOTICE_HEIGHT);
        }
        return Row.titled(title, panel()).frameHeight(FRAME_HEIGHT);
    }

    private Panel panel() {
        LinePanel panel = LinePanel.titled("Return of each task (random policy 0, dense agents 1), averaged over "
                        + names(true)
                        + (names(false).isEmpty() ? "" : "; without " + names(false)))
                .subtitle(meaning())
                .x(CurvesDrawing.PERCENT_LEFT)
                .y(Axis.linear("normalised return"))
                .horizontalLine(0, "")
                .horizontalLine(1, "");
        for (Average average : averages) {
            panel = panel.add(average.series());
        }
        return panel;
    }

    private String names(boolean scaled) {
        return tasks.stream()
                .filter(task -> task.isScaled() == scaled)
                .map(TaskReturns::task)
                .collect(Collectors.joining(", "));
    }

    private String meaning() {
        return switch (band) {
            case SD -> "mean over tasks and seeds; band: one standard deviation over the runs of all tasks and seeds";
            case CI95 ->
                "interquartile mean over the runs of all tasks and seeds; band: its 95 % bootstrap interval, seeds drawn"
                        + " within tasks";
        };
    }

    Map<String, Object> fields() {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("learner", title);
        fields.put("band", band.name().toLowerCase(Locale.ROOT));
        fields.put("shows", meaning());
        fields.put("tasks", tasks.stream().map(TaskReturns::fields).toList());
        fields.put("averages", averages.stream().map(Average::fields).toList());
        return fields;
    }
}
