// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.nn.Fixtures;
import io.github.lotteryrl.nn.ParameterVector;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class GaussianHeadTest {

    private static final double LEVEL = 0.001;
    private static final ActionSpace PLANE = ActionSpace.continuous("x", "y");

    /** The parameter says 0.7 and -1.2 and counts from an initial logarithm of 0.5. */
    private static final double[] DEVIATIONS = {Math.exp(1.2), Math.exp(-0.7)};

    private static final float[][] MEANS = {{3}, {-0.25f}};

    private final DiagonalNormal policy = policy();

    private static DiagonalNormal policy() {
        final ParameterLayout layout = Ppo.builder().hidden(2).build().layout(ObservationSpace.of("o"), PLANE);
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
        }
        values[layout.indexOf("actor.logDeviation")] = new float[] {0.7f, -1.2f};
        final Parameters parameters = Parameters.of(layout, values);
        return new DiagonalNormal("actor", 2, new ParameterVector(Mask.dense(layout), parameters), 0.5);
    }

    /** Kolmogorov and Smirnov's test for each dimension; for independence, the correlation by its normal approximation. */
    @Test
    void actionsAreNormalWithTheirMeansAndDeviations() {
        final RandomStream random = Seed.of(1).random();
        final Actions actions = Actions.of(PLANE, 1);
        final double[][] drawn = new double[2][10_000];
        double products = 0;
        for (int i = 0; i < drawn[0].length; i++) {
            policy.sample(Fixtures.toBatch(MEANS), 1, random, actions);
            double product = 1;
            for (int d = 0; d < 2; d++) {
                drawn[d][i] = actions.vectors()[d][0];
                product *= (drawn[d][i] - MEANS[d][0]) / DEVIATIONS[d];
            }
            products += product;
        }
        for (int d = 0; d < 2; d++) {
            assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(normal(d), drawn[d]))
                    .as("p value of dimension %d", d)
                    .isGreaterThan(LEVEL);
        }
        // The product of two independent standard normal numbers has mean 0 and variance 1.
        assertThat(Math.abs(products) / Math.sqrt(drawn[0].length))
                .isLessThan(new NormalDistribution().inverseCumulativeProbability(1 - LEVEL / 2));
    }

    @Test
    void logDensitiesAreRememberedWithTheActions() {
        final GaussianHead head = new GaussianHead(policy, 2);
        final RandomStream random = Seed.of(2).random();
        final Actions actions = Actions.of(PLANE, 1);
        for (int first = 0; first < 2; first++) {
            head.sampleAndRemember(Fixtures.toBatch(MEANS), 1, random, actions, first);
            double expected = 0;
            for (int d = 0; d < 2; d++) {
                expected += normal(d).logDensity(actions.vectors()[d][0]);
            }
            assertThat(head.oldLogProbability[first]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void greedyTakesTheMean() {
        final Actions actions = Actions.of(PLANE, 1);
        policy.greedy(Fixtures.toBatch(MEANS), 1, actions);
        assertThat(actions.vectors()).isDeepEqualTo(MEANS);
    }

    private static NormalDistribution normal(int dimension) {
        return new NormalDistribution(null, MEANS[dimension][0], DEVIATIONS[dimension]);
    }
}
