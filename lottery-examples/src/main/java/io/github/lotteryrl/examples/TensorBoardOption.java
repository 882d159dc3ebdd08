// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.TensorBoardListener;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands that train have in common: who else may watch. */
final class TensorBoardOption {

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Folder for event files, which TensorBoard shows while runs go on.")
    private Optional<Path> folder = Optional.empty();

    /**
     * Returns who hears of runs besides the console.
     *
     * @throws IllegalArgumentException if the folder cannot be written
     */
    ExperimentListener listener() {
        return folder.<ExperimentListener>map(TensorBoardListener::into).orElse(ExperimentListener.SILENT);
    }
}
