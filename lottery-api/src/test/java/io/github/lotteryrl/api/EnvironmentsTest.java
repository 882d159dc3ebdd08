// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** This module has no provider; look-up that succeeds is tested in lottery-envs. */
class EnvironmentsTest {

    @Test
    void missingProviderIsSaid() {
        assertThat(Environments.names()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environments.find("CartPole-v1"))
                .withMessageContaining("'CartPole-v1' unknown")
                .withMessageContaining("lottery-envs");
    }
}
