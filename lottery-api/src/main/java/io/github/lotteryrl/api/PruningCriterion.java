// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** Chooses which weights go. Implementations are immutable and thread-safe. */
public interface PruningCriterion extends Identified {

    /** The smallest magnitudes over all prunable layers together go; ties by number, the lower one first (the paper). */
    static PruningCriterion globalMagnitude() {
        return MagnitudeCriterion.GLOBAL;
    }

    /** The smallest magnitudes of each layer go; every layer keeps the same fraction of what it has, as near as can be. */
    static PruningCriterion layerMagnitude() {
        return MagnitudeCriterion.LAYER;
    }

    /**
     * Returns the next level's mask: a part of {@code mask} with {@code survivors} entries.
     *
     * @param trained the weights to rank, those of the best checkpoint
     * @param mask what survived so far
     * @param survivors in [0, mask.survivors()]
     */
    Mask prune(Parameters trained, Mask mask, int survivors);
}
