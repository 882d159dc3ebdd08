// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.Gradients;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole loss, and its gradient, per tensor, against central finite differences of the loss in double precision, written
 * here from the formulas: Schulman et al. (2017), equation 9 with L^CLIP of equation 7, the value loss (V - R)^2 / 2, the
 * entropy of a softmax or of normal distributions.
 */
class PpoGradientTest {

    private static final double CLIP = 0.2;
    private static final double ENTROPY_COEFFICIENT = 0.1;
    private static final double VALUE_COEFFICIENT = 0.7;
    private static final double INITIAL_LOG_DEVIATION = -0.5;

    /** The second of three minibatches. */
    private static final int FROM = 32;

    private static final int SAMPLES = 32;

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(Tasks.BANDIT, 1.0, 0.0),
                Arguments.of(Tasks.BANDIT, 1.0, 0.3),
                Arguments.of(Tasks.BANDIT, 0.4, 0.3),
                Arguments.of(Tasks.LINE, 1.0, 0.0),
                Arguments.of(Tasks.LINE, 1.0, 0.05),
                Arguments.of(Tasks.LINE, 0.4, 0.05));
    }

    /**
     * Compares the gradients.
     *
     * @param noise what the weights were moved by since the actions were taken: with 0 the ratio is 1 and nothing is clipped
     */
    @ParameterizedTest(name = "{0}, density {1}, moved by {2}")
    @MethodSource("cases")
    void gradientIsThatOfTheLoss(EnvironmentFactory task, double density, double noise) {
        final Tasks.Log log = new Tasks.Log(task);
        final Ppo agent = Ppo.builder()
                .actor(9, 7)
                .critic(6, 5)
                .activation(Activation.TANH)
                .pruned(PrunedModules.ACTOR_AND_CRITIC)
                .environments(4)
                .horizon(24)
                .minibatches(3)
                .steps(96)
                .valueCoefficient(VALUE_COEFFICIENT)
                .initialLogDeviation(INITIAL_LOG_DEVIATION)
                .build();
        final TrainingTask start = Runs.sparse(agent, log, 1, density);
        try (PpoLearner learner = new PpoLearner(agent, start)) {
            learner.collect();
            final RandomStream random = Seed.of(2).random();
            final int[] order = randomise(learner, noise, random);
            final float[] advantages = learner.rollout.advantages;
            final double told = learner.computeGradient(
                    order, FROM, SAMPLES, new PolicyHead.PolicyLoss(advantages, CLIP, ENTROPY_COEFFICIENT));

            final ReferenceLoss loss = new ReferenceLoss(
                    learner, order, log, Gradients.doubles(start.start().weights()));
            final double[][] now = Gradients.doubles(learner.parameters());
            if (noise > 0) {
                loss.assertAllKindsOfClippingOccur(now);
            }
            assertThat(told).isCloseTo(loss.of(now), within(1e-5));
            Gradients.assertSame(start.start().mask(), learner.vector(), loss::of, now);
        }
    }

    private static int[] randomise(PpoLearner learner, double noise, RandomStream random) {
        final int[] order = new int[learner.rollout.advantages.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            learner.rollout.advantages[i] = (float) random.nextGaussian();
            learner.rollout.returns[i] = (float) random.nextGaussian();
        }
        random.shuffle(order);
        final float[] weights = learner.vector().values();
        for (int i = 0; i < weights.length; i++) {
            weights[i] += (float) (noise * random.nextGaussian());
        }
        return order;
    }

    /** The loss over the minibatch, of weights in double precision. */
    private static final class ReferenceLoss {

        private final PpoLearner learner;
        private final int[] order;
        private final ParameterLayout layout;
        private final Tasks.Log log;
        private final double[] oldLogProbability = new double[SAMPLES];

        ReferenceLoss(PpoLearner learner, int[] order, Tasks.Log log, double[][] weightsThatActed) {
            this.learner = learner;
            this.order = order;
            this.layout = learner.vector().layout();
            this.log = log;
            Arrays.setAll(oldLogProbability, b -> logProbability(weightsThatActed, column(b)));
        }

        private int column(int sample) {
            return order[FROM + sample];
        }

        double of(double[][] weights) {
            double loss = 0;
            for (int b = 0; b < SAMPLES; b++) {
                final double ratio = ratio(weights, b);
                final double advantage = learner.rollout.advantages[column(b)];
                final double clipped = Math.max(1 - CLIP, Math.min(1 + CLIP, ratio));
                final double value = network("critic", weights, column(b))[0];
                loss -= Math.min(ratio * advantage, clipped * advantage);
                loss -= ENTROPY_COEFFICIENT * entropy(weights, column(b));
                loss += VALUE_COEFFICIENT * 0.5 * Math.pow(value - learner.rollout.returns[column(b)], 2);
            }
            return loss / SAMPLES;
        }

        private double ratio(double[][] weights, int sample) {
            return Math.exp(logProbability(weights, column(sample)) - oldLogProbability[sample]);
        }

        /** Below, within and above the clip range, each with both signs of the advantage; nothing next to a kink. */
        void assertAllKindsOfClippingOccur(double[][] weights) {
            final int[][] counts = new int[3][2];
            for (int b = 0; b < SAMPLES; b++) {
                final double ratio = ratio(weights, b);
                assertThat(Math.abs(Math.abs(ratio - 1) - CLIP)).isGreaterThan(1e-4);
                final int range = ratio < 1 - CLIP ? 0 : ratio > 1 + CLIP ? 2 : 1;
                counts[range][learner.rollout.advantages[column(b)] > 0 ? 1 : 0]++;
            }
            assertThat(Arrays.asList(counts))
                    .allSatisfy(range -> assertThat(range).doesNotContain(0));
        }

        private double logProbability(double[][] weights, int column) {
            final double[] outputs = network("actor", weights, column);
            if (log.vectors.isEmpty()) {
                return Gradients.logSoftmax(outputs)[log.numbered.get(column)];
            }
            double sum = 0;
            for (int d = 0; d < outputs.length; d++) {
                final double deviation = Math.exp(logDeviations(weights)[d] + INITIAL_LOG_DEVIATION);
                final double z = (log.vectors.get(column)[d] - outputs[d]) / deviation;
                sum += -z * z / 2 - Math.log(deviation * Math.sqrt(2 * Math.PI));
            }
            return sum;
        }

        private double entropy(double[][] weights, int column) {
            double entropy = 0;
            if (log.vectors.isEmpty()) {
                for (double logProbability : Gradients.logSoftmax(network("actor", weights, column))) {
                    entropy -= Math.exp(logProbability) * logProbability;
                }
            } else {
                for (double logDeviation : logDeviations(weights)) {
                    entropy += logDeviation + INITIAL_LOG_DEVIATION + 0.5 * Math.log(2 * Math.PI * Math.E);
                }
            }
            return entropy;
        }

        private double[] logDeviations(double[][] weights) {
            return weights[layout.indexOf("actor.logDeviation")];
        }

        private double[] network(String module, double[][] weights, int column) {
            final double[] x = new double[learner.rollout.observations.dimensions()];
            Arrays.setAll(x, k -> learner.rollout.observations.get(column, k));
            return Gradients.perceptron(layout, module, weights, x);
        }
    }
}
