// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EpisodeStatisticsTest {

    /** Both wrappers, around a binary task: bits are passed on too. */
    @Nested
    class Contract extends EnvironmentContract {
        @Override
        protected EnvironmentFactory factory() {
            return EnvironmentFactory.of(
                    "Counted",
                    1,
                    () -> EpisodeStatistics.of(TimeLimit.of(
                            Environments.find("MinAtar/Breakout-v1").create(), 100)));
        }
    }

    @Test
    void countsFinishedEpisodes() {
        final EpisodeStatistics environment = EpisodeStatistics.of(TimeLimit.of(new ScriptedEnvironment(4), 3));
        assertThat(environment.lastReturn()).isNaN();
        environment.reset(0);
        environment.step(1);
        environment.step(0);
        assertThat(environment.episodes()).isZero();
        environment.step(1);
        assertThat(environment.episodes()).isOne();
        assertThat(environment.lastReturn()).isEqualTo(1 + 3);
        assertThat(environment.lastLength()).isEqualTo(3);

        environment.reset();
        environment.step(1);
        environment.reset(5);
        environment.step(new float[] {1});
        environment.step(1);
        environment.step(1);
        assertThat(environment.episodes()).isEqualTo(2);
        assertThat(environment.lastReturn()).isEqualTo(1 + 2 + 3);
        assertThat(environment.lastLength()).isEqualTo(3);
        assertThat(environment.totalReturn()).isEqualTo(10);
        assertThat(environment.totalLength()).isEqualTo(6);
        assertThat(environment.steps())
                .as("with the step of the episode that was left")
                .isEqualTo(7);
    }
}
