// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.OptionalLong;

/**
 * What an {@link Agent} is asked to train.
 *
 * @param environment makes the environments to act in and to be evaluated on
 * @param start mask and weights to start from
 * @param seed of the run; every stream of random numbers derives from it
 * @param firstStep the step that training goes on from: 0, or the step that the weights were rewound to. Schedules start
 *     there, optimiser and memory start fresh
 * @param snapshotStep the step after which the weights are to be kept for late rewinding, if any. A learner that goes on in
 *     iterations rounds both steps up to the end of one
 * @param listener hears of progress
 */
public record TrainingTask(
        EnvironmentFactory environment,
        TicketStart start,
        Seed seed,
        long firstStep,
        OptionalLong snapshotStep,
        TrainingListener listener) {

    /** Checks the bounds. */
    public TrainingTask {
        Check.atLeast("firstStep", firstStep, 0);
        snapshotStep.ifPresent(step -> Check.atLeast("snapshotStep", step, 0));
    }

    /** Returns the task to train from the first step on, with no snapshot and nobody listening. */
    public static TrainingTask of(EnvironmentFactory environment, TicketStart start, Seed seed) {
        return new TrainingTask(environment, start, seed, 0, OptionalLong.empty(), TrainingListener.SILENT);
    }

    /** Returns this task with another listener. */
    public TrainingTask withListener(TrainingListener other) {
        return new TrainingTask(environment, start, seed, firstStep, snapshotStep, other);
    }

    /** Returns this task, going on from a step instead of the beginning. */
    public TrainingTask startingAt(long step) {
        return new TrainingTask(environment, start, seed, step, snapshotStep, listener);
    }

    /** Returns this task, keeping the weights after a step. */
    public TrainingTask keepingSnapshotAt(long step) {
        return new TrainingTask(environment, start, seed, firstStep, OptionalLong.of(step), listener);
    }
}
