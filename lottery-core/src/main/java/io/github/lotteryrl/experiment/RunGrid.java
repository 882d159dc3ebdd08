// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.experiment.StepTimes.Kind;

/**
 * The runs of an experiment, numbered by seed, level and condition, and what those of a level have to do. Seeds are counted from 0
 * as the experiment lists them, so are conditions after the ticket's own, which is 0; a level that has no baselines leaves
 * numbers out. Immutable and thread-safe.
 */
final class RunGrid {

    private final Experiment experiment;
    private final Kind kind;
    private final int levels;
    private final int conditions;
    private final int prunable;

    RunGrid(Experiment experiment) {
        this.experiment = experiment;
        this.kind =
                new Kind(experiment.environment().identity(), experiment.agent().identity());
        this.levels = experiment.levels();
        this.conditions = 1 + experiment.baselines().size();
        this.prunable = experiment.layout().prunableSize();
    }

    Experiment experiment() {
        return experiment;
    }

    Kind kind() {
        return kind;
    }

    /** Returns how many seeds there are. */
    int seeds() {
        return experiment.seeds().size();
    }

    /** Returns the last level. */
    int levels() {
        return levels;
    }

    /** Returns how many conditions are run at a level, the ticket's among them. */
    int conditions(int level) {
        return 1 + experiment.baselines(level).size();
    }

    /** Returns the number of a run. */
    int index(int seed, int level, int condition) {
        return (seed * (levels + 1) + level) * conditions + condition;
    }

    /** Returns the number of a run of one of the experiment's seeds. */
    int indexOf(long seed, int level, int condition) {
        return index(experiment.seeds().indexOf(seed), level, condition);
    }

    int seed(int index) {
        return index / conditions / (levels + 1);
    }

    int level(int index) {
        return index / conditions % (levels + 1);
    }

    boolean isTicket(int index) {
        return index % conditions == 0;
    }

    RunKey key(int index) {
        final long seed = experiment.seeds().get(seed(index));
        return isTicket(index)
                ? experiment.ticketKey(seed, level(index))
                : experiment.key(experiment.baselines().get(index % conditions - 1), seed, level(index));
    }

    /** Returns the part of the weights that remain at a level, in [0, 1]. */
    double remaining(int level) {
        return prunable == 0 ? 1 : (double) experiment.pruning().schedule().survivors(level, prunable) / prunable;
    }

    /** Returns the steps of a run: after late rewinding there are fewer. */
    long steps(int level) {
        final long done = level == 0 ? 0 : experiment.pruning().rewindStep().orElse(0);
        return Math.max(1, experiment.agent().steps() - done);
    }
}
