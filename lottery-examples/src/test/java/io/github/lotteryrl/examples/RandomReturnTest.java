// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.api.Environments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomReturnTest {

    /**
     * What gym's own tasks are known to give: Cart-Pole about 22 (deviation 12, so 4 standard errors of 100 episodes), Acrobot the
     * limit of its 500 steps but for lucky episodes.
     */
    @ParameterizedTest
    @CsvSource({"CartPole-v0, 22.2, 4.8", "CartPole-v1, 22.2, 4.8", "Acrobot-v1, -499, 3"})
    void isThatOfGym(String environment, double known, double tolerance) {
        assertThat(RandomReturn.of(Environments.find(environment))).isCloseTo(known, within(tolerance));
    }
}
