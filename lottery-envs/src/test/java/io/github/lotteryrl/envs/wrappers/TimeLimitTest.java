// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TimeLimitTest {

    @Test
    void truncatesAtTheLimitAndAfterEachReset() {
        final TimeLimit environment = TimeLimit.of(new ScriptedEnvironment(100), 3);
        environment.reset(0);
        for (int episode = 0; episode < 3; episode++) {
            environment.step(1);
            environment.step(new float[] {1});
            assertThat(environment.isDone()).isFalse();
            assertThat(environment.step(1)).isEqualTo(3);
            assertThat(environment.isTruncated()).isTrue();
            assertThat(environment.isTerminated()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> environment.step(1))
                    .withMessageContaining("after 3 steps");
            assertThatIllegalStateException().isThrownBy(() -> environment.step(new float[] {1}));
            environment.reset();
            assertThat(environment.isDone()).isFalse();
        }
    }

    @Test
    void terminationInTheLastAllowedStepIsATermination() {
        final TimeLimit environment = TimeLimit.of(new ScriptedEnvironment(3), 3);
        environment.reset(0);
        environment.step(1);
        environment.step(1);
        environment.step(1);
        assertThat(environment.isTerminated()).isTrue();
        assertThat(environment.isTruncated()).isFalse();
    }

    @Test
    void theShorterOfTwoLimitsCounts() {
        final TimeLimit environment = TimeLimit.of(TimeLimit.of(new ScriptedEnvironment(100), 2), 5);
        environment.reset(0);
        environment.step(0);
        environment.step(0);
        assertThat(environment.isTruncated()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> environment.step(0)).withMessageContaining("after 2 steps");
    }

    @Test
    void badLimitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.of(new ScriptedEnvironment(1), 0))
                .withMessage("time limit 0 not in [1, ...)");
    }
}
