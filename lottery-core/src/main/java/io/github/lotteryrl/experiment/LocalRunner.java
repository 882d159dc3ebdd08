// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;

/**
 * Runs experiments on the cores of this machine, one run on each. The number of jobs never changes a result. Before a sweep of
 * which nothing is known, it trains for a moment to foretell how long it will take ({@link Forecast}).
 */
public final class LocalRunner implements ExperimentRunner {

    private final Sweep sweep;

    /**
     * Makes a runner.
     *
     * @param jobs how many runs go at once, at least 1
     */
    public LocalRunner(RunStore store, int jobs, ExperimentListener listener) {
        Check.atLeast("jobs", jobs, 1);
        sweep = new Sweep(store, () -> jobs, listener, RunTask::train, true, System::nanoTime);
    }

    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        return sweep.run(experiments);
    }
}
