// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Evaluation;

/**
 * Hears how experiments get on. Called from several threads at once. What it does has no influence on any result, but it must
 * not throw: an exception ends a run as failed, or all of them.
 */
public interface ExperimentListener {

    /** Hears nothing. */
    ExperimentListener SILENT = new ExperimentListener() {};

    /** How a run ended. */
    enum Outcome {
        /** Trained to its end. */
        COMPLETED,
        /** Its result was in the store already. */
        FOUND,
        /** Diverged, or threw an exception. */
        FAILED,
        /** Not started, because the run that it follows from has no result. */
        BLOCKED
    }

    /** An experiment is about to start. */
    default void planned(Experiment experiment, int runs) {}

    /**
     * All experiments of a call are planned, and their runs are about to start.
     *
     * @param forecast how long it will take; may be asked at any time, and knows more with every run
     */
    default void started(Forecast forecast) {}

    /** A run goes on from a checkpoint, and had used so many steps before a kill. */
    default void resumed(Experiment experiment, RunKey key, long steps) {}

    /** A run used further environment steps in training. */
    default void stepped(Experiment experiment, RunKey key, long steps) {}

    /**
     * A run is about to be evaluated, and its agent has a loss.
     *
     * @param step environment steps so far
     * @param loss mean over the updates since the evaluation before, or since the run went on after a kill
     */
    default void learned(Experiment experiment, RunKey key, long step, double loss) {}

    /** A run was evaluated. What it learned before a kill is not heard again when it goes on. */
    default void evaluated(Experiment experiment, RunKey key, Evaluation evaluation) {}

    /** A run came to its end. */
    default void finished(Experiment experiment, RunKey key, Outcome outcome) {}

    /** Returns a listener that tells two others what it hears, in this order. */
    static ExperimentListener both(ExperimentListener first, ExperimentListener second) {
        return new BothListeners(first, second);
    }
}
