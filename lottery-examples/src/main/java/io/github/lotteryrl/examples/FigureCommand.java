// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import com.google.common.base.Joiner;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.curves.CurveFigures;
import io.github.lotteryrl.examples.figure1.Figure1;
import io.github.lotteryrl.examples.figure5.Figure5;
import io.github.lotteryrl.examples.figure6.Figure6;
import io.github.lotteryrl.examples.figure7.Figure7;
import io.github.lotteryrl.examples.figure8.Figure8;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.RunnerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a figure of the paper. */
@Command(name = "figure", description = "Makes a figure of the paper.", mixinStandardHelpOptions = true)
final class FigureCommand implements Callable<Integer> {

    private static final SortedSet<Integer> KNOWN = known();
    private static final Path SHARED_STORE = Path.of("target", "figure-store");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "N",
            description = "The figures' numbers. Runs that several of them need are made once.")
    private List<Integer> numbers = List.of();

    @Option(
            names = "--preset",
            defaultValue = "quick",
            description = "smoke, quick or paper; default ${DEFAULT-VALUE}.")
    private Preset preset = Preset.QUICK;

    @Option(
            names = "--seeds",
            converter = Seeds.Converter.class,
            description = "Instead of the preset's: " + Seeds.USAGE)
    private Optional<Seeds> seeds = Optional.empty();

    @Option(names = "--levels", description = "How often to prune, instead of the preset's.")
    private Optional<Integer> levels = Optional.empty();

    @Option(
            names = "--steps-scale",
            defaultValue = "1",
            description = "By which the preset's steps are multiplied; default ${DEFAULT-VALUE}.")
    private double stepsScale;

    @Option(
            names = "--band",
            defaultValue = "sd",
            description =
                    "sd: mean and standard deviation over seeds, as in the paper; ci95: interquartile mean and its"
                            + " 95 %% bootstrap interval. Default ${DEFAULT-VALUE}.")
    private Band band = Band.SD;

    @Option(
            names = "--tasks",
            paramLabel = "TASK",
            split = ",",
            description = "Only the panels of these tasks, as in Cart-Pole,Acrobot.")
    private List<String> tasks = List.of();

    @Mixin
    private InitOption init = new InitOption();

    @Option(
            names = "--input-scale",
            description =
                    "Factor of the input layer's initial weights; default 1. In figure 8, which has Kaiming's with it"
                            + " and without, 0.1.")
    private Optional<Double> inputScale = Optional.empty();

    @Option(
            names = "--mnist",
            paramLabel = "FOLDER",
            description = "For figure 1. Where MNIST's four files are; without, digits that are drawn here.")
    private Optional<Path> mnist = Optional.empty();

    @Option(
            names = "--out",
            description = "Folder for the figure, of several for a folder of each; default target/figure-N.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--store",
            description = "Folder for results; default 'store' below --out, without it target/figure-store.")
    private Optional<Path> store = Optional.empty();

    @Option(names = "--jobs", description = "Runs at once; default one for each core. Never changes a result.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--resume",
            description = "Says that an earlier call was cut off. Results in the store are used in any case;"
                    + " this warns if there are none.")
    private boolean resume;

    @Mixin
    private RunnerOption runner = new RunnerOption();

    @Mixin
    private TensorBoardOption tensorBoard = new TensorBoardOption();

    @Override
    public Integer call() throws Exception {
        numbers.forEach(number -> Check.that(
                KNOWN.contains(number),
                "figure %d unknown; known: %s",
                number,
                Joiner.on(", ").join(KNOWN)));
        final RunnerFactory runners = runner.factory(jobs);
        levels.ifPresent(count -> Check.in("levels", count, 0, 100));
        Check.positive("steps-scale", stepsScale);
        final InitScheme scheme = init.scheme(inputScale.orElse(1.0));
        Check.that(
                init.isDefault() || !numbers.contains(8),
                "figure 8 compares initialisations: it has no init of its own");
        final Path results =
                store.orElse(folder.map(path -> path.resolve("store")).orElse(SHARED_STORE));
        if (resume && !Files.isDirectory(results)) {
            spec.commandLine()
                    .getErr()
                    .println("lottery: nothing to resume in " + results + ", starting from the beginning");
        }
        final ExperimentListener watcher = tensorBoard.listener();
        boolean whole = true;
        try (StopNotice notice = new StopNotice(results, spec.commandLine().getErr())) {
            for (int number : numbers) {
                final FigureRequest request = new FigureRequest(
                        preset,
                        seeds,
                        levels.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        stepsScale,
                        band,
                        tasks,
                        scheme,
                        inputScale.orElse(FigureRequest.PAPER_INPUT_SCALE),
                        mnist,
                        folder(number),
                        results,
                        runners,
                        spec.commandLine().getOut(),
                        watcher);
                whole &= make(number, request);
            }
        }
        return whole ? 0 : Lottery.FAILED;
    }

    private static SortedSet<Integer> known() {
        final SortedSet<Integer> known = new TreeSet<>(CurveFigures.numbers());
        known.addAll(List.of(1, 5, 6, 7, 8));
        return known;
    }

    private static boolean make(int number, FigureRequest request) throws IOException, InterruptedException {
        return switch (number) {
            case 1 -> Figure1.make(request);
            case 5 -> Figure5.make(request);
            case 6 -> Figure6.make(request);
            case 7 -> Figure7.make(request);
            case 8 -> Figure8.make(request);
            default -> CurveFigures.make(number, request);
        };
    }

    private Path folder(int number) {
        final String name = "figure-" + number;
        return folder.map(path -> numbers.size() == 1 ? path : path.resolve(name))
                .orElse(Path.of("target", name));
    }
}
