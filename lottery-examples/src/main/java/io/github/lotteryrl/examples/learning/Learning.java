// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.ConsoleProgress;
import io.github.lotteryrl.examples.OutputFolder;
import io.github.lotteryrl.examples.Seeds;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.MissingFontsException;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Do the learners learn? Trains each on its tasks, and writes a table of returns beside the published ones, and the learning
 * curves.
 *
 * <pre>
 * mvn -q -P learning,-checks verify
 * java -jar lottery-examples/target/lottery.jar learning --preset smoke
 * </pre>
 */
public final class Learning {

    private static final String CURVES = "curves";

    private final LearningRequest request;
    private final Path folder;
    private final FolderStore store;

    private Learning(LearningRequest request) {
        this.request = request;
        this.folder = request.folder().resolve("store");
        this.store = FolderStore.open(folder);
    }

    /**
     * Trains what the store inside the folder does not hold yet, and writes the table.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if a setting cannot be used or the folder cannot be written, before anything is run
     */
    public static boolean make(LearningRequest request) throws IOException, InterruptedException {
        final List<LearningRow> rows = chosen(request);
        final List<Experiment> experiments =
                rows.stream().map(row -> experiment(row, request)).toList();
        OutputFolder.make(request.folder());
        return new Learning(request).make(rows, experiments);
    }

    private static List<LearningRow> chosen(LearningRequest request) {
        final List<LearningRow> all = LearningRows.all(request.mnist());
        final String known = all.stream().map(LearningRow::name).collect(Collectors.joining(", "));
        for (String name : request.rows()) {
            Check.that(
                    all.stream().anyMatch(row -> row.name().equals(name)),
                    "row '%s' unknown; known: %s%s",
                    name,
                    known,
                    request.mnist().isPresent() ? "" : ", and with --mnist mnist-classifier");
        }
        return all.stream()
                .filter(row -> request.rows().isEmpty() || request.rows().contains(row.name()))
                .toList();
    }

    private static Experiment experiment(LearningRow row, LearningRequest request) {
        final Seeds seeds = request.seeds().orElseGet(() -> row.seeds(request.effort()));
        return row.experiment(new Budget(request.effort(), request.stepsScale()), seeds);
    }

    private boolean make(List<LearningRow> rows, List<Experiment> experiments)
            throws IOException, InterruptedException {
        final List<Failure> failures;
        try (ConsoleProgress progress = new ConsoleProgress(request.out())) {
            final ExperimentListener listener = ExperimentListener.both(progress, request.watcher());
            failures = request.runner().create(store, listener).run(experiments);
        }
        final List<LearningResult> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(result(rows.get(i), experiments.get(i)));
        }
        LearningTables.write(request, results);
        report(failures, results, draw(results));
        return failures.isEmpty();
    }

    private LearningResult result(LearningRow row, Experiment experiment) throws IOException {
        final List<LearningRun> runs = new ArrayList<>();
        for (long seed : experiment.seeds()) {
            LearningRun.read(folder, store, experiment, seed).ifPresent(runs::add);
        }
        return new LearningResult(
                row, experiment.agent().steps(), experiment.seeds().size(), runs);
    }

    /** Draws the curves, and returns the names of the files. */
    private List<String> draw(List<LearningResult> results) throws IOException {
        final Optional<Figure> figure = LearningDrawing.of(results);
        if (figure.isEmpty()) {
            return List.of();
        }
        try {
            figure.get().write(request.folder(), CURVES);
            return List.of(CURVES + ".png", CURVES + ".svg");
        } catch (MissingFontsException e) {
            request.out().println(CURVES + ".png is missing: " + e.getMessage());
            return List.of(CURVES + ".svg");
        }
    }

    private void report(List<Failure> failures, List<LearningResult> results, List<String> drawn) {
        failures.forEach(failure -> request.out()
                .println("failed: " + failure.experiment().name() + ", " + failure.key() + ": " + failure.reason()));
        results.forEach(result -> request.out()
                .println(result.row().name() + ": fresh return " + LearningTables.text(result.freshReturn()) + ", "
                        + result.runs().size() + " seeds, " + result.steps() + " steps"));
        final List<String> files = new ArrayList<>(drawn);
        files.addAll(LearningTables.FILES);
        for (String file : files) {
            request.out()
                    .println(request.folder().resolve(file).toAbsolutePath().normalize());
        }
        request.out().flush();
    }
}
