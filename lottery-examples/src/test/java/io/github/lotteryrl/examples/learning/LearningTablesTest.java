// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.Evaluation;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LearningTablesTest {

    private static final LearningRow ROW =
            LearningRow.of(Environments.find("CartPole-v1"), "PPO", budget -> Ppo.cartPole());

    private static LearningRun run(double best, double fresh, OptionalDouble teacher, double seconds) {
        return new LearningRun(0, List.of(new Evaluation(80_000, best, best)), best, fresh, teacher, seconds);
    }

    @Test
    void aLineSaysHowFarThePublishedStepsAre() {
        final LearningRow row = ROW.solvedAt(475)
                .against(Published.of(490, 6, 500_000, "A"))
                .against(Published.inTraining(500, 80_000, "B"))
                .against(Published.scripted(499.5, "C"));
        final List<LearningRun> runs =
                List.of(run(500, 480, OptionalDouble.empty(), 100), run(490, 470, OptionalDouble.empty(), 140));
        // Deviations: 10 / sqrt(2).
        assertThat(LearningTables.line(new LearningResult(row, 80_000, 3, runs)))
                .isEqualTo("| CartPole-v1 | PPO | 2 of 3 | 80 000 | 495.0 ± 7.1 | 475.0 ± 7.1 | 1 of 3 at 475 | 2 min"
                        + " | 490 ± 6 after 500 000 steps, **here 16 % of them** (A); 500 ¹ after 80 000 steps (B);"
                        + " 499.5 (C) |");
    }

    @Test
    void aStudentIsComparedWithItsOwnTeacher() {
        final List<LearningRun> runs =
                List.of(run(-90, -90, OptionalDouble.of(-100), 7), run(-90, -120, OptionalDouble.of(-100), 7));
        // 10 % above and 20 % below: mean -5 %, deviation 30 / sqrt(2) %.
        assertThat(LearningTables.line(new LearningResult(ROW, 10_000, 2, runs)))
                .isEqualTo("| CartPole-v1 | PPO | 2 | 10 000 | -90.0 ± 0.0 | -105.0 ± 21.2 | - | 7 s"
                        + " | its teacher: -100.0 ± 0.0, difference -5.0 % ± 21.2 %; no published number |");
    }

    @Test
    void whereNoRunCameToItsEndThereAreNoNumbers() {
        assertThat(LearningTables.line(new LearningResult(ROW, 10_000, 2, List.of())))
                .isEqualTo("| CartPole-v1 | PPO | 0 of 2 | 10 000 | - | - | - | - | no published number |");
    }
}
