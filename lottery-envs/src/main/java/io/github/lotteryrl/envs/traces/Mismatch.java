// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.traces;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a trace that differs from what the environment does. Immutable.
 *
 * @param line its number in the file, from 1
 * @param run the number of its run in the file, from 1
 * @param settings how the trace describes the run: {@code seed=3 kind=hold}
 * @param step how many steps of the run were taken, that of this line included; 0 at the run's start
 * @param differences what differs in it, at least one
 */
public record Mismatch(long line, long run, String settings, long step, List<Difference> differences) {

    private static final int MOST_TOLD = 5;

    /** Copies the list. */
    public Mismatch {
        differences = List.copyOf(differences);
    }

    /**
     * Something that differs.
     *
     * @param what its name
     * @param expected what the trace has
     * @param found what the environment gives
     */
    public record Difference(String what, String expected, String found) {
        @Override
        public String toString() {
            return what + " expected " + expected + ", found " + found;
        }
    }

    /** Returns the place and the first differences in one line. */
    @Override
    public String toString() {
        final String told =
                differences.stream().limit(MOST_TOLD).map(Difference::toString).collect(Collectors.joining("; "));
        final int more = differences.size() - MOST_TOLD;
        return "line " + line + ", run " + run + " (" + settings + "), step " + step + ": " + told
                + (more > 0 ? "; and " + more + " more" : "");
    }
}
