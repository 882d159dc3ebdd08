// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.api.VectorEnvironment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyIterationTakesTheExperienceInAnotherOrder() {
        try (PpoLearner learner = new PpoLearner(AGENT, task)) {
            final int[] ascending = IntStream.range(0, WIDTH * HORIZON).toArray();
            learner.iterate();
            final int[] first = learner.order.clone();
            learner.iterate();
            assertThat(first).isNotEqualTo(ascending).isNotEqualTo(learner.order);
            Arrays.sort(first);
            assertThat(first).containsExactly(ascending);
        }
    }
}
