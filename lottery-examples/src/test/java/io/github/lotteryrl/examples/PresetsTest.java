// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

    static Stream<Arguments> agents() {
        return Stream.of(
                Arguments.of("CartPole-v1", Ppo.cartPole(), PolicyCloning.cartPole(), Ppo.cartPole(), Dqn.cartPole()),
                Arguments.of(
                        "Acrobot-v1?observe=4,5",
                        Ppo.acrobot(),
                        PolicyCloning.acrobot(),
                        Ppo.acrobot(),
                        Dqn.cartPole()),
                Arguments.of(
                        "GridMaze-v0?encoding=rgb&scale=1/255",
                        Dqn.gridMaze(),
                        ValueCloning.of(Dqn.gridMaze()).build(),
                        Ppo.gridMaze(),
                        Dqn.gridMaze()),
                Arguments.of(
                        "MinAtar/Freeway-v1?sticky=0",
                        Dqn.minAtar(),
                        ValueCloning.minAtar(),
                        Ppo.minAtar(),
                        Dqn.minAtar()),
                Arguments.of("Dial-v0", Ppo.cartPole(), PolicyCloning.cartPole(), Ppo.cartPole(), Dqn.cartPole()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agents")
    void agentsAreThePapersForTheTask(
            String id, NeuralAgent first, NeuralAgent student, NeuralAgent ppo, NeuralAgent dqn) {
        final EnvironmentFactory task = Environments.find(id);
        assertThat(Presets.agentFor(task)).isEqualTo(first);
        assertThat(Presets.agentFor(task, AgentKind.CLONE, false)).isEqualTo(student);
        assertThat(Presets.agentFor(task, AgentKind.PPO, false)).isEqualTo(ppo);
        assertThat(Presets.agentFor(task, AgentKind.DQN, false)).isEqualTo(dqn);
    }

    @Test
    void locomotionIsLearnedByPpo() {
        final EnvironmentFactory dial = Environments.find("Dial-v0");
        final EnvironmentFactory ant = EnvironmentFactory.of("AntPyBulletEnv-v0", 1, dial::create);
        assertThat(Presets.agentFor(ant)).isEqualTo(Ppo.pyBullet());
        assertThat(Presets.agentFor(ant, AgentKind.CLONE, false)).isEqualTo(PolicyCloning.pyBullet());
    }

    @Test
    void digitsAreLearnedByAClassifier() {
        assertThat(Presets.agentFor(Environments.find("StrokeDigits-v0?observe=406,350")))
                .isEqualTo(Classifier.mnist());
    }

    /** Who asks for convolutions on MinAtar wants the paper's agents that have some, and their teacher has them too. */
    @Test
    void minAtarHasAgentsWithConvolutions() {
        final EnvironmentFactory task = Environments.find("MinAtar/Asterix-v1");
        assertThat(Presets.agentFor(task, AgentKind.DQN, true)).isEqualTo(Dqn.minAtarCnn());
        assertThat(Presets.agentFor(task, AgentKind.CLONE, true)).isEqualTo(ValueCloning.minAtarCnn());
    }
}
