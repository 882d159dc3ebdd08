// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningSchedule;
import org.junit.jupiter.api.Test;

class TicketReportTest {

    private static final Ppo TEACHER = Ppo.builder()
            .hidden(8)
            .steps(256)
            .evaluation(new EvaluationPlan(1, 2, 4, 50, false))
            .build();

    private static TicketReport report(Agent agent) throws InterruptedException {
        return TicketSearch.builder()
                .environment(Tasks.BANDIT)
                .agent(agent)
                .schedule(PruningSchedule.geometric(0.2, 1))
                .seeds(0, 1)
                .parallelism(1)
                .build()
                .run();
    }

    @Test
    void aStudentsReportKnowsItsTeachers() throws InterruptedException {
        final PolicyCloning student = PolicyCloning.of(TEACHER).hidden(6).build();
        final TicketReport teachers = report(student).teacher().orElseThrow();
        assertThat(teachers.experiment().agent()).isEqualTo(TEACHER);
        final TicketReport alone = report(TEACHER);
        assertThat(alone.teacher()).isEmpty();
        for (long seed = 0; seed < 2; seed++) {
            assertThat(teachers.run(MaskBaseline.MASK_WEIGHTS, seed, 0))
                    .isPresent()
                    .isEqualTo(alone.run(MaskBaseline.MASK_WEIGHTS, seed, 0));
        }
    }

    @Test
    void failuresOfTeachersAreAmongTheStudents() throws InterruptedException {
        final Ppo diverging = TEACHER.toBuilder().learningRate(1e30).build();
        final TicketReport report = report(PolicyCloning.of(diverging).build());
        assertThat(report.failures()).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.experiment())
                    .isSameAs(report.experiment().teacher().orElseThrow());
            assertThat(failure.reason()).startsWith("diverged: ");
        });
    }
}
