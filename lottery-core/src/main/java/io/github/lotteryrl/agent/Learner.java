// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.state.Stateful;
import java.util.OptionalDouble;

/**
 * A training run in progress, moved on by {@link TrainingLoop}. Its state is kept between iterations, all of it: a run that is
 * killed and restored goes on as if nothing had been. Not thread-safe.
 */
public interface Learner extends Stateful, AutoCloseable {

    /** Returns the environment steps that were trained, counted from the beginning of the schedules. */
    long steps();

    /** Returns whether the budget is used up. */
    boolean isFinished();

    /**
     * Collects some experience and learns from it.
     *
     * @throws io.github.lotteryrl.api.DivergedException if a number is not finite any more
     */
    void iterate();

    /**
     * Returns the mean of the loss over the updates since this was asked last, and begins another mean; empty if there was none.
     * No part of the state: after a restore the mean begins anew. The learner's class says which loss it is.
     */
    default OptionalDouble takeLoss() {
        return OptionalDouble.empty();
    }

    /** Returns a copy of the current parameters. */
    Parameters parameters();

    /** Takes other parameters, for the fresh evaluation of the best checkpoint. */
    void load(Parameters parameters);

    /**
     * Returns the current policy, as it is evaluated.
     *
     * @param random for policies that are evaluated with sampled actions
     */
    Actor evaluationActor(RandomStream random);

    @Override
    void close();
}
