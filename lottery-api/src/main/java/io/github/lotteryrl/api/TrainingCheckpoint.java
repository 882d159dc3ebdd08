// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where one run keeps what it needs to go on after a kill. Used by the thread of the run. Whether and when a run is
 * interrupted has no influence on its result.
 */
public interface TrainingCheckpoint {

    /** Keeps nothing. */
    TrainingCheckpoint NONE = new TrainingCheckpoint() {
        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public void save(Content content) {}

        @Override
        public Optional<InputStream> open() {
            return Optional.empty();
        }
    };

    /** Writes what is to be kept. */
    interface Content {

        /** Writes to a stream, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Returns whether it is time to save; asked many times a second. */
    boolean isDue();

    /**
     * Keeps what {@code content} writes instead of what was kept before. Killed at any moment, one of the two is there, whole.
     *
     * <p>What cannot be written, as on a full disk, is no reason to end the run: nothing is thrown then, what was kept before
     * stays, and the next call tries again.
     */
    void save(Content content);

    /**
     * Returns what was saved last by a run of the same settings, if anything, whole; the caller closes it.
     *
     * @throws java.io.UncheckedIOException if it could not be read
     */
    Optional<InputStream> open();
}
