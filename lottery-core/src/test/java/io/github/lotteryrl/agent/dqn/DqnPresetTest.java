// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.PresetTable;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets against appendix C of the paper. */
class DqnPresetTest {

    /**
     * Name, GridMaze (table 8), MinAtar with perceptrons and with convolutions (both table 11), Cart-Pole (not in the paper). The
     * tables state what stands above the empty row, and section 2 the next two; table 11 prints the steps as "15.000.00". Below: the
     * networks of table 10, the pace of rlpyt's DQN, and what is left out.
     */
    private static final String TABLE = """
            learningRate            | 5.0E-4  | 2.5E-4   | 2.5E-4   | 0.001
            discount                | 0.99    | 0.99     | 0.99     | 0.99
            batch                   | 256     | 256      | 256      | 64
            huberDelta              | 1.0     | 1.0      | 1.0      | 1.0
            maxGradientNorm         | 10.0    | 10.0     | 10.0     | 10.0
            replaySize              | 100000  | 100000   | 100000   | 50000
            priorityExponent        | 0.6     | 0.6      | 0.6      | 0.6
            firstImportanceExponent | 0.4     | 0.4      | 0.4      | 0.4
            lastImportanceExponent  | 1.0     | 1.0      | 1.0      | 1.0
            replayRatio             | 4.0     | 4.0      | 4.0      | 64.0
            steps                   | 5000000 | 15000000 | 15000000 | 100000
            firstExploration        | 1.0     | 1.0      | 1.0      | 1.0
            lastExploration         | 0.01    | 0.05     | 0.05     | 0.04
            explorationSteps        | 1000000 | 7500000  | 7500000  | 16000
            evaluationExploration   | 0.001   | 0.001    | 0.001    | 0.001

            doubleQ                 | true    | true     | true     | true
            prioritised             | true    | true     | true     | true
            network                 | [1024, 512] | [1024, 512] | [128, 64] | [256, 256]
            convolutions            | []      | []       | [16x3/1+0] | []
            activation              | RELU    | RELU     | RELU     | RELU
            dueling                 | false   | false    | false    | false
            multiStep               | 1       | 1        | 1        | 1
            learningStarts          | 50000   | 50000    | 50000    | 1000
            targetInterval          | 312     | 312      | 312      | 500
            environments            | 10      | 10       | 10       | 1
            learningRateSchedule    | CONSTANT | CONSTANT | CONSTANT | CONSTANT
            adamEpsilon             | 3.90625E-5 | 3.90625E-5 | 3.90625E-5 | 1.5625E-4
            weightDecay             | none    | none     | none     | none
            dropout                 | 0.0     | 0.0      | 0.0      | 0.0
            evaluation              | EvaluationPlan[count=25, episodes=10, freshEpisodes=100, maxSteps=5000, sampled=true] \
            | as before | as before | as before
            """;

    static Stream<List<String>> rows() {
        return PresetTable.rows(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void settingsAreThoseOfTheTables(List<String> row) {
        PresetTable.assertRow(
                row,
                Dqn.gridMaze().settings(),
                Dqn.minAtar().settings(),
                Dqn.minAtarCnn().settings(),
                Dqn.cartPole().settings());
    }

    @Test
    void theTableLeavesNoSettingOut() {
        PresetTable.assertComplete(TABLE, Dqn.gridMaze().settings());
    }

    /** Breakout: 4 channels of 10 x 10 cells, filters at 8 x 8 places, 3 actions. All weights are pruned, no bias. */
    @Test
    void theWholeNetworkIsPruned() {
        final ObservationSpace board = ObservationSpace.binaryMaps(10, 10, "paddle", "ball", "trail", "brick");
        assertThat(Dqn.minAtar().layout(board, ActionSpace.discrete(3)).prunableSize())
                .isEqualTo(400 * 1_024 + 1_024 * 512 + 512 * 3);
        final ParameterLayout layout = Dqn.minAtarCnn().layout(board, ActionSpace.discrete(3));
        assertThat(layout.prunableSize()).isEqualTo(16 * 4 * 9 + 16 * 64 * 128 + 128 * 64 + 64 * 3);
        assertThat(layout.tensors().stream()
                        .filter(tensor -> !tensor.prunable())
                        .map(TensorSpec::name))
                .containsExactly("q.0.bias", "q.1.bias", "q.2.bias", "q.3.bias");
    }

    @Test
    void aShorterRunHasTheSamePace() {
        final DqnSettings half =
                Dqn.minAtar().toBuilder().scaledTo(7_500_000).build().settings();
        assertThat(half.steps()).isEqualTo(7_500_000);
        assertThat(half.explorationSteps()).isEqualTo(3_750_000);
        assertThat(half.learningStarts()).isEqualTo(25_000);
        assertThat(half.targetInterval()).isEqualTo(156);

        final DqnSettings tiny =
                Dqn.minAtar().toBuilder().multiStep(2).scaledTo(100).build().settings();
        assertThat(tiny.explorationSteps()).isEqualTo(50);
        assertThat(tiny.learningStarts()).as("10 environments, 2 steps").isEqualTo(30);
        assertThat(tiny.targetInterval()).isEqualTo(100);
    }
}
