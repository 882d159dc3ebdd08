// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.DivergedException;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.internal.Check;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that one run needs. Its result depends on this alone.
 *
 * @param key of the run
 * @param environment what to train in
 * @param agent that trains
 * @param start mask and weights before training
 * @param firstStep step of the schedules that training starts at
 * @param snapshotStep the step whose weights the result has to hold, for late rewinding
 * @param teacher weights of the agent that a student learns from
 */
public record RunTask(
        RunKey key,
        EnvironmentFactory environment,
        Agent agent,
        TicketStart start,
        long firstStep,
        OptionalLong snapshotStep,
        Optional<Parameters> teacher) {

    /**
     * Trains on the calling thread.
     *
     * @return the result, or that the run diverged
     * @throws RuntimeException what an environment or agent of somebody else throws
     * @throws InterruptedException if the thread was interrupted
     */
    public RunRecord train(TrainingCheckpoint checkpoint, TrainingListener listener) throws InterruptedException {
        TrainingTask task = TrainingTask.of(environment, start, key.runSeed())
                .startingAt(firstStep)
                .withCheckpoint(checkpoint)
                .withListener(listener);
        if (snapshotStep.isPresent()) {
            task = task.keepingSnapshotAt(snapshotStep.getAsLong());
        }
        if (teacher.isPresent()) {
            task = task.taughtBy(teacher.get());
        }
        try {
            final TrainingResult result = agent.train(task);
            Check.that(
                    snapshotStep.isEmpty() || result.snapshot().isPresent(),
                    "training kept no weights to rewind to at step %d",
                    snapshotStep.orElse(0));
            return new RunRecord.Completed(key.identity(), start, firstStep, result);
        } catch (DivergedException e) {
            return new RunRecord.Failed(key.identity(), String.valueOf(e.getMessage()));
        }
    }
}
