// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * A learner with its settings: it says which weights it has, trains them on a task, and turns them into a policy. This is the
 * interface to implement for a learner of your own; pruning, baselines, store and analysis need nothing else.
 *
 * <p>Implementations are immutable and thread-safe: one agent trains many runs at the same time, each in its own thread.
 */
public interface Agent extends Identified {

    /** Returns the tensors of an agent for such a task, and which of them are pruned. */
    ParameterLayout layout(ObservationSpace observations, ActionSpace actions);

    /** Returns how many environment steps a run takes. */
    long steps();

    /**
     * Trains from {@code task.start()} until the step budget is used up. Equal tasks give equal results to the bit, as far
     * as the environment does.
     *
     * <p>Weights that the mask prunes stay zero. The best checkpoint is the one of the highest mean return over the
     * evaluation episodes, the later one of equals (the paper, section 2).
     *
     * @throws DivergedException if a loss or a weight is no finite number any more
     * @throws InterruptedException if the thread was interrupted; what the run needs to go on is in the checkpoint, if there is one
     */
    TrainingResult train(TrainingTask task) throws InterruptedException;

    /** Returns the policy that these parameters stand for: the likeliest action, whether or not evaluations sample. */
    Policy policy(Parameters parameters, ObservationSpace observations, ActionSpace actions);
}
