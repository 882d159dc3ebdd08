// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static io.github.lotteryrl.envs.gridmaze.Mazes.DOWN;
import static io.github.lotteryrl.envs.gridmaze.Mazes.LEFT;
import static io.github.lotteryrl.envs.gridmaze.Mazes.RIGHT;
import static io.github.lotteryrl.envs.gridmaze.Mazes.UP;
import static io.github.lotteryrl.envs.gridmaze.Mazes.maze;
import static io.github.lotteryrl.envs.gridmaze.Mazes.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.contract.EnvironmentContract;
import io.github.lotteryrl.envs.classic.Rollout;
import org.junit.jupiter.api.Test;

class GridMazeTest extends EnvironmentContract {

    private static final String AGENT_ELSEWHERE = "#..o.x.o.x.o.x.o.xo#";

    @Override
    protected EnvironmentFactory factory() {
        return Environments.find("GridMaze-v0");
    }

    @Override
    protected boolean isRandom() {
        return false;
    }

    @Test
    void coinsAndPoisonsCountOnce() {
        final GridMaze maze = maze(MazeLayout.PAPER);
        assertThat(maze.step(RIGHT)).isZero();
        assertThat(maze.step(RIGHT)).isEqualTo(1);
        assertThat(play(maze, LEFT, RIGHT)).isZero();
        assertThat(maze.step(LEFT)).isZero();
        assertThat(maze.step(DOWN)).isEqualTo(-1);
        assertThat(play(maze, UP, DOWN)).isZero();
        final float[] observation = Mazes.observation(maze);
        assertThat(Mazes.count(observation, MazeLayout.COIN)).isEqualTo(41);
        assertThat(Mazes.count(observation, MazeLayout.POISON)).isEqualTo(11);
    }

    @Test
    void actionsAreUpDownLeftRightAndWallsStop() {
        final GridMaze maze = maze(MazeLayout.PAPER);
        final int[] actions = {UP, LEFT, DOWN, DOWN, RIGHT, UP, LEFT};
        final int[] cells = {21, 21, 41, 41, 42, 22, 21};
        for (int i = 0; i < actions.length; i++) {
            maze.step(actions[i]);
            assertThat(Mazes.cellOf(Mazes.observation(maze), MazeLayout.AGENT)).isEqualTo(cells[i]);
        }
    }

    /** Seven cells there and back take 12 moves, one in every second step. */
    @Test
    void enemiesPatrolTheirGaps() {
        final GridMaze maze = maze(MazeLayout.PAPER);
        for (int step = 0; step < 200; step++) {
            final float[] observation = Mazes.observation(maze);
            final int upper = (step / 2 + 3) % 12;
            final int lower = (step / 2 + 9) % 12;
            assertThat(Mazes.cellOf(observation, MazeLayout.ENEMY_1))
                    .isEqualTo(Mazes.cell(3, 6 + Math.min(upper, 12 - upper)));
            assertThat(Mazes.cellOf(observation, MazeLayout.ENEMY_2))
                    .isEqualTo(Mazes.cell(6, 10 + Math.min(lower, 12 - lower)));
            maze.step(UP);
        }
    }

