// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * Hears of a run's progress, in the thread of the run. What it does has no influence on the result, but
 * it must not throw: an exception ends the run as failed.
 */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** Training goes on from a checkpoint; called at most once, before all else. These steps were used before a kill. */
    default void resumed(long steps) {}

    /** Training used further environment steps, at least one; called many times a second. */
    default void stepped(long steps) {}

    /**
     * An evaluation is due, and the agent says how well it learned until then; agents without a loss do not.
     *
     * @param step environment steps so far
     * @param loss what the agent minimises, the mean over its updates since the evaluation before, or since it went on after a kill
     */
    default void learned(long step, double loss) {}

    /** An evaluation is done. */
    default void evaluated(Evaluation evaluation) {}
}
