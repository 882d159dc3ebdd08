// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;

/** Turns an actor's outputs into a distribution over actions. Not thread-safe. */
public interface ActionDistribution {

    /**
     * Draws an action for each column of the outputs.
     *
     * @param actions modified
     */
    void sample(Batch outputs, int count, RandomStream random, Actions actions);

    /**
     * Takes the likeliest action for each column of the outputs; of equals the first.
     *
     * @param actions modified
     */
    void greedy(Batch outputs, int count, Actions actions);
}
