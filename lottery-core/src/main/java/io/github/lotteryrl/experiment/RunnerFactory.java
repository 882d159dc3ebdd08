// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

/** Makes the runner of an experiment whose store somebody else opens. */
@FunctionalInterface
public interface RunnerFactory {

    /** Returns a runner that keeps results in {@code store} and tells {@code listener} of progress. */
    ExperimentRunner create(RunStore store, ExperimentListener listener);
}
