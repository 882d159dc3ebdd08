// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.RunnerFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a figure is asked for.
 *
 * @param preset how much effort to take
 * @param seeds instead of the preset's
 * @param levels instead of the preset's
 * @param stepsScale by which the preset's steps are multiplied, above 0
 * @param band what curves show
 * @param tasks whose panels are wanted, as the paper calls them; all if there are none
 * @param init how weights are drawn, but in figure 8, which compares ways
 * @param inputScale for figure 8, the factor of the input layer's weights, above 0
 * @param mnist for figure 1, where the files of MNIST are
 * @param folder where the figure goes
 * @param store where results are kept
 * @param runner makes what runs experiments
 * @param out for what a person should read
 * @param watcher hears of progress besides the console
 */
public record FigureRequest(
        Preset preset,
        Optional<Seeds> seeds,
        OptionalInt levels,
        double stepsScale,
        Band band,
        List<String> tasks,
        InitScheme init,
        double inputScale,
        Optional<Path> mnist,
        Path folder,
        Path store,
        RunnerFactory runner,
        PrintWriter out,
        ExperimentListener watcher) {

    /** The paper's, section 4.2. */
    static final double PAPER_INPUT_SCALE = 0.1;

    /** Copies. */
    public FigureRequest {
        tasks = List.copyOf(tasks);
    }

    /** Returns how many steps are to be made of those that a preset has, at least 1. */
    public long scaled(long presetSteps) {
        return Math.max(1, Math.round(presetSteps * stepsScale));
    }
}
