// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.examples.learning.Effort;
import io.github.lotteryrl.examples.learning.Learning;
import io.github.lotteryrl.examples.learning.LearningRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains each learner on its tasks, and sets the returns beside the published ones. */
@Command(
        name = "learning",
        description = "Trains each learner on its tasks, and sets the returns beside the published ones.",
        mixinStandardHelpOptions = true)
final class LearningCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--preset", defaultValue = "quick", description = "smoke, quick or full; default ${DEFAULT-VALUE}.")
    private Effort effort = Effort.QUICK;

    @Option(
            names = "--rows",
            paramLabel = "NAME",
            split = ",",
            description = "Only these rows of the table, as in cartpole-ppo,breakout-dqn; default all.")
    private List<String> rows = List.of();

    @Option(
            names = "--seeds",
            converter = Seeds.Converter.class,
            description = "Instead of the preset's: " + Seeds.USAGE)
    private Optional<Seeds> seeds = Optional.empty();

    @Option(
            names = "--steps-scale",
            defaultValue = "1",
            description = "By which the preset's steps are multiplied; default ${DEFAULT-VALUE}.")
    private double stepsScale;

    @Option(names = "--mnist", paramLabel = "FOLDER", description = "Where MNIST's four files are; adds its row.")
    private Optional<Path> mnist = Optional.empty();

    @Option(
            names = "--out",
            defaultValue = "target/learning",
            description = "Folder for the table and, in 'store', the results; what is there is not trained again."
                    + " Default ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Option(names = "--jobs", description = "Runs at once; default one for each core. Never changes a result.")
    private Optional<Integer> jobs = Optional.empty();

    @Mixin
    private TensorBoardOption tensorBoard = new TensorBoardOption();

    @Mixin
    private RunnerOption runner = new RunnerOption();

    @Override
    public Integer call() throws Exception {
        final LearningRequest request = new LearningRequest(
                effort,
                rows,
                seeds,
                stepsScale,
                mnist,
                folder,
                runner.factory(jobs),
                runner.place(jobs),
                spec.commandLine().getOut(),
                tensorBoard.listener());
        try (StopNotice notice =
                new StopNotice(folder.resolve("store"), spec.commandLine().getErr())) {
            return Learning.make(request) ? 0 : Lottery.FAILED;
        }
    }
}
