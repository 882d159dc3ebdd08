// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.PresetTable;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets of students against appendix C of the paper. */
class CloningPresetTest {

    /**
     * Name, Cart-Pole (table 2), Acrobot (table 4), PyBullet (table 6). The tables state what stands above the empty row. Below: what
     * the paper leaves out, most of it as the teacher has it. A student without a critic has no use for coefficient and choice.
     */
    private static final String POLICIES = """
            actor                | [128, 128] | [128, 64] | [64, 64]
            critic               | Optional.empty | Optional.empty | [64, 64]
            learningRate         | 0.001      | 5.0E-4    | 5.0E-4
            steps                | 10000      | 200000    | 500000
            environments         | 4          | 4         | 10

            pruned               | ACTOR      | ACTOR     | ACTOR_AND_CRITIC
            valueCoefficient     | 0.5        | 0.5       | 0.5
            activation           | RELU       | RELU      | TANH
            convolutions         | []         | []        | []
            horizon              | 32         | 32        | 128
            epochs               | 4          | 4         | 10
            minibatches          | 4          | 4         | 4
            learningRateSchedule | CONSTANT   | CONSTANT  | CONSTANT
            adamEpsilon          | 1.0E-8     | 1.0E-8    | 1.0E-8
            maxGradientNorm      | 0.5        | 1.0       | 1.0
            weightDecay          | none       | none      | none
            dropout              | 0.0        | 0.0       | 0.0
            evaluation           | EvaluationPlan[count=25, episodes=10, freshEpisodes=100, maxSteps=5000, sampled=false] \
            | as before | as before
            """;

    /**
     * Name, MinAtar with perceptrons and with convolutions (both table 10). The table states what stands above the empty row. Below:
     * what the paper leaves out, most of it as the teacher has it.
     */
    private static final String VALUES = """
            network              | [1024, 512] | [128, 64]
            convolutions         | []          | [16x3/1+0]
            learningRate         | 5.0E-4      | 5.0E-4
            steps                | 10000000    | 5000000

            activation           | RELU        | RELU
            exploration          | 0.05        | 0.05
            huberDelta           | 1.0         | 1.0
            batch                | 256         | 256
            replayRatio          | 4.0         | 4.0
            replaySize           | 100000      | 100000
            learningStarts       | 50000       | 50000
            environments         | 10          | 10
            learningRateSchedule | CONSTANT    | CONSTANT
            adamEpsilon          | 3.90625E-5  | 3.90625E-5
            maxGradientNorm      | 10.0        | 10.0
            weightDecay          | none        | none
            dropout              | 0.0         | 0.0
            evaluation           | EvaluationPlan[count=25, episodes=10, freshEpisodes=100, maxSteps=5000, sampled=true] \
            | as before
            """;

    static Stream<List<String>> policies() {
        return PresetTable.rows(POLICIES);
    }

    static Stream<List<String>> values() {
        return PresetTable.rows(VALUES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void settingsOfPoliciesAreThoseOfTheTables(List<String> row) {
        PresetTable.assertRow(
                row,
                PolicyCloning.cartPole().settings(),
                PolicyCloning.acrobot().settings(),
                PolicyCloning.pyBullet().settings());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void settingsOfValuesAreThoseOfTheTable(List<String> row) {
        PresetTable.assertRow(
                row,
                ValueCloning.minAtar().settings(),
                ValueCloning.minAtarCnn().settings());
    }

    @Test
    void theTablesLeaveNoSettingOut() {
        PresetTable.assertComplete(POLICIES, PolicyCloning.pyBullet().settings(), "teacher");
        PresetTable.assertComplete(VALUES, ValueCloning.minAtar().settings(), "teacher");
    }

    /** Of 64,64 units on Cart-Pole and PyBullet, 128,64 on Acrobot; on MinAtar 512,256, and 128,64 after the convolutions. */
    @Test
    void teachersAreThoseOfTheTables() {
        assertThat(PolicyCloning.cartPole().teacher()).isEqualTo(Ppo.cartPole());
        assertThat(PolicyCloning.acrobot().teacher()).isEqualTo(Ppo.acrobot());
        assertThat(PolicyCloning.pyBullet().teacher()).isEqualTo(Ppo.pyBullet());
        assertThat(ValueCloning.minAtar().teacher())
                .isEqualTo(Dqn.minAtar().toBuilder().hidden(512, 256).build());
        assertThat(ValueCloning.minAtarCnn().teacher()).isEqualTo(Dqn.minAtarCnn());
    }

    @Test
    void aShorterRunLearnsAsMuchEarlier() {
        final ValueCloningSettings tenth =
                ValueCloning.minAtar().toBuilder().scaledTo(1_000_000).build().settings();
        assertThat(tenth.steps()).isEqualTo(1_000_000);
        assertThat(tenth.learningStarts()).isEqualTo(5_000);
        assertThat(tenth.teacher()).isEqualTo(ValueCloning.minAtar().teacher());
        assertThat(ValueCloning.minAtar().toBuilder()
                        .scaledTo(50)
                        .build()
                        .settings()
                        .learningStarts())
                .isEqualTo(1);
    }
}
