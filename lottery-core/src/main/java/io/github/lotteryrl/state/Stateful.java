// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.state;

/**
 * Something whose state can be kept and taken up again: after {@link #restore}, the same calls give the same bits as after
 * {@link #save}. Settings are no part of the state: it is restored into an object that was made with the same ones.
 */
public interface Stateful {

    /**
     * Writes the state.
     *
     * @throws java.io.UncheckedIOException if it could not be written
     */
    void save(StateWriter to);

    /**
     * Takes up a state as {@link #save} wrote it; whatever was here is gone. After an exception this object is of no use any
     * more.
     *
     * @throws CorruptStateException if it is not the state of such an object
     * @throws java.io.UncheckedIOException if it could not be read
     */
    void restore(StateReader from);
}
