// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.hash.Hashing;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Seed;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Identifies a run by all that determines its result. Two runs of equal identity give the same bytes, so a result is found
 * again by the hash, whichever experiment asked for it first.
 *
 * @param condition the condition's identity, {@code dense} at level 0
 * @param seed of the experiment
 * @param level how often was pruned
 * @param identity all settings, one per line
 */
public record RunKey(String condition, long seed, int level, String identity) {

    /** Raised with every entry under "Results changed" in the changelog: older results are then not found any more. */
    static final int RESULTS_VERSION = 1;

    static final String DENSE = "dense";

    static RunKey of(Experiment experiment, MaskBaseline baseline, long seed, int level) {
        final String condition = level == 0 ? DENSE : baseline.identity();
        final int prunable = experiment.layout().prunableSize();
        // The counts up to this level, and not the schedule, decide: a longer search finds the runs of a shorter one.
        final String survivors = IntStream.rangeClosed(0, level)
                .mapToObj(k -> String.valueOf(experiment.pruning().schedule().survivors(k, prunable)))
                .collect(Collectors.joining(" "));
        final String rewind = experiment.pruning().rewindStep().isPresent()
                ? String.valueOf(experiment.pruning().rewindStep().getAsLong())
                : "none";
        final String identity = String.join(
                "\n",
                experiment.commonIdentity(),
                "survivors: " + survivors,
                "criterion: "
                        + (level == 0
                                ? "none"
                                : experiment.pruning().criterion().identity()),
                "rewind: " + rewind,
                "condition: " + condition,
                "seed: " + seed,
                "level: " + level);
        return new RunKey(condition, seed, level, identity);
    }

    /** Returns the lines that all runs of an experiment begin with. */
    static String commonIdentity(Experiment experiment) {
        return String.join(
                "\n",
                "results version: " + RESULTS_VERSION,
                "environment: " + experiment.environment().identity(),
                "agent: " + experiment.agent().identity(),
                "init: " + experiment.pruning().init().identity());
    }

    /** Returns SHA-256 of the identity, 64 hexadecimal digits. */
    public String hash() {
        return hash(identity);
    }

    static String hash(String identity) {
        return Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).toString();
    }

    /** Returns the seed that the run's streams derive from. */
    Seed runSeed() {
        return Seed.of(seed).derive(condition).derive("level", level);
    }

    /** Returns a short name for messages. */
    @Override
    public String toString() {
        return condition + " seed " + seed + " level " + level;
    }
}
