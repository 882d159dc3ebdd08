// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PpoLearnerTest {

    private static final int WIDTH = 3;
    private static final int HORIZON = 25;

    /** A critic without hidden layers, so that its values can be checked by hand: 75 steps in minibatches of 18. */
    private static final Ppo AGENT = Ppo.builder()
            .actor(5)
            .critic()
            .environments(WIDTH)
            .horizon(HORIZON)
            .minibatches(4)
            .steps(1_000)
            .build();

    private final Tasks.Log log = new Tasks.Log(Tasks.LINE);
    private final TrainingTask task = Runs.dense(AGENT, log, 1);

    /** Episodes of {@link Tasks#LINE} are cut off after 20 steps, so each environment begins a second one on the way. */
    @Test
    void theRolloutHoldsWhatTheEnvironmentsShowed() {
        try (PpoLearner learner = new PpoLearner(AGENT, task);
                VectorEnvironment again =
                        VectorEnvironment.of(Tasks.LINE, WIDTH, task.seed().derive("environments"))) {
            learner.collect();
            final Rollout rollout = learner.rollout;
            final float[][] rows = new float[2][WIDTH];
            final float[][] last = new float[2][WIDTH];
            for (int step = 0; step <= HORIZON; step++) {
                again.observe(rows, 0);
                for (int e = 0; e < WIDTH; e++) {
                    final int column = step * WIDTH + e;
                    assertThat(rollout.observations.get(column, 0)).isEqualTo(rows[0][e]);
                    assertThat(rollout.observations.get(column, 1)).isEqualTo(rows[1][e]);
                    assertThat(rollout.values[column]).isEqualTo(value(learner, rows, e));
                }
                if (step < HORIZON) {
                    again.step(actions(step));
                    for (int e = 0; e < WIDTH && again.isTruncated(e); e++) {
                        again.finalObservation(e, last, e);
                        assertThat(step).isEqualTo(19);
                        assertThat(rollout.truncatedObservations.get(e, 0)).isEqualTo(last[0][e]);
                        assertThat(rollout.truncatedValues[e]).isEqualTo(value(learner, last, e));
                    }
                }
            }
            assertThat(rollout.truncatedCount()).isEqualTo(WIDTH);
        }
    }

    /** The actions of one step, a row per dimension. */
    private float[][] actions(int step) {
        final float[][] actions = new float[2][WIDTH];
        for (int e = 0; e < WIDTH; e++) {
            for (int d = 0; d < 2; d++) {
                actions[d][e] = log.vectors.get(step * WIDTH + e)[d];
            }
        }
        return actions;
    }

    private static float value(PpoLearner learner, float[][] rows, int column) {
        final Parameters parameters = learner.parameters();
        final float[] weights = parameters.tensor("critic.0.weight");
        final float bias = parameters.tensor("critic.0.bias")[0];
        return Math.fma(weights[1], rows[1][column], Math.fma(weights[0], rows[0][column], bias));
    }

    /** The same task twice, said to be binary and not: neither bits nor zeros left out may show. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void bitsGiveTheResultsOfNumbers(double density) {
        final Ppo agent = Ppo.builder()
                .hidden(20, 8)
                .environments(WIDTH)
                .horizon(HORIZON)
                .steps(WIDTH * HORIZON * 4)
                .evaluation(new EvaluationPlan(2, 5, 3, 100, true))
                .pruned(PrunedModules.ACTOR_AND_CRITIC)
                .build();
        final TrainingResult bits = Runs.train(agent, Runs.sparse(agent, lights(true), 1, density));
        final TrainingResult numbers = Runs.train(agent, Runs.sparse(agent, lights(false), 1, density));
        assertThat(bits).isEqualTo(numbers);
    }

    private static EnvironmentFactory lights(boolean binary) {
        return EnvironmentFactory.of("Lights", 1, () -> new Lights(binary));
    }

    /** A tenth of 90 lights is on, others at each step; the second action earns 1 if the last one is. Cut off after 10 steps. */
    private static final class Lights implements Environment {

        private static final int COUNT = 90;

        private final boolean binary;
        private final float[] lights = new float[COUNT];
        private RandomStream random = Seed.of(0).random();
        private int steps;

        Lights(boolean binary) {
            this.binary = binary;
        }

        @Override
        public ObservationSpace observationSpace() {
            return binary ? ObservationSpace.binaryMaps(9, 10, "light") : ObservationSpace.maps(9, 10, "light");
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(2);
        }

        @Override
        public void reset(long seed) {
            random = Seed.of(seed).random();
            reset();
        }

        @Override
        public void reset() {
            steps = 0;
            shine();
        }

        private void shine() {
            for (int d = 0; d < COUNT; d++) {
                lights[d] = random.nextInt(10) == 0 ? 1 : 0;
            }
        }

        @Override
        public double step(int action) {
            final double reward = action * lights[COUNT - 1];
            steps++;
            shine();
            return reward;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean isTruncated() {
            return steps == 10;
        }

        @Override
        public void observe(float[] target, int offset) {
            System.arraycopy(lights, 0, target, offset, COUNT);
        }
    }
}
