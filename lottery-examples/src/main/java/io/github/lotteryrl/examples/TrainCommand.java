// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import com.google.common.io.MoreFiles;
import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.search.TicketSearch;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains one dense agent: a first look at a task. */
@Command(name = "train", description = "Trains one dense agent.", mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Mixin
    private TensorBoardOption tensorBoard = new TensorBoardOption();

    @Option(names = "--seed", defaultValue = "0", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--save", paramLabel = "FILE", description = "Writes the agent as a ticket of level 0.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws Exception {
        final PrintWriter out = spec.commandLine().getOut();
        if (file.isPresent()) {
            // Before the work, so that none is lost for want of a place.
            Check.that(!Files.isDirectory(file.get()), "--save %s is a folder", file.get());
            MoreFiles.createParentDirectories(file.get());
        }
        final EnvironmentFactory task = options.task();
        final NeuralAgent agent = options.agent(task);
        final ExperimentListener watcher = tensorBoard.listener();
        final TicketReport report;
        try (ConsoleProgress progress = new ConsoleProgress(out)) {
            report = TicketSearch.builder()
                    .environment(task)
                    .agent(agent)
                    .init(options.init())
                    .schedule(PruningSchedule.listed())
                    .seeds(seed)
                    .parallelism(1)
                    .listener(ExperimentListener.both(progress, watcher))
                    .build()
                    .run();
        }
        if (!report.failures().isEmpty()) {
            final Failure failure = report.failures().get(0);
            spec.commandLine()
                    .getErr()
                    .println("lottery: " + (failure.experiment() == report.experiment() ? "" : "teacher: ")
                            + failure.reason());
            return Lottery.FAILED;
        }
        final TrainingResult result = result(report);
        out.println("     steps     return");
        result.evaluations()
                .forEach(point ->
                        out.println(String.format(Locale.ROOT, "%10d %10.1f", point.step(), point.meanReturn())));
        report.teacher().ifPresent(teacher -> out.println("teacher: " + summary(result(teacher))));
        out.println("best checkpoint: " + summary(result));
        if (file.isPresent()) {
            report.ticket(seed, 0).write(file.get());
            out.println("wrote " + file.get());
        }
        return 0;
    }

    private TrainingResult result(TicketReport report) {
        return report.run(MaskBaseline.MASK_WEIGHTS, seed, 0).orElseThrow().result();
    }

    private static String summary(TrainingResult result) {
        return String.format(
                Locale.ROOT,
                "step %d, return %.1f over %d fresh episodes",
                result.bestEvaluation().step(),
                result.freshReturn(),
                result.freshReturns().size());
    }
}
