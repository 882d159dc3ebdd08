// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Optional;
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
 * @param teacher the parameters that a {@link StudentAgent} learns from; no other agent has any
 * @param checkpoint where to keep what a run needs to go on after a kill; what is there already is gone on from
 * @param listener hears of progress
 */
public record TrainingTask(
        EnvironmentFactory environment,
        TicketStart start,
        Seed seed,
        long firstStep,
        OptionalLong snapshotStep,
        Optional<Parameters> teacher,
        TrainingCheckpoint checkpoint,
        TrainingListener listener) {

    /** Checks the bounds. */
    public TrainingTask {
        Check.atLeast("firstStep", firstStep, 0);
        snapshotStep.ifPresent(step -> Check.atLeast("snapshotStep", step, 0));
    }

    /** Returns the task to train from the first step on, with no teacher, snapshot and checkpoint, and nobody listening. */
    public static TrainingTask of(EnvironmentFactory environment, TicketStart start, Seed seed) {
        return new TrainingTask(
                environment,
                start,
                seed,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                TrainingCheckpoint.NONE,
                TrainingListener.SILENT);
    }

    /** Returns this task with another listener. */
    public TrainingTask withListener(TrainingListener other) {
        return new TrainingTask(environment, start, seed, firstStep, snapshotStep, teacher, checkpoint, other);
    }

    /** Returns this task, going on from a step instead of the beginning. */
    public TrainingTask startingAt(long step) {
        return new TrainingTask(environment, start, seed, step, snapshotStep, teacher, checkpoint, listener);
    }

    /** Returns this task, keeping the weights after a step. */
    public TrainingTask keepingSnapshotAt(long step) {
        return new TrainingTask(
                environment, start, seed, firstStep, OptionalLong.of(step), teacher, checkpoint, listener);
    }

    /** Returns this task with a teacher. */
    public TrainingTask taughtBy(Parameters other) {
        return new TrainingTask(
                environment, start, seed, firstStep, snapshotStep, Optional.of(other), checkpoint, listener);
    }

    /** Returns this task, able to go on after a kill. */
    public TrainingTask withCheckpoint(TrainingCheckpoint other) {
        return new TrainingTask(environment, start, seed, firstStep, snapshotStep, teacher, other, listener);
    }
}
