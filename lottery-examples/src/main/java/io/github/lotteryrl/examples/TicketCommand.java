// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.RunnerFactory;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.search.TicketSearch;
import io.github.lotteryrl.stats.ReturnCurve;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches for tickets on one task. */
@Command(name = "ticket", description = "Searches for winning tickets on one task.", mixinStandardHelpOptions = true)
final class TicketCommand implements Callable<Integer> {

    /** Inputs are counted where there are more than these. */
    private static final int MOST_NAMES = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Mixin
    private TensorBoardOption tensorBoard = new TensorBoardOption();

    @Mixin
    private RunnerOption runner = new RunnerOption();

    @Option(
            names = "--seeds",
            defaultValue = "1",
            converter = Seeds.Converter.class,
            description = Seeds.USAGE + "; default ${DEFAULT-VALUE}.")
    private Seeds seeds = Seeds.count(1);

    @Option(
            names = "--fraction",
            defaultValue = "0.2",
            description = "Fraction of the weights pruned at each level; default ${DEFAULT-VALUE}.")
    private double fraction;

    @Option(names = "--levels", description = "How often to prune; default 20.")
    private Optional<Integer> levels = Optional.empty();

    @Option(
            names = "--sparsity",
            description = "Prunes until this fraction of the weights is gone, instead of --levels.")
    private Optional<Double> sparsity = Optional.empty();

    @Option(names = "--baselines", description = "Trains the conditions of the paper's table 1 too.")
    private boolean baselines;

    @Option(names = "--rewind", description = "Resets weights to what they were after this step of the dense run.")
    private Optional<Long> rewind = Optional.empty();

    @Option(names = "--out", defaultValue = "target/ticket", description = "Folder; default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Option(names = "--jobs", description = "Runs at once; default one for each core.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How often a run keeps what it needs to go on after a kill; default ${DEFAULT-VALUE}.")
    private int checkpointSeconds;

    @Override
    public Integer call() throws Exception {
        if (levels.isPresent() && sparsity.isPresent()) {
            throw new IllegalArgumentException("give --levels or --sparsity, not both");
        }
        final PruningSchedule schedule = sparsity.isPresent()
                ? PruningSchedule.geometricUntil(fraction, sparsity.get())
                : PruningSchedule.geometric(fraction, levels.orElse(20));
        Check.atLeast("checkpoint", checkpointSeconds, 0);
        final PrintWriter out = spec.commandLine().getOut();
        final EnvironmentFactory task = options.task();
        final NeuralAgent agent = options.agent(task);
        final RunnerFactory runners = runner.factory(jobs);
        final ExperimentListener watcher = tensorBoard.listener();
        final Path store = folder.resolve("store");
        final TicketReport report;
        try (StopNotice notice = new StopNotice(store, spec.commandLine().getErr());
                ConsoleProgress progress = new ConsoleProgress(out)) {
            final TicketSearch.Builder search = TicketSearch.builder()
                    .environment(task)
                    .agent(agent)
                    .init(options.init())
                    .schedule(schedule)
                    .baselines(baselines ? MaskBaseline.all() : List.of())
                    .seeds(seeds.values().stream().mapToLong(Long::longValue).toArray())
                    .store(store)
                    .checkpointInterval(Duration.ofSeconds(checkpointSeconds))
                    .runner(runners)
                    .listener(ExperimentListener.both(progress, watcher));
            rewind.ifPresent(search::rewindTo);
            final TicketSearch ready = search.build();
            OutputFolder.make(tickets());
            report = ready.run();
        }
        report.failures()
                .forEach(failure -> spec.commandLine()
                        .getErr()
                        .println("failed: " + (failure.experiment() == report.experiment() ? "" : "teacher, ")
                                + failure.key() + ": " + failure.reason()));
        print(report, out);
        writeTickets(report, out);
        return report.failures().isEmpty() ? 0 : Lottery.FAILED;
    }

    /** Prints a row for each level: mean fresh return of each condition, inputs left in the first seed's ticket. */
    private void print(TicketReport report, PrintWriter out) {
        final List<MaskBaseline> conditions = baselines ? MaskBaseline.all() : List.of(MaskBaseline.MASK_WEIGHTS);
        final List<double[]> means = conditions.stream()
                .map(report::freshCurve)
                .map(ReturnCurve::mean)
                .toList();
        out.println("level  remaining  "
                + conditions.stream()
                        .map(condition -> String.format(Locale.ROOT, "%19s", condition.identity()))
                        .collect(Collectors.joining())
                + "  inputs (seed " + seeds.values().get(0) + ")");
        final List<Double> remaining = report.curve(conditions.get(0)).remaining();
        for (int level = 0; level < remaining.size(); level++) {
            final int row = level;
            out.println(String.format(Locale.ROOT, "%5d  %8.2f %%  ", level, 100 * remaining.get(level))
                    + means.stream()
                            .map(mean -> String.format(Locale.ROOT, "%19.1f", mean[row]))
                            .collect(Collectors.joining())
                    + "  "
                    + report.findTicket(seeds.values().get(0), level)
                            .map(TicketCommand::inputs)
                            .orElse("-"));
        }
        report.teacher()
                .ifPresent(teacher -> out.println(String.format(
                        Locale.ROOT,
                        "teacher              %19.1f",
                        teacher.freshCurve(MaskBaseline.MASK_WEIGHTS).mean()[0])));
    }

    private static String inputs(Ticket ticket) {
        final int all = ticket.observations().size();
        final List<String> names = ticket.survivingInputs();
        return all > MOST_NAMES ? names.size() + " of " + all : String.join(", ", names);
    }

    private void writeTickets(TicketReport report, PrintWriter out) throws IOException {
        final TicketFolder tickets = TicketFolder.open(tickets(), settings(report.experiment()), out);
        for (long seed : seeds.values()) {
            tickets.write(report, seed);
        }
        out.println("wrote " + tickets());
    }

    private List<String> settings(Experiment search) {
        return List.of(
                "environment: " + search.environment().identity(),
                "agent: " + search.agent().identity(),
                "init: " + search.pruning().init().identity(),
                "pruned at each level: " + Decimal.format(fraction),
                "rewind: " + rewind.map(String::valueOf).orElse("none"));
    }

    private Path tickets() {
        return folder.resolve("tickets");
    }
}
