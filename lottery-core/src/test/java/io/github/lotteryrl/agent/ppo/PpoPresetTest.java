// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.PresetTable;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets against appendix C of the paper. */
class PpoPresetTest {

    /**
     * Name, Cart-Pole (table 3), Acrobot (table 5), PyBullet (table 7), GridMaze and MinAtar. The tables state what stands above
     * the empty row, for the first three. Below: the widths of tables 2, 4 and 6, the pruned modules of section 3.3, and what the
     * paper leaves out. Of the last two columns nothing is stated: they have table 5's values, 10 environments and figure 12's widths,
     * and MinAtar the widths of table 10.
     */
    private static final String TABLE = """
            learningRate         | 5.0E-4   | 5.0E-4    | 5.0E-4    | 5.0E-4     | 5.0E-4
            discount             | 0.99     | 0.99      | 0.99      | 0.99       | 0.99
            gaeLambda            | 0.8      | 0.95      | 0.98      | 0.95       | 0.95
            valueCoefficient     | 0.5      | 0.5       | 0.5       | 0.5        | 0.5
            entropyCoefficient   | 0.001    | 0.01      | 0.001     | 0.01       | 0.01
            ratioClip            | 0.2      | 0.2       | 0.2       | 0.2        | 0.2
            steps                | 80000    | 500000    | 1500000   | 5000000    | 5000000
            environments         | 4        | 4         | 10        | 10         | 10
            epochs               | 4        | 4         | 10        | 4          | 4

            actor                | [64, 64] | [128, 64] | [64, 64]  | [512, 256] | [128, 64]
            critic               | [64, 64] | [128, 64] | [64, 64]  | [512, 256] | [128, 64]
            activation           | RELU     | RELU      | TANH      | RELU       | RELU
            convolutions         | []       | []        | []        | []         | [16x3/1+0]
            pruned               | ACTOR    | ACTOR     | ACTOR_AND_CRITIC | ACTOR | ACTOR
            maxGradientNorm      | 0.5      | 1.0       | 1.0       | 1.0        | 1.0
            weightDecay          | none     | none      | none      | none       | none
            dropout              | 0.0      | 0.0       | 0.0       | 0.0        | 0.0
            adamEpsilon          | 1.0E-8   | 1.0E-8    | 1.0E-8    | 1.0E-8     | 1.0E-8
            learningRateSchedule | LINEAR   | LINEAR    | LINEAR    | LINEAR     | LINEAR
            ratioClipSchedule    | LINEAR   | LINEAR    | LINEAR    | LINEAR     | LINEAR
            horizon              | 32       | 128       | 128..512  | 64         | 64
            minibatches          | 4        | 1         | 4         | 4          | 4
            normaliseAdvantages  | false    | false     | true      | false      | false
            normaliseObservations | false   | false     | false     | false      | false
            truncationTerminates | false    | false     | false     | false      | false
            initialLogDeviation  | 0.0      | 0.0       | 0.0       | 0.0        | 0.0
            evaluation           | EvaluationPlan[count=25, episodes=10, freshEpisodes=100, maxSteps=5000, sampled=false] \
            | as before | as before | as before | as before
            """;

    static Stream<List<String>> rows() {
        return PresetTable.rows(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void settingsAreThoseOfTheTables(List<String> row) {
        PresetTable.assertRow(
                row,
                Ppo.cartPole().settings(),
                Ppo.acrobot().settings(),
                Ppo.pyBullet().settings(),
                Ppo.gridMaze().settings(),
                Ppo.minAtar().settings());
    }

    @Test
    void theTableLeavesNoSettingOut() {
        PresetTable.assertComplete(TABLE, Ppo.cartPole().settings());
    }

    @Test
    void stepsAreThoseOfTheSettings() {
        assertThat(List.of(
                        Ppo.cartPole().steps(),
                        Ppo.acrobot().steps(),
                        Ppo.pyBullet().steps()))
                .containsExactly(80_000L, 500_000L, 1_500_000L);
        assertThat(Ppo.cartPole().settings().evaluation()).isEqualTo(EvaluationPlan.DEFAULT);
    }

    /** 4 x 64 + 64 x 64 + 64 x 2 weights of the actor; biases and the critic are not pruned. */
    @Test
    void cartPolePrunesTheActorsWeights() {
        final ObservationSpace observations = ObservationSpace.of("x", "v", "angle", "w");
        final var layout = Ppo.cartPole().layout(observations, ActionSpace.discrete(2));
        assertThat(layout.prunableSize()).isEqualTo(4_480);
        assertThat(layout.tensors().stream().filter(TensorSpec::prunable).map(TensorSpec::name))
                .containsExactly("actor.0.weight", "actor.1.weight", "actor.2.weight");
        assertThat(layout.tensors().stream().map(TensorSpec::name))
                .contains("critic.0.weight", "critic.2.bias")
                .doesNotContain("actor.logDeviation");
    }

    /** Walker2D has 22 inputs and 6 outputs; actor and critic are pruned together. */
    @Test
    void pyBulletPrunesActorAndCritic() {
        final ObservationSpace observations = ObservationSpace.of(
                Stream.iterate(0, i -> i + 1).limit(22).map(i -> "o" + i).toList());
        final var layout = Ppo.pyBullet().layout(observations, ActionSpace.continuous("a", "b", "c", "d", "e", "f"));
        assertThat(layout.prunableSize()).isEqualTo((22 + 64 + 6) * 64 + (22 + 64 + 1) * 64);
        final TensorSpec deviation = layout.tensor(layout.indexOf("actor.logDeviation"));
        assertThat(deviation.shape()).containsExactly(6);
        assertThat(deviation.prunable()).isFalse();
    }

    @Test
    void theIdentityNamesEverySetting() {
        assertThat(Ppo.cartPole().identity())
                .isEqualTo("ppo(actor=[64-64], critic=[64-64], activation=relu, learningRate=0.0005 linear,"
                        + " adamEpsilon=1E-8, discount=0.99, gaeLambda=0.8, valueCoefficient=0.5,"
                        + " entropyCoefficient=0.001, ratioClip=0.2 linear, steps=80000, environments=4, horizon=32,"
                        + " epochs=4, minibatches=4, maxGradientNorm=0.5, normaliseAdvantages=false,"
                        + " truncationTerminates=false, initialLogDeviation=0, pruned=actor,"
                        + " evaluation(count=25, episodes=10, fresh=100, maxSteps=5000, sampled=false))");
    }

    /** And not where it is off, so that what was stored before there was any is still found. */
    @Test
    void theIdentityNamesRegularisationWhereItIsOn() {
        final Ppo agent = Ppo.cartPole().toBuilder()
                .weightDecay(WeightDecay.afterClipping(0.1))
                .dropout(0.2)
                .build();
        assertThat(agent.identity())
                .isEqualTo(Ppo.cartPole()
                        .identity()
                        .replace(
                                "maxGradientNorm=0.5,",
                                "maxGradientNorm=0.5, weightDecay=0.1 after clipping, dropout=0.2,"));
    }

    @Test
    void theIdentityNamesNormalisedObservationsWhereTheyAreOn() {
        assertThat(Ppo.cartPole().toBuilder()
                        .normaliseObservations(true)
                        .build()
                        .identity())
                .isEqualTo(Ppo.cartPole()
                        .identity()
                        .replace(
                                "normaliseAdvantages=false,",
                                "normaliseAdvantages=false, normaliseObservations=true,"));
    }
}
