// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.api.internal.Check;

/** What every learner does before its first step. */
public final class TrainingStart {

    private TrainingStart() {}

    /**
     * Opens the environments that a learner acts in.
     *
     * @param count how many
     * @param iteration steps of an iteration: runs start and end at multiples of it
     * @throws IllegalArgumentException if the task starts from weights of another network, or too late for one iteration
     */
    public static VectorEnvironment open(Agent agent, TrainingTask task, int count, long iteration) {
        final VectorEnvironment environments =
                VectorEnvironment.of(task.environment(), count, task.seed().derive("environments"));
        try {
            check(agent, task, environments.observationSpace(), environments.actionSpace(), iteration);
        } catch (IllegalArgumentException e) {
            environments.close();
            throw e;
        }
        return environments;
    }

    /**
     * Checks that a task can be trained from where it starts.
     *
     * @throws IllegalArgumentException as {@link #open} says
     */
    public static void check(
            Agent agent, TrainingTask task, ObservationSpace observations, ActionSpace actions, long iteration) {
        final long lastStart = (agent.steps() / iteration - 1) * iteration;
        Check.that(task.firstStep() <= lastStart, "firstStep %d not in [0, %d]", task.firstStep(), lastStart);
        final ParameterLayout start = task.start().mask().layout();
        final ParameterLayout needed = agent.layout(observations, actions);
        if (!start.equals(needed)) {
            throw new IllegalArgumentException("the start has " + start.prunableSize() + " prunable weights in " + start
                    + ", the agent " + needed.prunableSize() + " in " + needed);
        }
    }

    /** Returns the step of a task's first iteration: a snapshot is taken at the end of an iteration, so runs go on from one. */
    public static long step(TrainingTask task, long iteration) {
        return (task.firstStep() + iteration - 1) / iteration * iteration;
    }
}
