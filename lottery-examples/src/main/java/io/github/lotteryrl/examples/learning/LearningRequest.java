// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.examples.Seeds;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.RunnerFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a table of returns is asked for.
 *
 * @param effort how long and how often to train
 * @param rows the names of the rows; all if there are none
 * @param seeds instead of the preset's
 * @param stepsScale by which the preset's steps are multiplied, above 0
 * @param mnist where the files of MNIST are
 * @param folder where the table goes, and the store
 * @param runner makes who trains the runs
 * @param place where that is, for the table
 * @param out for what a person should read
 * @param watcher hears of progress besides the console
 */
public record LearningRequest(
        Effort effort,
        List<String> rows,
        Optional<Seeds> seeds,
        double stepsScale,
        Optional<Path> mnist,
        Path folder,
        RunnerFactory runner,
        String place,
        PrintWriter out,
        ExperimentListener watcher) {

    /** Copies. */
    public LearningRequest {
        rows = List.copyOf(rows);
    }
}
