// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.examples.figure8.Figure8;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "N", description = "The figure's number: 8.")
    private int number;

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
            names = "--input-scale",
            defaultValue = "0.1",
            description = "Factor of the input layer's initial weights; default ${DEFAULT-VALUE}.")
    private double inputScale;

    @Option(names = "--out", description = "Folder for the figure; default target/figure-N.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--store", description = "Folder for results; default 'store' below --out.")
    private Optional<Path> store = Optional.empty();

    @Option(names = "--jobs", description = "Runs at once; default one for each core. Never changes a result.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--resume",
            description = "Says that an earlier call was cut off. Results in the store are used in any case;"
                    + " this warns if there are none.")
    private boolean resume;

    @Mixin
    private TensorBoardOption tensorBoard = new TensorBoardOption();

    @Override
    public Integer call() throws Exception {
        Check.that(number == 8, "figure %d unknown; known: 8", number);
        final int parallel = jobs.orElse(Runtime.getRuntime().availableProcessors());
        Check.atLeast("jobs", parallel, 1);
        levels.ifPresent(count -> Check.in("levels", count, 0, 100));
        Check.positive("input-scale", inputScale);
        final Path target = folder.orElse(Path.of("target", "figure-" + number));
        final Path results = store.orElse(target.resolve("store"));
        if (resume && !Files.isDirectory(results)) {
            spec.commandLine()
                    .getErr()
                    .println("lottery: nothing to resume in " + results + ", starting from the beginning");
        }
        final FigureRequest request = new FigureRequest(
                preset,
                seeds,
                levels.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                inputScale,
                target,
                results,
                parallel,
                spec.commandLine().getOut(),
                tensorBoard.listener());
        try (StopNotice notice = new StopNotice(results, spec.commandLine().getErr())) {
            return Figure8.make(request) ? 0 : Lottery.FAILED;
        }
    }
}
