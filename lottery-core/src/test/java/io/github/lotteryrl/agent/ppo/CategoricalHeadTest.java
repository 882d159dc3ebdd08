// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.nn.Fixtures;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class CategoricalHeadTest {

    private static final double LEVEL = 0.001;
    private static final ActionSpace FOUR = ActionSpace.discrete(4);

    /** Logits ln 1, ln 2, ln 3, ln 4, and the same far from zero: probabilities 0.1, 0.2, 0.3, 0.4 in both columns. */
    @Test
    void frequenciesAreTheSoftmaxOfTheOutputs() {
        final float[][] outputs = new float[4][2];
        for (int k = 0; k < 4; k++) {
            outputs[k][0] = (float) Math.log(k + 1);
            outputs[k][1] = 500 + outputs[k][0];
        }
        final Categorical policy = new Categorical(4);
        final RandomStream random = Seed.of(1).random();
        final Actions actions = Actions.of(FOUR, 2);
        final long[] pairs = new long[16];
        for (int i = 0; i < 20_000; i++) {
            policy.sample(Fixtures.toBatch(outputs), 2, random, actions);
            pairs[4 * actions.numbered()[0] + actions.numbered()[1]]++;
        }
        final double[] expected = new double[16];
        Arrays.setAll(expected, pair -> (pair / 4 + 1) / 10.0 * (pair % 4 + 1) / 10.0);
        assertThat(new ChiSquareTest().chiSquareTest(expected, pairs))
                .as("p value: the columns have the probabilities and are independent")
                .isGreaterThan(LEVEL);
    }

    @Test
    void whatHasNoProbabilityIsNeverDrawn() {
        final float[][] outputs = {{-1_000}, {0}, {-1_000}, {-1_000}};
        final CategoricalHead head = new CategoricalHead(new Categorical(4), 1);
        final RandomStream random = Seed.of(2).random();
        final Actions actions = Actions.of(FOUR, 1);
        for (int i = 0; i < 10_000; i++) {
            head.sampleAndRemember(Fixtures.toBatch(outputs), 1, random, actions, 0);
            assertThat(actions.numbered()[0]).isEqualTo(1);
            assertThat(head.oldLogProbability[0]).isZero();
        }
    }

    @Test
    void logProbabilitiesAreRememberedWithTheActions() {
        final float[][] outputs = {{0.5f, -2}, {-1, 0.25f}, {3, 1}, {0, 0}};
        final CategoricalHead head = new CategoricalHead(new Categorical(4), 8);
        final RandomStream random = Seed.of(3).random();
        final Actions actions = Actions.of(FOUR, 2);
        for (int first = 0; first < 8; first += 2) {
            head.sampleAndRemember(Fixtures.toBatch(outputs), 2, random, actions, first);
            for (int b = 0; b < 2; b++) {
                double sum = 0;
                for (float[] row : outputs) {
                    sum += Math.exp(row[b]);
                }
                final double expected = outputs[actions.numbered()[b]][b] - Math.log(sum);
                assertThat(head.oldLogProbability[first + b]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    /** Evaluations with sampled actions must draw as training does. */
    @Test
    void rememberingDoesNotChangeWhatIsDrawn() {
        final float[][] outputs = {{0.5f}, {0.25f}, {0}, {0.75f}};
        final CategoricalHead head = new CategoricalHead(new Categorical(4), 1);
        final RandomStream one = Seed.of(4).random();
        final RandomStream other = Seed.of(4).random();
        final Actions remembered = Actions.of(FOUR, 1);
        final Actions sampled = Actions.of(FOUR, 1);
        for (int i = 0; i < 100; i++) {
            head.sampleAndRemember(Fixtures.toBatch(outputs), 1, one, remembered, 0);
            new Categorical(4).sample(Fixtures.toBatch(outputs), 1, other, sampled);
            assertThat(sampled.numbered()).isEqualTo(remembered.numbered());
        }
    }

    @Test
    void greedyTakesTheFirstOfEquals() {
        final float[][] outputs = {{1, 0, -1, 2}, {3, 0, -1, 2}, {2, 0, 5, 1}, {3, 0, 5, 2}};
        final Actions actions = Actions.of(FOUR, 4);
        new Categorical(4).greedy(Fixtures.toBatch(outputs), 4, actions);
        assertThat(actions.numbered()).containsExactly(1, 0, 2, 0);
    }
}
