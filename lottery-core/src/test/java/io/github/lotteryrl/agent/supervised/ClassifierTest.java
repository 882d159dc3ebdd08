// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Gradients;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.LabelledData;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

    private static Classifier.Builder small() {
        return Classifier.builder()
                .hidden(9, 7)
                .batch(32)
                .steps(20_000)
                .evaluation(new EvaluationPlan(5, 5, 20, 100, false));
    }

    /** The mean cross-entropy over the first minibatch. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void gradientIsThatOfTheLoss(double density) {
        final Classifier agent = small().activation(Activation.TANH).build();
        final TrainingTask task = Runs.sparse(agent, Tasks.QUADRANTS, 1, density);
        try (ClassifierLearner learner = new ClassifierLearner(agent, task)) {
            final double[][] before = Gradients.doubles(learner.parameters());
            learner.iterate();
            Gradients.assertSame(task.start().mask(), learner.vector(), weights -> loss(learner, weights, 0), before);
        }
    }

    /** The mean over the updates since it was asked last, each taken with the weights before it. */
    @Test
    void theLossIsTheMeanSinceItWasAskedLast() {
        final Classifier agent =
                small().activation(Activation.TANH).learningRate(0.01).build();
        try (ClassifierLearner learner = new ClassifierLearner(agent, Runs.dense(agent, Tasks.QUADRANTS, 1))) {
            final double[][] first = Gradients.doubles(learner.parameters());
            learner.iterate();
            assertThat(learner.takeLoss().orElseThrow()).isCloseTo(loss(learner, first, 0), within(1e-6));
            assertThat(learner.takeLoss()).isEmpty();
            final double[][] second = Gradients.doubles(learner.parameters());
            learner.iterate();
            final double[][] third = Gradients.doubles(learner.parameters());
            learner.iterate();
            assertThat(learner.takeLoss().orElseThrow())
                    .isCloseTo((loss(learner, second, 32) + loss(learner, third, 64)) / 2, within(1e-6));
        }
    }

    private static double loss(ClassifierLearner learner, double[][] weights, int from) {
        final LabelledData data = Tasks.QUADRANTS.training();
        double loss = 0;
        for (int b = 0; b < 32; b++) {
            final float[] example = new float[2];
            data.observe(learner.order[from + b], example, 0);
            final double[] x = {example[0], example[1]};
            final double[] logits = Gradients.perceptron(learner.vector().layout(), "classifier", weights, x);
            loss -= Gradients.logSoftmax(logits)[data.label(learner.order[from + b])];
        }
        return loss / 32;
    }

    /** An epoch of 250 examples has seven minibatches of 32, with 26 left over; every epoch has an order of its own. */
    @Test
    void anEpochGoesThroughTheExamples() {
        final Classifier agent = small().build();
        try (ClassifierLearner learner = new ClassifierLearner(agent, Runs.dense(agent, Tasks.QUADRANTS, 1))) {
            learner.iterate();
            final int[] first = learner.order.clone();
            assertThat(Arrays.stream(first).distinct().count()).isEqualTo(250);
            for (int i = 1; i < 7; i++) {
                learner.iterate();
                assertThat(learner.order).isEqualTo(first);
            }
            learner.iterate();
            assertThat(learner.order).isNotEqualTo(first);
            assertThat(learner.steps()).isEqualTo(8 * 32);
        }
    }

    @Test
    void quadrantsAreLearned() {
        for (long seed = 0; seed < 3; seed++) {
            final Classifier agent = small().learningRate(0.01).build();
            assertThat(Runs.train(agent, Tasks.QUADRANTS, seed).freshReturn()).isGreaterThan(95);
        }
    }

    @Test
    void anEnvironmentHasNoExamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.train(small().build(), Tasks.BANDIT, 0))
                .withMessage("a classifier learns from a classification task, and Bandit is none");
    }
}
