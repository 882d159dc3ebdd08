// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.Lottery;
import io.github.lotteryrl.examples.learning.LearningResult.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table to read, and the numbers behind it: a row for each run, and for each evaluation. */
final class LearningTables {

    private static final String TABLE = "learning.md";
    private static final String RUNS = "learning.csv";
    private static final String CURVES = "curves.csv";

    static final List<String> FILES = List.of(TABLE, RUNS, CURVES);

    private static final String IN_TRAINING = "¹";

    private static final String HEADER = """
            | task | learner | seeds | steps | best evaluation | fresh return | solved | time per run | to compare with |
            |---|---|---:|---:|---:|---:|---:|---:|---|
            """;

    private static final String NOTES = """
            Mean ± standard deviation over seeds. *Best evaluation*: the highest of a run's evaluations, by which its weights were chosen,
            and therefore biased upward. *Fresh return*: of the same weights over fresh episodes; comparisons use it. *Solved*: seeds whose
            fresh return is at least so high. *Time*: with other runs beside it; of a run that was cut off, the part before
            is an estimate from the part since.
            """;

    private static final String SHORTER_NOTE = """
            Where it says "here ... of them", fewer steps were trained than the published return took: such a row shows that the learner
            learns, and not how far it gets.
            """;

    private static final String IN_TRAINING_NOTE = """
            ¹ Read off a figure: the return of the training episodes, in which the agent still explores, with a network and settings of its
            own and all six actions. Ours is that of evaluations with 0.1 % random actions, and with the actions that do something in the
            game.
            """;

    private static final String TAUGHT_NOTE = """
            A student of cloning is compared with its own teacher, on the same number of fresh episodes: (student - teacher) / |teacher|.
            """;

    private static final String CLASSIFICATION_NOTE = """
            The return of digits is the share of right answers on the test set in per cent, and a step is a training example.
            """;

    private LearningTables() {}

    static void write(LearningRequest request, List<LearningResult> results) throws IOException {
        final Path folder = request.folder();
        Files.writeString(folder.resolve(TABLE), markdown(request, results));
        writeRuns(results, folder.resolve(RUNS));
        writeCurves(results, folder.resolve(CURVES));
    }

    static String markdown(LearningRequest request, List<LearningResult> results) {
        final StringBuilder text = new StringBuilder("# Learning\n\n" + setting(request) + "\n\n" + HEADER);
        results.forEach(result -> text.append(line(result)).append('\n'));
        text.append('\n').append(NOTES);
        addIf(results.stream().anyMatch(LearningTables::isShorter), SHORTER_NOTE, text);
        addIf(results.stream().anyMatch(LearningTables::isAgainstTraining), IN_TRAINING_NOTE, text);
        addIf(results.stream().anyMatch(LearningResult::isTaught), TAUGHT_NOTE, text);
        addIf(results.stream().anyMatch(result -> result.row().isClassification()), CLASSIFICATION_NOTE, text);
        return text.toString();
    }

    private static void addIf(boolean applies, String note, StringBuilder text) {
        if (applies) {
            text.append('\n').append(note);
        }
    }

    private static String setting(LearningRequest request) {
        return "Preset " + request.effort().name().toLowerCase(Locale.ROOT)
                + (request.stepsScale() == 1 ? "" : ", steps x " + Decimal.format(request.stepsScale()))
                + "; " + request.place() + ", Java "
                + Runtime.version().feature() + ", version "
                + Lottery.version() + ".";
    }

    static String line(LearningResult result) {
        final int ended = result.runs().size();
        return Stream.of(
                        result.row().task(),
                        result.row().learner(),
                        ended == result.seeds() ? String.valueOf(ended) : ended + " of " + result.seeds(),
                        whole(result.steps()),
                        text(result.bestReturn()),
                        text(result.freshReturn()),
                        solved(result),
                        time(result.seconds().mean()),
                        comparison(result))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String solved(LearningResult result) {
        if (result.row().solved().isEmpty()) {
            return "-";
        }
        final double enough = result.row().solved().getAsDouble();
        return result.reached(enough) + " of " + result.seeds() + " at " + Decimal.format(enough);
    }

    private static String comparison(LearningResult result) {
        final List<String> parts = new ArrayList<>();
        if (result.isTaught()) {
            parts.add(
                    "its teacher: " + text(result.teacherReturn()) + ", difference " + percent(result.aboveTeacher()));
        }
        for (Published published : result.row().published()) {
            parts.add(text(published, result.steps()));
        }
        if (result.row().published().isEmpty()) {
            parts.add("no published number");
        }
        return String.join("; ", parts);
    }

    private static String text(Published published, long steps) {
        final StringBuilder text = new StringBuilder(published.number());
        if (published.inTraining()) {
            text.append(' ').append(IN_TRAINING);
        }
        published.steps().ifPresent(theirs -> {
            text.append(" after ").append(whole(theirs)).append(" steps");
            if (steps < theirs) {
                final long percent = 100 * steps / theirs;
                text.append(", **here ")
                        .append(percent == 0 ? "under 1" : percent)
                        .append(" % of them**");
            }
        });
        return text.append(" (").append(published.by()).append(')').toString();
    }

    private static boolean isAgainstTraining(LearningResult result) {
        return result.row().published().stream().anyMatch(Published::inTraining);
    }

    private static boolean isShorter(LearningResult result) {
        return result.row().published().stream()
                .anyMatch(published -> result.steps() < published.steps().orElse(0));
    }

    /** Returns a number with its digits in groups of three, as in {@code 80 000}. */
    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    static String text(Spread spread) {
        return Double.isNaN(spread.mean())
                ? "-"
                : String.format(Locale.ROOT, "%.1f ± %.1f", spread.mean(), spread.deviation());
    }

    private static String percent(Spread spread) {
        return Double.isFinite(spread.mean())
                ? String.format(Locale.ROOT, "%+.1f %% ± %.1f %%", 100 * spread.mean(), 100 * spread.deviation())
                : "-";
    }

    private static String time(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 6_000
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    private static void writeRuns(List<LearningResult> results, Path file) throws IOException {
        try (Csv csv = new Csv(
                file, "task", "agent", "seed", "steps", "best_return", "fresh_return", "teacher_return", "seconds")) {
            for (LearningResult result : results) {
                for (LearningRun run : result.runs()) {
                    csv.row(
                            result.row().task(),
                            result.row().learner(),
                            run.seed(),
                            result.steps(),
                            run.bestReturn(),
                            run.freshReturn(),
                            run.teacherReturn().isPresent()
                                    ? run.teacherReturn().getAsDouble()
                                    : "",
                            run.seconds());
                }
            }
        }
    }

    private static void writeCurves(List<LearningResult> results, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "agent", "seed", "step", "return")) {
            for (LearningResult result : results) {
                for (LearningRun run : result.runs()) {
                    for (Evaluation point : run.evaluations()) {
                        csv.row(
                                result.row().task(),
                                result.row().learner(),
                                run.seed(),
                                point.step(),
                                point.meanReturn());
                    }
                }
            }
        }
    }
}
