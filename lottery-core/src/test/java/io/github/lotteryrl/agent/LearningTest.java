// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That learners with memories, pictures and teachers learn, and keep pruned weights at zero, on tasks of known optimum. */
class LearningTest {

    private static final EvaluationPlan EVALUATION = new EvaluationPlan(10, 10, 100, 100, false);

    private static final Dqn DQN = Dqn.builder()
            .hidden(32)
            .learningRate(2e-3)
            .batch(32)
            .replayRatio(8)
            .replaySize(5_000)
            .environments(4)
            .learningStarts(500)
            .exploration(1, 0.05, 5_000)
            .targetInterval(100)
            .steps(15_000)
            .evaluation(EVALUATION)
            .build();

    private static final Ppo PPO = Ppo.builder()
            .hidden(16)
            .learningRate(3e-3)
            .steps(20_000)
            .evaluation(EVALUATION)
            .build();

    /** The bandit's optimum is 10, and blind guessing earns 3.3; the ball is caught for 1, by standing still in one of five. */
    static Stream<Arguments> learners() {
        return Stream.of(
                Arguments.of("dqn", DQN, Tasks.BANDIT, 9.0),
                Arguments.of(
                        "dqn, uniform, single Q",
                        DQN.toBuilder().uniform().doubleQ(false).build(),
                        Tasks.BANDIT,
                        9.0),
                Arguments.of("dqn, pictures", DQN, Tasks.CATCH, 0.99),
                Arguments.of(
                        "dqn, convolution, dueling, three steps",
                        DQN.toBuilder()
                                .convolutions(Filters.of(8, 3))
                                .dueling(true)
                                .multiStep(3)
                                .build(),
                        Tasks.CATCH,
                        0.99),
                Arguments.of("ppo, pictures", PPO, Tasks.CATCH, 0.99),
                Arguments.of(
                        "ppo, convolution",
                        PPO.toBuilder().convolutions(Filters.of(8, 3)).build(),
                        Tasks.CATCH,
                        0.99),
                Arguments.of(
                        "policy cloning", PolicyCloning.of(PPO).steps(10_000).build(), Tasks.CATCH, 0.99),
                Arguments.of(
                        "value cloning", ValueCloning.of(DQN).exploration(0.2).build(), Tasks.CATCH, 0.99));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void learns(String name, Agent agent, EnvironmentFactory task, double enough) {
        for (long seed = 0; seed < 3; seed++) {
            assertThat(Runs.train(agent, taught(agent, Runs.dense(agent, task, seed)))
                            .freshReturn())
                    .isGreaterThan(enough);
        }
    }

    /** Two numbers to be learned from the mean of the teacher's distribution: going straight to the target costs 0.81. */
    @Test
    void aStudentLearnsVectors() {
        final Ppo teacher = PPO.toBuilder()
                .activation(Activation.TANH)
                .steps(30_000)
                .discount(0.9)
                .normaliseAdvantages(true)
                .build();
        final PolicyCloning student = PolicyCloning.of(teacher)
                .critic(8)
                .steps(10_000)
                .learningRate(3e-3)
                .build();
        final TrainingTask task = taught(student, Runs.dense(student, Tasks.LINE, 1));
        assertThat(Runs.train(student, task).freshReturn()).isGreaterThan(-1.5);
    }

    private static TrainingTask taught(Agent agent, TrainingTask task) {
        return agent instanceof StudentAgent student
                ? task.taughtBy(Runs.train(
                                student.teacher(),
                                task.environment(),
                                task.seed().value())
                        .best())
                : task;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void prunedWeightsStayZeroAndTheSameSeedGivesTheSameBits(
            String name, Agent agent, EnvironmentFactory environment, double enough) {
        final TrainingTask task = taught(agent, Runs.sparse(agent, environment, 4, 0.5));
        final TrainingResult result = Runs.train(agent, task);
        assertThat(Runs.train(agent, task)).isEqualTo(result);
        final Mask mask = task.start().mask();
        for (Parameters end : List.of(result.best(), result.last())) {
            for (int i = 0; i < mask.layout().tensors().size(); i++) {
                for (int entry = 0; entry < mask.layout().tensor(i).size(); entry++) {
                    if (!mask.keeps(i, entry)) {
                        assertThat(Float.floatToRawIntBits(end.value(i, entry))).isZero();
                    }
                }
            }
        }
        assertThat(result.last()).isNotEqualTo(task.start().weights());
    }
}
