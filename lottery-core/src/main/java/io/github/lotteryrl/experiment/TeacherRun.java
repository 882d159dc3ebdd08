// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.experiment.Workload.Item;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The dense run that a ticket's student learns from. The ticket follows. */
final class TeacherRun extends PlannedRun {

    private final TicketRun student;

    /**
     * Plans a teacher's run.
     *
     * @param teacher its experiment
     * @param student the ticket at level 0, which begins with what this run learned
     */
    TeacherRun(Workload teacher, long seed, Supplier<LevelStart> start, TicketRun student) {
        super(teacher.ticket(seed, 0), start, Optional.empty());
        this.student = student;
    }

    @Override
    Optional<Workload> student() {
        return Optional.of(student.workload());
    }

    @Override
    List<PlannedRun> following(RunRecord.Completed dense) {
        return List.of(student.taughtBy(dense.result().best()));
    }

    @Override
    List<Item> blocked() {
        return student.blockedFrom(0);
    }
}