    /** Random play shows each enemy in exactly these cells. */
    @Test
    void patrolCellsAreWhereEnemiesAreSeen() {
        final boolean[][][] seen = new boolean[2][10][20];
        Rollout.random("GridMaze-v0", 100_000, observation -> {
            for (int enemy = 1; enemy <= 2; enemy++) {
                final int cell = Mazes.cellOf(observation, enemy);
                if (cell >= 0) {
                    seen[enemy - 1][cell / 20][cell % 20] = true;
                }
            }
            return true;
        });
        assertThat(GridMaze.patrolCells(1)).isDeepEqualTo(seen[0]);
        assertThat(GridMaze.patrolCells(2)).isDeepEqualTo(seen[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridMaze.patrolCells(3))
                .withMessage("enemy 3 not in [1, 2]");
    }

    @Test
    void walkingOntoAnEnemyEnds() {
        final MazeLayout layout = Mazes.layout(1, AGENT_ELSEWHERE, 3, "######.@>....#######");
        final GridMaze maze = maze(layout);
        assertThat(maze.step(RIGHT)).isZero();
        assertThat(maze.isTerminated()).isTrue();
        assertThat(maze.isTruncated()).isFalse();
        // The agent hides the enemy.
        assertThat(Mazes.cellOf(Mazes.observation(maze), MazeLayout.ENEMY_1)).isEqualTo(-1);

        final GridMaze predecessor = maze(layout, new MazeRules(1, 200, false, true));
        predecessor.step(RIGHT);
        assertThat(predecessor.isTerminated()).isFalse();
    }

    @Test
    void beingWalkedOntoEnds() {
        final GridMaze maze = maze(enemyComesFromTheRight("@.<...."));
        play(maze, LEFT, LEFT, LEFT);
        assertThat(maze.isTerminated()).isFalse();
        assertThat(maze.step(LEFT)).isZero();
        assertThat(maze.isTerminated()).isTrue();
    }

    @Test
    void whoLeavesInTimeIsNotMet() {
        final MazeLayout layout = enemyComesFromTheRight("@.<....");
        final int[] actions = {LEFT, LEFT, LEFT, UP};
        final GridMaze maze = maze(layout);
        play(maze, actions);
        assertThat(maze.isTerminated()).isFalse();

        final GridMaze predecessor = maze(layout, new MazeRules(1, 200, false, true));
        play(predecessor, actions);
        assertThat(predecessor.isTerminated()).isTrue();
    }

    @Test
    void changingPlacesIsNotMeeting() {
        final GridMaze maze = maze(enemyComesFromTheRight("@.<...."));
        play(maze, RIGHT, RIGHT);
        final float[] observation = Mazes.observation(maze);
        assertThat(Mazes.cellOf(observation, MazeLayout.AGENT)).isEqualTo(Mazes.cell(3, 8));
        assertThat(Mazes.cellOf(observation, MazeLayout.ENEMY_2)).isEqualTo(Mazes.cell(3, 7));
        assertThat(maze.isDone()).isFalse();
    }

    /** Returns a layout with the agent and enemy 2 in the upper gap and enemy 1 in the lower one. */
    private static MazeLayout enemyComesFromTheRight(String gap) {
        return Mazes.layout(row -> switch (row) {
            case "#@.o.x.o.x.o.x.o.xo#" -> AGENT_ELSEWHERE;
            case "######...>...#######" -> "######" + gap + "#######";
            case "##########...<...###" -> "##########...>...###";
            default -> row;
        });
    }

    @Test
    void theLastCoinEnds() {
        final GridMaze maze = maze(onlyTheFirstCoin());
        maze.step(RIGHT);
        assertThat(maze.isDone()).isFalse();
        assertThat(maze.step(RIGHT)).isEqualTo(1);
        assertThat(maze.isTerminated()).isTrue();
        assertThat(Mazes.count(Mazes.observation(maze), MazeLayout.COIN)).isZero();
    }

    @Test
    void theLastPoisonEndsNothingHere() {
        final MazeLayout layout = Mazes.layout(row -> row.startsWith("#.x") ? row : row.replace('x', '.'));
        final int[] actions = {DOWN, RIGHT};
        final GridMaze maze = maze(layout);
        assertThat(play(maze, actions)).isEqualTo(-1);
        assertThat(Mazes.count(Mazes.observation(maze), MazeLayout.POISON)).isZero();
        assertThat(maze.isDone()).isFalse();

        final GridMaze predecessor = maze(layout, new MazeRules(1, 200, true, false));
        play(predecessor, actions);
        assertThat(predecessor.isTerminated()).isTrue();
    }

    @Test
    void twoHundredStepsAreTheLimit() {
        final GridMaze maze = maze(MazeLayout.PAPER);
        for (int i = 0; i < 200; i++) {
            assertThat(maze.isDone()).as("done after %d steps", i).isFalse();
            maze.step(UP);
        }
        assertThat(maze.isTerminated()).isTrue();
        assertThat(maze.isTruncated()).isFalse();
    }

    @Test
    void theLastCoinCountsInTheLastStep() {
        final GridMaze maze = maze(onlyTheFirstCoin());
        play(maze, new int[198]);
        assertThat(play(maze, RIGHT, RIGHT)).isEqualTo(1);
        assertThat(maze.isTerminated()).isTrue();
    }

    private static MazeLayout onlyTheFirstCoin() {
        return Mazes.layout(
                row -> row.startsWith("#@.o") ? "#@.o" + row.substring(4).replace('o', '.') : row.replace('o', '.'));
    }

    @Test
    void nothingIsShownBeforeTheFirstReset() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GridMaze.create().observe(new float[1_200], 0))
                .withMessageContaining("call reset first");
    }

    @Test
    void aHundredThousandRandomStepsStayInBounds() {
        Rollout.random("GridMaze-v0", 1_000_000, GridMazeTest::isPossible);
    }

    private static boolean isPossible(float[] observation) {
        boolean possible = Mazes.count(observation, MazeLayout.AGENT) == 1
                && Mazes.count(observation, MazeLayout.COIN) <= 42
                && Mazes.count(observation, MazeLayout.POISON) <= 12;
        for (int cell = 0; cell < 200; cell++) {
            int things = 0;
            for (int thing = 0; thing < 6; thing++) {
                things += observation[ObjectMap.place(thing, cell)] == 1 ? 1 : 0;
            }
            possible &= things == (MazeLayout.PAPER.thing(cell) == MazeLayout.WALL ? 0 : 1);
        }
        final int agent = Mazes.cellOf(observation, MazeLayout.AGENT);
        final int upper = Mazes.cellOf(observation, MazeLayout.ENEMY_1);
        final int lower = Mazes.cellOf(observation, MazeLayout.ENEMY_2);
        return possible
                && Mazes.count(observation, MazeLayout.ENEMY_1) <= 1
                && Mazes.count(observation, MazeLayout.ENEMY_2) <= 1
                && (upper < 0 ? agent / 20 == 3 : upper / 20 == 3)
                && (lower < 0 ? agent / 20 == 6 : lower / 20 == 6);
    }

    /** A promise of the release: a change is listed in the changelog. Recorded with version 1 of this class. */
    @Test
    void theseActionsGiveTheseEpisodes() {
        assertThat(Rollout.digest("GridMaze-v0", 7, 10_000)).isEqualTo(508_257_669L);
        assertThat(Rollout.digest("GridMaze-v0?encoding=rgb", 7, 10_000)).isEqualTo(1_143_343_322L);
        assertThat(Rollout.digest("GridMaze-v0?encoding=entangled", 7, 1_000)).isEqualTo(3_944_208_773L);
    }
}
