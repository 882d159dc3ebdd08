// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** A trained agent's behaviour: one action for one observation, without randomness. Not thread-safe. */
public interface Policy {

    /**
     * Returns the action for an observation.
     *
     * @param observation not modified
     * @throws UnsupportedOperationException if actions are vectors
     */
    default int action(float[] observation) {
        throw new UnsupportedOperationException("actions are vectors here: call action(float[], float[])");
    }

    /**
     * Writes the action for an observation.
     *
     * @param observation not modified
     * @param action modified: a number per dimension of the action space
     * @throws UnsupportedOperationException if actions are numbered
     */
    default void action(float[] observation, float[] action) {
        throw new UnsupportedOperationException("actions are numbered here: call action(float[])");
    }
}
