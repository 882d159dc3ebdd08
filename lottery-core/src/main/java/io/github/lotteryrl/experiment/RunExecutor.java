// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;

/** Trains single runs, here or on another machine. Called from several threads at once. */
@FunctionalInterface
public interface RunExecutor {

    /**
     * Trains a run to its end: {@link RunTask#train}, wherever it is called.
     *
     * @param checkpoint where this machine keeps what the run needs to go on after a kill; may be left alone
     * @param listener to be told of progress, as far as it is known here
     * @throws RuntimeException if the run has no result and may have one when it is tried again
     * @throws InterruptedException if the thread was interrupted
     */
    RunRecord execute(RunTask task, TrainingCheckpoint checkpoint, TrainingListener listener)
            throws InterruptedException;
}
