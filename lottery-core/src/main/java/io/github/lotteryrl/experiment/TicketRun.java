// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.base.Suppliers;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.experiment.Workload.Item;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A level of a ticket. This level's baselines can begin beside it, the next level follows. */
final class TicketRun extends PlannedRun {

    private final long seed;
    private final int level;
    private final Optional<Parameters> origin;

    /**
     * Plans the dense run, from which a ticket comes.
     *
     * @param start of the dense run
     */
    TicketRun(Workload workload, long seed, Supplier<LevelStart> start) {
        this(workload, seed, 0, start, Optional.empty(), Optional.empty());
    }

    /**
     * Plans a level.
     *
     * @param origin what survivors are reset to; not known before the dense run
     */
    private TicketRun(
            Workload workload,
            long seed,
            int level,
            Supplier<LevelStart> start,
            Optional<Parameters> origin,
            Optional<Parameters> teacher) {
        super(workload.ticket(seed, level), start, teacher);
        this.seed = seed;
        this.level = level;
        this.origin = origin;
    }

    /** Returns this run of a student that has its teacher. */
    TicketRun taughtBy(Parameters other) {
        return new TicketRun(workload(), seed, level, start(), origin, Optional.of(other));
    }

    @Override
    OptionalLong snapshotStep() {
        return level == 0 ? experiment().pruning().rewindStep() : OptionalLong.empty();
    }

    @Override
    List<PlannedRun> alongside() {
        final List<PlannedRun> baselines = new ArrayList<>();
        for (int i = 0; i < experiment().baselines(level).size(); i++) {
            baselines.add(new BaselineRun(workload(), seed, level, start(), i, teacher()));
        }
        return baselines;
    }

    @Override
    List<PlannedRun> following(RunRecord.Completed run) {
        if (level == experiment().levels()) {
            return List.of();
        }
        final Parameters resetTo = origin.orElseGet(() -> experiment().pruning().origin(run.start(), run.result()));
        final LevelStart here = new LevelStart(level, run.start(), run.firstStep());
        final Supplier<LevelStart> next =
                Suppliers.memoize(() -> experiment().pruning().next(here, run.result(), resetTo));
        return List.of(new TicketRun(workload(), seed, level + 1, next, Optional.of(resetTo), teacher()));
    }

    @Override
    List<Item> blocked() {
        return blockedFrom(level + 1);
    }

    /** Returns all runs of this ticket and its baselines from a level on. */
    List<Item> blockedFrom(int firstLevel) {
        return workload().from(seed, firstLevel);
    }
}
