// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.examples.figure5.PrunedInputs.Enemy;
import io.github.lotteryrl.examples.figures.HandMade;
import io.github.lotteryrl.examples.figures.InputLayer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunedInputsTest {

    private static final ObservationSpace MAZE = GridMaze.create().observationSpace();

    private static InputLayer ticket(long seed, int level, String... inputs) {
        return InputLayer.of(HandMade.ticket(MAZE, seed, level, "empty[1,1]", List.of(inputs)), 0);
    }

    /** Enemy 1 patrols [3,6] to [3,12], enemy 2 [6,10] to [6,16]. */
    @Test
    void exceptionsAreCountedOverSeeds() {
        final PrunedInputs pruned = PrunedInputs.ofLevels(List.of(
                        ticket(0, 4, "enemy 1[3,6]", "enemy 1[3,12]", "enemy 1[3,13]", "enemy 2[6,9]", "agent[1,1]"),
                        ticket(1, 4, "enemy 1[3,7]", "enemy 1[6,10]", "enemy 2[6,16]", "agent[1,1]", "agent[1,2]")))
                .get(0);
        assertThat(pruned.enemies())
                .containsExactly(new Enemy("enemy 1", 5, 2, 14, 11), new Enemy("enemy 2", 2, 1, 14, 13));
        assertThat(pruned.line())
                .contains(
                        "(level 4, 2 seeds together)",
                        "enemy 1 keeps 5 cells, 2 of them out of its reach, and loses 11 of the 14 in it",
                        "and the input layer");
    }

    @Test
    void channelsAreRankedByTheirMeanOverSeeds() {
        final List<PrunedInputs> levels = PrunedInputs.ofLevels(List.of(
                ticket(0, 1, "agent[1,1]", "agent[1,2]", "coin[1,3]", "poison[1,5]", "enemy 1[3,6]", "enemy 2[6,9]"),
                ticket(0, 2, "agent[1,1]", "agent[1,2]", "coin[1,3]", "poison[1,5]", "enemy 1[3,6]"),
                ticket(1, 1, "coin[1,3]", "coin[1,7]", "coin[1,11]", "poison[1,5]", "enemy 1[3,6]", "enemy 1[3,7]")));
        assertThat(levels).extracting(PrunedInputs::level).containsExactly(1, 2);
        // In 400 weights of a channel: 2 and 0 of the agent's, 1 and 3 of the coins', 1 and 0 of the second enemy's.
        assertThat(levels.get(0).channels())
                .containsEntry("agent", 1 / 400.0)
                .containsEntry("coin", 2 / 400.0)
                .containsEntry("enemy 2", 0.5 / 400);
        assertThat(levels.get(0).fields())
                .containsEntry("leastPrunedChannel", "coin")
                .containsEntry("mostPrunedChannel", "enemy 2")
                .containsEntry("mostPrunedLayer", "input layer")
                .containsEntry("tickets", 2);
        assertThat(levels.get(1).fields()).containsEntry("leastPrunedChannel", "agent");
        final Map<?, ?> enemy = (Map<?, ?>) ((List<?>) levels.get(1).fields().get("enemies")).get(1);
        assertThat(enemy.get("survivingCells")).isEqualTo(0);
        assertThat(enemy.get("patrolCellsPruned")).isEqualTo(7);
    }
}
