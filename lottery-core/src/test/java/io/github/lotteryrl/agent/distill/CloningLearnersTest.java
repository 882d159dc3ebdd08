// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Gradients;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.InputNormalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses that the learners tell, against their formulas in double precision, where the observations are known. */
class CloningLearnersTest {

    /** What is seen in an episode of five steps, whatever is done. */
    private static final double[] SEEN = {-1, 0, 1, -1, 0};

    private static final double TOLERANCE = 1e-5;

    /** One update from three episodes: the cross-entropy, and 0.7 times half the square of the values' difference. */
    @Test
    void lossOfAPolicyAndItsCritic() {
        final Ppo teacher = Ppo.builder()
                .actor(8, 6)
                .critic(5, 4)
                .activation(Activation.TANH)
                .build();
        final PolicyCloning student = PolicyCloning.of(teacher)
                .hidden(9, 7)
                .critic(6, 5)
                .valueCoefficient(0.7)
                .activation(Activation.TANH)
                .environments(1)
                .horizon(15)
                .epochs(1)
                .minibatches(1)
                .steps(30)
                .build();
        final Parameters taught = Runs.dense(teacher, Tasks.CONSTANT, 5).start().weights();
        final TrainingTask task = Runs.dense(student, Tasks.CONSTANT, 1).taughtBy(taught);
        double expected = 0;
        for (double seen : SEEN) {
            final double[] target = Gradients.logSoftmax(outputs(taught, "actor", seen));
            final double[] actual = Gradients.logSoftmax(outputs(task.start().weights(), "actor", seen));
            for (int k = 0; k < target.length; k++) {
                expected -= Math.exp(target[k]) * actual[k] / SEEN.length;
            }
            final double error =
                    outputs(task.start().weights(), "critic", seen)[0] - outputs(taught, "critic", seen)[0];
            expected += 0.7 * error * error / 2 / SEEN.length;
        }
        try (PolicyCloningLearner learner = new PolicyCloningLearner(student, task)) {
            assertThat(learner.takeLoss()).isEmpty();
            learner.iterate();
            assertThat(learner.takeLoss().orElseThrow()).isCloseTo(expected, within(TOLERANCE));
        }
    }

    /**
     * A student with the weights of its teacher, but no statistics, begins with the teacher's policy and values: both see through
     * the teacher's statistics, and these stay.
     */
    @Test
    void aStudentTakesItsTeachersStatisticsOver() {
        final Ppo teacher = Ppo.builder()
                .hidden(8)
                .normaliseObservations(true)
                .steps(512)
                .evaluation(new EvaluationPlan(1, 2, 2, 20, false))
                .build();
        final PolicyCloning student = PolicyCloning.of(teacher)
                .hidden(8)
                .critic(8)
                .epochs(1)
                .minibatches(1)
                .steps(512)
                .build();
        final Parameters taught = Runs.train(teacher, Tasks.LINE, 1).last();
        assertThat(taught.tensor("input.count")).containsExactly(384);
        final float[][] values = new float[taught.layout().tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            final TensorSpec tensor = taught.layout().tensor(i);
            values[i] = tensor.kind() == TensorSpec.Kind.STATISTIC ? new float[tensor.size()] : taught.tensor(i);
        }
        final TicketStart start = new TicketStart(Mask.dense(taught.layout()), Parameters.of(taught.layout(), values));
        final TrainingTask task = TrainingTask.of(Tasks.LINE, start, Seed.of(2)).taughtBy(taught);
        try (PolicyCloningLearner learner = new PolicyCloningLearner(student, task)) {
            learner.iterate();
            assertThat(learner.takeLoss().orElseThrow()).isZero();
        }
        final Parameters last = Runs.train(student, task).last();
        for (TensorSpec tensor : InputNormalisation.tensors(2)) {
            assertThat(last.tensor(tensor.name())).containsExactly(taught.tensor(tensor.name()));
        }
    }

    /** The memory holds one observation: the first update, after the third step, learns the values of the third alone. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 10})
    void lossOfValues(double huberDelta) {
        final Dqn teacher = Dqn.builder()
                .hidden(8, 6)
                .activation(Activation.TANH)
                .dueling(true)
                .build();
        final ValueCloning student = ValueCloning.of(teacher)
                .hidden(9, 7)
                .activation(Activation.TANH)
                .huberDelta(huberDelta)
                .environments(1)
                .replaySize(1)
                .batch(4)
                .replayRatio(4)
                .learningStarts(2)
                .steps(30)
                .build();
        final Parameters taught = Runs.dense(teacher, Tasks.CONSTANT, 5).start().weights();
        final TrainingTask task = Runs.dense(student, Tasks.CONSTANT, 1).taughtBy(taught);
        final double[] dueling = outputs(taught, "q", SEEN[2]);
        final double[] actual = outputs(task.start().weights(), "q", SEEN[2]);
        double expected = 0;
        for (int k = 0; k < 2; k++) {
            final double target = dueling[2] + dueling[k] - (dueling[0] + dueling[1]) / 2;
            final double error = Math.abs(actual[k] - target);
            assertThat(error).isBetween(0.02, 5.0);
            expected += (huberDelta < 1 ? huberDelta * (error - huberDelta / 2) : error * error / 2) / 2;
        }
        try (ValueCloningLearner learner = new ValueCloningLearner(student, task)) {
            learner.iterate();
            learner.iterate();
            assertThat(learner.takeLoss()).as("nothing learned yet").isEmpty();
            learner.iterate();
            assertThat(learner.takeLoss().orElseThrow()).isCloseTo(expected, within(TOLERANCE));
        }
    }

    private static double[] outputs(Parameters weights, String module, double seen) {
        return Gradients.perceptron(weights.layout(), module, Gradients.doubles(weights), new double[] {seen});
    }
}
