// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TrainingTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where PPO drops units and where it does not. */
class PpoDropoutTest {

    private static Ppo agent(double dropout) {
        return Ppo.builder().hidden(16, 16).steps(640).dropout(dropout).build();
    }

    @Test
    void actorAndCriticLearnWithDropoutButActAndEstimateWithout() {
        final TrainingTask task = Runs.dense(agent(0), Tasks.BANDIT, 1);
        try (PpoLearner plain = new PpoLearner(agent(0), task);
                PpoLearner dropping = new PpoLearner(agent(0.5), task)) {
            plain.collect();
            dropping.collect();
            assertThat(dropping.rollout.values).containsExactly(plain.rollout.values);

            final Parameters expected = gradient(plain);
            final Parameters gradient = gradient(dropping);
            for (TensorSpec tensor : expected.layout().tensors()) {
                assertThat(gradient.tensor(tensor.name()))
                        .as(tensor.name())
                        .isNotEqualTo(expected.tensor(tensor.name()));
            }
            assertThat(gradient(dropping)).as("other units the next time").isNotEqualTo(gradient);
        }
    }

    private static Parameters gradient(PpoLearner learner) {
        learner.rollout.computeAdvantages(0.9, 0.8);
        final int[] order =
                IntStream.range(0, learner.rollout.advantages.length).toArray();
        learner.computeGradient(
                order, 0, order.length / 4, new PolicyHead.PolicyLoss(learner.rollout.advantages, 0.2, 0.01));
        return learner.vector().toGradient();
    }
}
