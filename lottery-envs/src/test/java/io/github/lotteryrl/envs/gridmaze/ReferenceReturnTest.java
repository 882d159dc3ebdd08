// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import org.junit.jupiter.api.Test;

/** How well the maze can be played, as a reference for agents. */
class ReferenceReturnTest {

    private static final int BEST_RETURN = 42;
    private static final int STEPS = 118;

    @Test
    void allCoinsCanBeCollectedInTime() {
        final int[] actions = new CoinPlanner().best(500);
        try (Environment environment = Environments.find("GridMaze-v0").create()) {
            environment.reset(0);
            double episodeReturn = 0;
            for (int action : actions) {
                assertThat(environment.isDone()).isFalse();
                episodeReturn += environment.step(action);
            }
            System.out.println("GridMaze-v0: reference return " + episodeReturn + " in " + actions.length + " steps");
            final float[] observation = Mazes.observation(environment);
            for (int cell = 0; cell < MazeLayout.CELLS; cell++) {
                assertThat(observation[ObjectMap.place(MazeLayout.COIN, cell)])
                        .as("coin left in [%d,%d]", cell / 20, cell % 20)
                        .isZero();
            }
            assertThat(Mazes.count(observation, MazeLayout.POISON)).isEqualTo(12);
            assertThat(environment.isTerminated()).isTrue();
            assertThat(episodeReturn).isEqualTo(BEST_RETURN);
            assertThat(actions).hasSize(STEPS);
        }
    }
}
