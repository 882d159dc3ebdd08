// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the identity of a run says, as {@link io.github.lotteryrl.experiment.RunKey} writes it.
 *
 * @param settings what the runs of a search have in common
 * @param survivors weights that remain at each level up to this one's, level 0 first
 * @param condition the condition's identity, {@code dense} at level 0
 * @param seed of the search
 * @param level how often was pruned
 */
record RunId(Settings settings, List<Integer> survivors, String condition, long seed, int level) {

    // The agent's identity may be anyone's; all other lines are ours.
    private static final Pattern LINES = Pattern.compile(
            "results version: (.*)\nenvironment: (.*)\nagent: ((?s:.*))\ninit: (.*)\nsurvivors: ([0-9 ]+)\n"
                    + "criterion: (.*)\nrewind: (.*)\ncondition: (.*)\nseed: (-?\\d{1,19})\nlevel: (\\d{1,9})");

    /**
     * The settings that the runs of a search share.
     *
     * @param resultsVersion which runs can be compared at all
     * @param environment the task's identity
     * @param agent the agent's identity
     * @param init the initialisation's identity
     * @param criterion the pruning criterion's identity, {@code none} at level 0
     * @param rewind the step that weights are rewound to, {@code none} for the start
     */
    record Settings(
            String resultsVersion, String environment, String agent, String init, String criterion, String rewind) {

        static final String NO_CRITERION = "none";

        /** Returns these settings as a dense run has them, which does not know how it will be pruned. */
        Settings dense() {
            return new Settings(resultsVersion, environment, agent, init, NO_CRITERION, rewind);
        }

        boolean isDense() {
            return criterion.equals(NO_CRITERION);
        }
    }

    /** Copies. */
    RunId {
        survivors = List.copyOf(survivors);
    }

    /** Returns what an identity says; empty if it is of another form. */
    static Optional<RunId> parse(String identity) {
        final Matcher lines = LINES.matcher(identity);
        if (!lines.matches()) {
            return Optional.empty();
        }
        try {
            final RunId id = new RunId(
                    new Settings(
                            lines.group(1),
                            lines.group(2),
                            lines.group(3),
                            lines.group(4),
                            lines.group(6),
                            lines.group(7)),
                    Arrays.stream(lines.group(5).split(" "))
                            .map(Integer::valueOf)
                            .toList(),
                    lines.group(8),
                    Long.parseLong(lines.group(9)),
                    Integer.parseInt(lines.group(10)));
            return id.survivors().size() == id.level() + 1 ? Optional.of(id) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
