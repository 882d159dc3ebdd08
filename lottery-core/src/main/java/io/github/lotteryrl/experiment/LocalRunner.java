// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.List;

/** Runs experiments on the cores of this machine, one run on each. The number of jobs never changes a result. */
public final class LocalRunner implements ExperimentRunner {

    private final Sweep sweep;

    /**
     * Makes a runner.
     *
     * @param jobs how many runs go at once, at least 1
     */
    public LocalRunner(RunStore store, int jobs, ExperimentListener listener) {
        sweep = new Sweep(store, jobs, listener, RunTask::train);
    }

    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        return sweep.run(experiments);
    }
}
