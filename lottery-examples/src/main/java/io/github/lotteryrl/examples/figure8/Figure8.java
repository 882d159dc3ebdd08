// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.ConsoleProgress;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.OutputFolder;
import io.github.lotteryrl.examples.plot.MissingFontsException;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The paper's figure 8: which input dimensions of Cart-Pole and Acrobot survive iterative magnitude pruning, for three ways of
 * drawing the first weights, and how dense agents do on the surviving dimensions alone.
 *
 * <p>Each seed's tickets are trained and pruned for Kaiming, Kaiming with the input layer scaled down, and Xavier. The inputs
 * that are enough are those that survive in most seeds at the sparsest level whose median fresh return is at least 95 % of the dense
 * agent's, with the scaled initialisation; on them alone, and on all inputs, dense agents are trained from such weights.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=8 verify
 * java -jar lottery-examples/target/lottery.jar figure 8 --preset smoke
 * </pre>
 */
public final class Figure8 {

    private static final double ENOUGH = 0.95;

    private final FigureRequest request;
    private final FolderStore store;
    private final List<Failure> failures = new ArrayList<>();

    private Figure8(FigureRequest request) {
        this.request = request;
        this.store = FolderStore.open(request.store());
    }

    /**
     * A task with what was found.
     *
     * @param name as the paper calls it
     * @param panels the upper panels, in their order
     * @param reports what was found for each of them
     * @param minimal the inputs that are enough
     * @param denseOnSurvivors dense agents that see the inputs that are enough
     */
    record Task(
            String name,
            List<TicketPanel> panels,
            List<TicketReport> reports,
            MinimalRepresentation minimal,
            TicketReport denseOnSurvivors) {

        /** Returns the report whose dense runs see all inputs. */
        TicketReport denseOnAll() {
            return reports.get(TicketPanel.SCALED);
        }

        List<String> survivingInputs() {
            return minimal.inputs().stream()
                    .map(denseOnAll().experiment().observations().names()::get)
                    .toList();
        }

        double remaining() {
            return reports.get(0).curve(MaskBaseline.MASK_WEIGHTS).remaining().get(minimal.level());
        }
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written, before anything is run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        return new Figure8(request).make();
    }

    private boolean make() throws IOException, InterruptedException {
        final long started = System.nanoTime();
        OutputFolder.make(request.folder());
        final List<List<TicketPanel>> panels = TicketPanel.of(request);
        run(panels.stream().flatMap(List::stream).map(TicketPanel::experiment).toList());
        if (panels.stream().anyMatch(this::lacksDense)) {
            reportFailures();
            return false;
        }

        final List<Task> tasks = new ArrayList<>();
        for (List<TicketPanel> row : panels) {
            tasks.add(analyse(row));
        }
        run(tasks.stream().map(task -> task.denseOnSurvivors().experiment()).toList());

        Figure8Tables.write(tasks, request.folder());
        final List<String> written = draw(tasks);
        Figure8Tables.writeSummary(request, tasks, failures.size(), System.nanoTime() - started);
        report(tasks, written);
        return failures.isEmpty();
    }

    private void run(List<Experiment> experiments) throws InterruptedException {
        try (ConsoleProgress progress = new ConsoleProgress(request.out())) {
            final ExperimentListener listener = ExperimentListener.both(progress, request.watcher());
            failures.addAll(new LocalRunner(store, request.jobs(), listener).run(experiments));
        }
    }

    /** Without one dense agent there is nothing to compare tickets with. */
    private boolean lacksDense(List<TicketPanel> row) {
        final Experiment scaled = row.get(TicketPanel.SCALED).experiment();
        final TicketReport report = new TicketReport(scaled, store, failures);
        return scaled.seeds().stream()
                .noneMatch(seed -> report.findTicket(seed, 0).isPresent());
    }

    private Task analyse(List<TicketPanel> row) {
        final List<TicketReport> reports = row.stream()
                .map(panel -> new TicketReport(panel.experiment(), store, failures))
                .toList();
        final MinimalRepresentation minimal = reports.get(TicketPanel.SCALED).minimalRepresentation(ENOUGH);
        final String task = row.get(0).task();
        final int[] inputs =
                minimal.inputs().stream().mapToInt(Integer::intValue).toArray();
        final Experiment survivors =
                row.get(TicketPanel.SCALED).experiment().denseOn(task + ", surviving inputs", inputs);
        return new Task(task, row, reports, minimal, new TicketReport(survivors, store, failures));
    }

    private List<String> draw(List<Task> tasks) throws IOException {
        final List<String> written = new ArrayList<>();
        Optional<String> missing = Optional.empty();
        try {
            Figure8Drawing.of(tasks).write(request.folder(), "figure8");
            written.add("figure8.png");
        } catch (MissingFontsException e) {
            missing = Optional.of(String.valueOf(e.getMessage()));
        }
        written.add("figure8.svg");
        written.addAll(Figure8Tables.FILES);
        missing.ifPresent(message -> request.out().println("figure8.png is missing: " + message));
        return written;
    }

    private void reportFailures() {
        failures.forEach(failure -> request.out()
                .println("failed: " + failure.experiment().name() + ", " + failure.key() + ": " + failure.reason()));
        request.out().flush();
    }

    private void report(List<Task> tasks, List<String> written) {
        reportFailures();
        for (Task task : tasks) {
            request.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s keeps %s: at %.1f %% of the weights (level %d, %s) return %.1f, dense %.1f",
                            task.name(),
                            String.join(", ", task.survivingInputs()),
                            100 * task.remaining(),
                            task.minimal().level(),
                            task.panels().get(TicketPanel.SCALED).init(),
                            task.minimal().medianReturn(),
                            task.minimal().denseReturn()));
        }
        for (String file : written) {
            request.out()
                    .println(request.folder().resolve(file).toAbsolutePath().normalize());
        }
        request.out().flush();
    }
}
