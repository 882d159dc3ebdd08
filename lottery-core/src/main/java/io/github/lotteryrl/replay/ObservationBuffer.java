// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/**
 * Room for a fixed number of observations, by position. Binary ones take a bit per dimension, a thirty-second of what others
 * take. Allocates at construction only. Not thread-safe.
 *
 * <pre>{@code
 * ObservationBuffer buffer = ObservationBuffer.of(environment.observationSpace(), 100_000);
 * buffer.put(0, environment);
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

    /** Keeps what an environment shows: bits as bits, without numbers in between. */
    void put(int position, Environment from);

    /** Keeps what the environment of a number shows: bits as bits, without numbers in between. */
    void put(int position, VectorEnvironment from, int index);

    /**
     * Keeps the observation with which the environment of a number ended its episode in the last step.
     *
     * @throws IllegalStateException if it did not
     */
    void putFinal(int position, VectorEnvironment from, int index);

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

    /** Writes the first {@code count} observations. */
    void save(StateWriter to, int count);

    /**
     * Takes up the first {@code count} observations of another buffer; the others stay as they are.
     *
     * @throws io.github.lotteryrl.state.CorruptStateException if they are not observations of this kind
     */
    void restore(StateReader from, int count);
}
