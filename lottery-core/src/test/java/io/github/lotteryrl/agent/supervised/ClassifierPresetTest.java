// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.PresetTable;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.ObservationSpace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierPresetTest {

    /** Nothing of this is in the paper. Network, learning rate and minibatch are those of Frankle and Carbin (2019), figure 2. */
    private static final String TABLE = """
            network              | [300, 100]
            learningRate         | 0.0012
            batch                | 60
            steps                | 600000
            convolutions         | []
            activation           | RELU
            learningRateSchedule | CONSTANT
            adamEpsilon          | 1.0E-8
            maxGradientNorm      | Infinity
            weightDecay          | none
            dropout              | 0.0
            evaluation           | EvaluationPlan[count=20, episodes=10, freshEpisodes=10, maxSteps=2147483647, sampled=false]
            """;

    static Stream<List<String>> rows() {
        return PresetTable.rows(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void settingsAreThoseOfTheTable(List<String> row) {
        PresetTable.assertRow(row, Classifier.mnist().settings());
    }

    @Test
    void theTableLeavesNoSettingOut() {
        PresetTable.assertComplete(TABLE, Classifier.mnist().settings());
    }

    /** The 266 200 weights of the Lenet of Frankle and Carbin. */
    @Test
    void theWholeNetworkIsPruned() {
        assertThat(Classifier.mnist()
                        .layout(ObservationSpace.maps(28, 28, "pixel"), ActionSpace.discrete(10))
                        .prunableSize())
                .isEqualTo(784 * 300 + 300 * 100 + 100 * 10)
                .isEqualTo(266_200);
    }
}
