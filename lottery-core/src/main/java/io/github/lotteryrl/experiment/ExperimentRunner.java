// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.List;

/** Runs experiments, wherever that is. Equal experiments leave equal results in the store, whichever runner made them. */
public interface ExperimentRunner {

    /**
     * A run that has no result, and why.
     *
     * @param experiment that it belongs to
     * @param key of the run
     * @param reason in one line
     */
    record Failure(Experiment experiment, RunKey key, String reason) {}

    /**
     * Runs everything that is missing in the store.
     *
     * @return the runs that failed; what follows from them was left out
     * @throws InterruptedException if the thread was interrupted; finished runs are in the store, and what the others need to go on
     */
    List<Failure> run(List<Experiment> experiments) throws InterruptedException;
}
