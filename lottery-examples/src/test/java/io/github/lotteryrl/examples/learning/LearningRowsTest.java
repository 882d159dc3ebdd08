// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.Agent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningRowsTest {

    private static Agent full(String name) {
        return LearningRows.all(Optional.empty()).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .agent()
                .apply(new Budget(Effort.FULL, 1));
    }

    @Test
    void inFullThePresetsAreTrained() {
        assertThat(full("cartpole-ppo")).isEqualTo(Ppo.cartPole());
        assertThat(full("cartpole-dqn")).isEqualTo(Dqn.cartPole());
        assertThat(full("cartpole-cloning")).isEqualTo(PolicyCloning.cartPole());
        assertThat(full("acrobot-ppo")).isEqualTo(Ppo.acrobot());
        assertThat(full("acrobot-cloning")).isEqualTo(PolicyCloning.acrobot());
        assertThat(full("halfcheetah-ppo")).isEqualTo(Ppo.pyBullet());
        assertThat(full("halfcheetah-cloning")).isEqualTo(PolicyCloning.pyBullet());
        assertThat(full("gridmaze-dqn")).isEqualTo(Dqn.gridMaze());
        assertThat(full("gridmaze-ppo")).isEqualTo(Ppo.gridMaze());
        assertThat(full("strokedigits-classifier")).isEqualTo(Classifier.mnist());
    }

    @Test
    void onMinAtarTheyAreTrainedForAsLongAsThePublishedOnes() {
        final Dqn third = Dqn.minAtarCnn().toBuilder().scaledTo(5_000_000).build();
        assertThat(full("seaquest-dqn")).isEqualTo(third);
        assertThat(full("breakout-cloning")).isEqualTo(ValueCloning.of(third).build());
    }
}
