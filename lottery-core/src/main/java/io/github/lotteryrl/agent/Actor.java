// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

/** Chooses actions for several observations at once. Not thread-safe. */
public interface Actor {

    /**
     * Chooses an action for each column.
     *
     * @param observations a row per dimension; not modified
     * @param count how many columns
     * @param actions modified
     */
    void act(float[][] observations, int count, Actions actions);
}
