// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.Gradients;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DqnLearnerTest {

    private static final int BATCH = 32;

    private static Dqn.Builder small() {
        return Dqn.builder()
                .hidden()
                .environments(1)
                .batch(BATCH)
                .steps(10_000)
                .learningStarts(1_000)
                .replaySize(64);
    }

    /**
     * Every step earns 1, the fifth is the last, and -1, 0, 1, -1, 0 are seen before them. The learning network says o and -o for
     * the two actions at o, the target network 2 o + 0.5 and 3 o - 0.5. With discount 0.99:
     *
     * <ul>
     *   <li>from -1 to 0, and from the second -1 to 0: the first action of equals, 1 + 0.99 x 0.5 = 1.495;
     *   <li>from 0 to 1: the first action, 1 + 0.99 x 2.5 = 3.475;
     *   <li>from 1 to -1: the second action, 1 + 0.99 x -3.5 = -2.465; if the target network chooses as well, its first action, 1 +
     *       0.99 x -1.5 = -0.485;
     *   <li>from the last 0: 1.
     * </ul>
     *
     * <p>Over three steps: from the first -1 to the second, 1 + 0.99 + 0.9801 + 0.970299 x -3.5 = -0.4259465; from the first 0 to
     * the second, 2.9701 + 0.970299 x 0.5 = 3.4552495; then three, two, one rewards to the end: 2.9701, 1.99, 1.
     */
    @ParameterizedTest
    @CsvSource({
        "true, 1, 1.495 3.475 -2.465 1.495 1",
        "false, 1, 1.495 3.475 -0.485 1.495 1",
        "true, 3, -0.4259465 3.4552495 2.9701 1.99 1"
    })
    void targetsAreThoseWorkedOutByHand(boolean doubleQ, int multiStep, String expected) {
        final Dqn agent = small().doubleQ(doubleQ).multiStep(multiStep).build();
        try (DqnLearner learner = new DqnLearner(agent, Runs.dense(agent, Tasks.CONSTANT, 1))) {
            System.arraycopy(new float[] {1, -1, 0, 0}, 0, learner.vector().values(), 0, 4);
            System.arraycopy(new float[] {2, 3, 0.5f, -0.5f}, 0, learner.targetParameters.values(), 0, 4);
            for (int t = 0; t < 5; t++) {
                learner.collect();
            }
            learner.memory.sample(BATCH, 1, Seed.of(1).random());
            learner.computeTargets();
            final double[] bySlot = Arrays.stream(expected.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            final boolean[] seen = new boolean[5];
            for (int b = 0; b < BATCH; b++) {
                final int slot = learner.memory.slots()[b];
                seen[slot] = true;
                assertThat(learner.targets[b]).isCloseTo(bySlot[slot], within(1e-6));
            }
            assertThat(seen).doesNotContain(false);
        }
    }

    /**
     * The mean over the batch of the Huber loss (delta 0.5) times the importance weight, on both sides of the kink, targets fixed.
     */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 0.5", "true, 0.5"})
    void gradientIsThatOfTheLoss(boolean dueling, double density) {
        final Dqn agent = small().hidden(9, 7)
                .activation(Activation.TANH)
                .dueling(dueling)
                .huberDelta(0.5)
                .build();
        final TrainingTask task = Runs.sparse(agent, Tasks.BANDIT, 1, density);
        try (DqnLearner learner = new DqnLearner(agent, task)) {
            for (int t = 0; t < 50; t++) {
                learner.collect();
            }
            final RandomStream random = Seed.of(2).random();
            learner.memory.sample(BATCH, 0.5, random);
            learner.computeTargets();
            final double told = learner.computeGradient();
            final double[][] now = Gradients.doubles(learner.parameters());
            final int[] kinds = new int[2];
            assertThat(told).isCloseTo(loss(learner, dueling, now, kinds), within(1e-6));
            assertThat(kinds).as("errors within and beyond delta").doesNotContain(0);
            Gradients.assertSame(
                    task.start().mask(), learner.vector(), weights -> loss(learner, dueling, weights, kinds), now);
        }
    }

    private static double loss(DqnLearner learner, boolean dueling, double[][] weights, int[] kinds) {
        double loss = 0;
        for (int b = 0; b < BATCH; b++) {
            final int slot = learner.memory.slots()[b];
            final double[] x = new double[3];
            Arrays.setAll(x, k -> learner.memory.observations().get(slot, k));
            final double[] outputs = Gradients.perceptron(learner.vector().layout(), "q", weights, x);
            final int action = learner.memory.action(slot);
            final double value = dueling
                    ? outputs[3] + outputs[action] - (outputs[0] + outputs[1] + outputs[2]) / 3
                    : outputs[action];
            final double error = Math.abs(value - learner.targets[b]);
            kinds[error < 0.5 ? 0 : 1]++;
            loss += learner.memory.weights()[b] * (error < 0.5 ? error * error / 2 : 0.5 * (error - 0.25));
        }
        return loss / BATCH;
    }

    @Test
    void explorationFallsLinearlyAndStays() {
        final DqnSettings settings = small().exploration(1, 0.1, 1_000).build().settings();
        assertThat(settings.exploration(0)).isEqualTo(1);
        assertThat(settings.exploration(500)).isCloseTo(0.55, within(1e-12));
        assertThat(settings.exploration(1_000)).isCloseTo(0.1, within(1e-12));
        assertThat(settings.exploration(9_000)).isCloseTo(0.1, within(1e-12));
    }

    /** Schedules go on from the step, rounded up to whole iterations of two; the memory fills anew before weights move. */
    @Test
    void aRewoundRunFillsItsMemoryFirst() {
        final Dqn agent = small().environments(2).replayRatio(32).build();
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1);
        try (DqnLearner learner = new DqnLearner(agent, task.startingAt(3_001))) {
            assertThat(learner.steps()).isEqualTo(3_002);
            while (learner.steps() < 4_002) {
                learner.iterate();
            }
            assertThat(learner.parameters()).isEqualTo(task.start().weights());
            assertThat(learner.memory.size()).isEqualTo(64);
            learner.iterate();
            assertThat(learner.parameters()).isNotEqualTo(task.start().weights());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DqnLearner(agent, task.startingAt(9_999)))
                .withMessage("firstStep 9999 not in [0, 9998]");
    }

    /** Of a dueling network's outputs the first stand for actions, and the last, however large, does not. */
    @Test
    void thePolicyTakesTheActionOfTheLargestValue() {
        final Dqn agent = small().dueling(true).build();
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1);
        try (DqnLearner learner = new DqnLearner(agent, task)) {
            Arrays.fill(learner.vector().values(), 0);
            // Weights of three inputs for four outputs, then biases.
            System.arraycopy(new float[] {1, 3, 2, 9}, 0, learner.vector().values(), 12, 4);
            assertThat(Runs.policy(agent, Tasks.BANDIT, learner.parameters()).action(new float[3]))
                    .isEqualTo(1);
        }
    }
}
