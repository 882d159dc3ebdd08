// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.TrainingCheckpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the results of runs, found by the hash of what determines them. Thread-safe. */
public interface RunStore {

    /** Returns a store that lives as long as the process. */
    static RunStore inMemory() {
        final Map<String, RunRecord> records = new ConcurrentHashMap<>();
        return new RunStore() {
            @Override
            public Optional<RunRecord> find(RunKey key) {
                return Optional.ofNullable(records.get(key.identity()));
            }

            @Override
            public boolean contains(RunKey key) {
                return records.containsKey(key.identity());
            }

            @Override
            public void put(RunKey key, RunRecord run, Duration wallTime) {
                records.put(key.identity(), run);
            }
        };
    }

    /** Returns the result of a run, if it is here and whole. */
    Optional<RunRecord> find(RunKey key);

    /** Returns whether there is a result. Whether it is whole is seen when it is read: {@link #find} has the last word. */
    default boolean contains(RunKey key) {
        return find(key).isPresent();
    }

    /** Returns how long the run of a result took, if that is known. */
    default Optional<Duration> wallTime(RunKey key) {
        return Optional.empty();
    }

    /**
     * Keeps a result for good before it returns.
     *
     * @param wallTime how long the run took, for its provenance; of one that went on after a kill, with an estimate of the time before
     * @throws java.io.UncheckedIOException if it could not be written
     */
    void put(RunKey key, RunRecord run, Duration wallTime);

    /**
     * Returns where an unfinished run keeps what it needs to go on after a kill; {@link #put} clears it. A store that dies with
     * the process keeps nothing.
     */
    default TrainingCheckpoint checkpoint(RunKey key) {
        return TrainingCheckpoint.NONE;
    }
}
