// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;

/**
 * Room for a fixed number of observations, by position. Binary ones take a bit per dimension, a thirty-second of what others
 * take. Allocates at construction only. Not thread-safe.
 *
 * <pre>{@code
 * ObservationBuffer buffer = ObservationBuffer.of(environment.observationSpace(), 100_000);
 * buffer.put(0, observation);
 * buffer.gather(positions, 0, 32, minibatch);   // column b of the minibatch is the observation at positions[b]
 * }</pre>
 */
public sealed interface ObservationBuffer permits RealBuffer, BinaryBuffer {

    /**
     * Returns an empty buffer; what was never put is zero.
     *
     * @param capacity how many observations, at least 1
     */
    static ObservationBuffer of(ObservationSpace space, int capacity) {
        Check.atLeast("capacity", capacity, 1);
        return space.isBinary() ? new BinaryBuffer(space.size(), capacity) : new RealBuffer(space.size(), capacity);
    }

    /**
     * Keeps an observation.
     *
     * @param observation not modified
     */
    void put(int position, float[] observation);

    /**
     * Keeps a column of a feature-major array.
     *
     * @param rows a row per dimension; not modified
     */
    void put(int position, float[][] rows, int column);

    /** Returns how many numbers an observation has. */
    int dimensions();

    /** Returns a number of an observation. */
    float get(int position, int dimension);

    /**
     * Writes observations as the columns of a batch, from column 0 on.
     *
     * @param positions which observations; {@code positions[from]} is the first
     * @param target a row per dimension; modified
     */
    void gather(int[] positions, int from, int count, Batch target);

    /**
     * Writes observations that stand one after the other as the columns of a batch, from column 0 on.
     *
     * @param position of the first
     * @param target a row per dimension; modified
     */
    void copy(int position, int count, Batch target);
}
