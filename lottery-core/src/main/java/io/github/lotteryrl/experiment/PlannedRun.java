// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.experiment.Workload.Item;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A run of a sweep that can begin: what it starts from, and what can begin beside it, after it, or not at all without it. Does
 * nothing by itself: {@link RunPool} says when it is made, {@link RunMaker} how. Immutable and thread-safe.
 */
abstract sealed class PlannedRun permits TeacherRun, TicketRun, BaselineRun {

    private final Item item;
    private final RunKey key;
    private final Supplier<LevelStart> start;
    private final Optional<Parameters> teacher;

    /**
     * Plans a run.
     *
     * @param start pruned when it is needed: not for what the store holds
     * @param teacher what a student learns from
     */
    PlannedRun(Item item, Supplier<LevelStart> start, Optional<Parameters> teacher) {
        this.item = item;
        this.key = item.key();
        this.start = start;
        this.teacher = teacher;
    }

    /** Returns which run of which experiment it is. */
    final Item item() {
        return item;
    }

    final Workload workload() {
        return item.workload();
    }

    final Experiment experiment() {
        return item.experiment();
    }

    final RunKey key() {
        return key;
    }

    /** Returns what gives mask and weights before training, and prunes when it is first asked. */
    final Supplier<LevelStart> start() {
        return start;
    }

    /** Returns the weights of the agent that a student learns from. */
    final Optional<Parameters> teacher() {
        return teacher;
    }

    /** Returns the step whose weights the result has to hold, for late rewinding. */
    OptionalLong snapshotStep() {
        return OptionalLong.empty();
    }

    /** Returns the experiment that waits for this run, if that is another than its own. */
    Optional<Workload> student() {
        return Optional.empty();
    }

    /** Returns what can begin as soon as this run does. */
    List<PlannedRun> alongside() {
        return List.of();
    }

    /** Returns what can begin with the result of this run. */
    List<PlannedRun> following(RunRecord.Completed result) {
        return List.of();
    }

    /** Returns what cannot begin if this run has no result. */
    List<Item> blocked() {
        return List.of();
    }
}
