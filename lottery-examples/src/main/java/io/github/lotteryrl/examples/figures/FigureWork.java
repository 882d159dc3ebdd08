// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lotteryrl.examples.ConsoleProgress;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.Lottery;
import io.github.lotteryrl.examples.OutputFolder;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.MissingFontsException;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The work on one figure, from runs to files: runs what the store lacks, keeps account of what failed, writes pictures and the
 * summary, and says in the end what there is. Not thread-safe.
 */
public final class FigureWork {

    private static final String SUMMARY = "figure.json";

    private final int number;
    private final FigureRequest request;
    private final FolderStore store;
    private final long started = System.nanoTime();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    /**
     * Starts to work.
     *
     * @throws IllegalArgumentException if the folder or the store cannot be written
     */
    public FigureWork(int number, FigureRequest request) {
        this.number = number;
        this.request = request;
        OutputFolder.make(request.folder());
        this.store = FolderStore.open(request.store());
    }

    /** Runs what the store lacks. */
    public void run(List<Experiment> experiments) throws InterruptedException {
        try (ConsoleProgress progress = new ConsoleProgress(request.out())) {
            final ExperimentListener listener = ExperimentListener.both(progress, request.watcher());
            failures.addAll(request.runner().create(store, listener).run(experiments));
        }
    }

    /** Returns what was found. */
    public TicketReport report(Experiment experiment) {
        return new TicketReport(experiment, store, failures);
    }

    /** Prints a line for the person who waits. */
    public void say(String line) {
        request.out().println(line);
        request.out().flush();
    }

    /** Returns where a table is to be written, and names it in the end. */
    public Path table(String suffix) {
        final String name = "figure" + number + suffix + ".csv";
        files.add(name);
        return request.folder().resolve(name);
    }

    /** Writes the picture; without fonts only its SVG, and says so. */
    public void draw(Figure figure) throws IOException {
        final String name = "figure" + number;
        try {
            figure.write(request.folder(), name);
            files.add(0, name + ".png");
            files.add(1, name + ".svg");
        } catch (MissingFontsException e) {
            files.add(0, name + ".svg");
            say(name + ".png is missing: " + e.getMessage());
        }
    }

    /**
     * Writes the summary and names all files.
     *
     * @param fields what the figure adds to preset, versions and time
     * @return whether every run came to its end
     */
    public boolean finish(Map<String, Object> fields) throws IOException {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("figure", number);
        summary.put("preset", request.preset().name().toLowerCase(Locale.ROOT));
        summary.putAll(fields);
        summary.put("failedRuns", failures.size());
        summary.put("version", Lottery.version());
        summary.put("java", Runtime.version().toString());
        summary.put("seconds", Math.round((System.nanoTime() - started) * 1e-9));
        files.add(SUMMARY);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(request.folder().resolve(SUMMARY).toFile(), summary);
        sayFailures();
        files.forEach(file ->
                say(request.folder().resolve(file).toAbsolutePath().normalize().toString()));
        return failures.isEmpty();
    }

    /** Prints what failed, and why. */
    public void sayFailures() {
        failures.forEach(failure ->
                say("failed: " + failure.experiment().name() + ", " + failure.key() + ": " + failure.reason()));
    }
}
