// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy that users get does what evaluations did. */
class PpoPolicyTest {

    private static final int WIDTH = 7;

    private static Ppo agent(boolean sampled) {
        return Ppo.builder()
                .hidden(12, 9)
                .steps(512)
                .evaluation(new EvaluationPlan(1, WIDTH, 1, 100, sampled))
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void numberedActionsAreThoseOfTheEvaluation(double density) {
        final int[] counts = new int[3];
        compare(Tasks.BANDIT, density, (policy, observation, actions, column) -> {
            final int action = policy.action(observation);
            assertThat(action).isEqualTo(actions.numbered()[column]);
            counts[action]++;
        });
        assertThat(Arrays.stream(counts).filter(count -> count > 0).count())
                .as("different actions")
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void vectorsAreThoseOfTheEvaluation(double density) {
        compare(Tasks.LINE, density, (policy, observation, actions, column) -> {
            final float[] action = new float[2];
            policy.action(observation, action);
            assertThat(action).containsExactly(actions.vectors()[0][column], actions.vectors()[1][column]);
        });
    }

    private interface Comparison {
        void check(Policy policy, float[] observation, Actions actions, int column);
    }

    private static void compare(EnvironmentFactory task, double density, Comparison comparison) {
        final Ppo agent = agent(false);
        try (Environment environment = task.create();
                PpoLearner learner = new PpoLearner(agent, Runs.sparse(agent, task, 1, density))) {
            learner.iterate();
            final Policy policy = Runs.policy(agent, task, learner.parameters());
            final Actor actor = learner.evaluationActor(Seed.of(1).random());
            final RandomStream random = Seed.of(2).random();
            final Actions actions = Actions.of(environment.actionSpace(), WIDTH);
            for (int count = 1; count <= WIDTH; count++) {
                final Batch batch = new Batch(environment.observationSpace().size(), WIDTH);
                for (int d = 0; d < batch.features(); d++) {
                    for (int column = 0; column < count; column++) {
                        batch.set(d, column, (float) (3 * random.nextGaussian()));
                    }
                }
                actor.act(batch, count, actions);
                for (int column = 0; column < count; column++) {
                    final float[] observation = new float[batch.features()];
                    for (int d = 0; d < observation.length; d++) {
                        observation[d] = batch.get(d, column);
                    }
                    comparison.check(policy, observation, actions, column);
                }
            }
        }
    }

    /** The same observations in every column: greedy actions are all alike, sampled ones are not. */
    @Test
    void evaluationsMaySampleFromTheStreamTheyAreGiven() {
        final ActionSpace space = ActionSpace.discrete(3);
        final Ppo agent = agent(true);
        try (PpoLearner learner = new PpoLearner(agent, Runs.dense(agent, Tasks.BANDIT, 1))) {
            final Actions first = Actions.of(space, WIDTH);
            final Actions second = Actions.of(space, WIDTH);
            final Actor actor = learner.evaluationActor(Seed.of(1).random());
            actor.act(new Batch(3, WIDTH), WIDTH, first);
            assertThat(first.numbered()).as("7 equal policies").isNotEqualTo(new int[WIDTH]);
            learner.evaluationActor(Seed.of(1).random()).act(new Batch(3, WIDTH), WIDTH, second);
            assertThat(second.numbered()).isEqualTo(first.numbered());
            actor.act(new Batch(3, WIDTH), WIDTH, second);
            assertThat(second.numbered()).isNotEqualTo(first.numbered());
        }
    }

    @Test
    void wrongKindsOfActionAndObservationAreRefused() {
        final Ppo agent = agent(false);
        final Policy numbered = Runs.policy(
                agent, Tasks.BANDIT, Runs.dense(agent, Tasks.BANDIT, 1).start().weights());
        final Policy vectors = Runs.policy(
                agent, Tasks.LINE, Runs.dense(agent, Tasks.LINE, 1).start().weights());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> numbered.action(new float[3], new float[1]))
                .withMessage("actions are numbered here: call action(float[])");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> vectors.action(new float[2]))
                .withMessage("actions are vectors here: call action(float[], float[])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbered.action(new float[4]))
                .withMessage("length of observation 4 is not 3");
    }
}
