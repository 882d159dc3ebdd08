// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.kernel.Batch;

/** Chooses actions for several observations at once. Not thread-safe. */
public interface Actor {

    /**
     * Chooses an action for each column.
     *
     * @param observations a row per dimension, a column per observation; not modified
     * @param count how many columns
     * @param actions modified
     */
    void act(Batch observations, int count, Actions actions);
}
