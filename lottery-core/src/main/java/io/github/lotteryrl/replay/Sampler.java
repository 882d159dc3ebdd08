// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/** Draws from those slots that were admitted, as a {@link Sampling} says. */
interface Sampler {

    static Sampler of(Sampling sampling, int capacity) {
        return sampling instanceof Sampling.Prioritised prioritised
                ? new PrioritisedSampler(capacity, prioritised.exponent())
                : new UniformSampler(capacity);
    }

    /** Returns how many slots are admitted. */
    int size();

    /** Returns whether a slot is admitted. */
    boolean has(int slot);

    /** Admits a slot that is not. */
    void admit(int slot);

    /** Takes back the admission of a slot, if it was admitted. */
    void retire(int slot);

    /**
     * Draws the first {@code count} slots of a sample and computes their importance weights. At least one slot is admitted.
     *
     * @param filled slots from there on were never admitted
     * @param beta exponent of the importance weights
     */
    void draw(Sample into, int count, int filled, double beta, RandomStream random);

    /** Takes note of the error of an admitted slot. */
    void update(int slot, double error);

    /** Writes the state of the first {@code filled} slots; the others were never admitted. */
    void save(StateWriter to, int filled);

    /** Takes up the state of the first {@code filled} slots; the others are not admitted then. */
    void restore(StateReader from, int filled);
}
