// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The state of an episode. */
final class Maze {

    /** What the actions up, down, left and right add to a cell. */
    private static final int[] MOVES = {-MazeLayout.COLUMNS, MazeLayout.COLUMNS, -1, 1};

    static final int ACTIONS = MOVES.length;

    private static final int STEPS_PER_MOVE_OF_ENEMIES = 2;
    static final int ENEMIES = 2;

    private final MazeLayout layout;
    private final MazeRules rules;

    // Coins, poisons, walls and the rest.
    private final byte[] fixed = new byte[MazeLayout.CELLS];
    private int agent;
    private final int[] enemies = new int[ENEMIES];
    private final int[] directions = new int[ENEMIES];
    private int coins;
    private int poisons;
    private int steps;
    private boolean terminated;

    Maze(MazeLayout layout, MazeRules rules) {
        this.layout = layout;
        this.rules = rules;
    }

    void start() {
        layout.copyFixed(fixed);
        agent = layout.cellOf(MazeLayout.AGENT);
        enemies[0] = layout.cellOf(MazeLayout.ENEMY_1);
        enemies[1] = layout.cellOf(MazeLayout.ENEMY_2);
        directions[0] = 1;
        directions[1] = -1;
        coins = layout.count(MazeLayout.COIN);
        poisons = layout.count(MazeLayout.POISON);
        steps = 0;
        terminated = false;
    }

    /** Moves on by one step and returns the reward. */
    int step(int action) {
        steps++;
        if (steps % STEPS_PER_MOVE_OF_ENEMIES == 0) {
            for (int enemy = 0; enemy < ENEMIES; enemy++) {
                patrol(enemy);
                terminated |= rules.meetsBeforeWalking() && enemies[enemy] == agent;
            }
        }
        final int next = agent + MOVES[action];
        if (fixed[next] != MazeLayout.WALL) {
            agent = next;
        }
        if (!rules.meetsBeforeWalking()) {
            terminated = enemies[0] == agent || enemies[1] == agent;
        }
        final int reward = collect();
        terminated |= steps >= rules.limit();
        return reward;
    }

    /** An enemy beside a wall turns before it moves. */
    private void patrol(int enemy) {
        final int cell = enemies[enemy];
        if (fixed[cell - 1] == MazeLayout.WALL) {
            directions[enemy] = 1;
        }
        if (fixed[cell + 1] == MazeLayout.WALL) {
            directions[enemy] = -1;
        }
        if (fixed[cell + directions[enemy]] != MazeLayout.WALL) {
            enemies[enemy] = cell + directions[enemy];
        }
    }

    /** Returns which cells an enemy, 0 or 1, comes to: those of its patrol until it is where it was, going the same way. */
    boolean[] patrolCells(int enemy) {
        start();
        final boolean[] cells = new boolean[MazeLayout.CELLS];
        final Set<List<Integer>> states = new HashSet<>();
        while (states.add(List.of(enemies[enemy], directions[enemy]))) {
            cells[enemies[enemy]] = true;
            patrol(enemy);
        }
        return cells;
    }

    private int collect() {
        final byte found = fixed[agent];
        if (found == MazeLayout.EMPTY) {
            return 0;
        }
        fixed[agent] = MazeLayout.EMPTY;
        if (found == MazeLayout.COIN) {
            coins--;
            terminated |= coins == 0;
            return rules.reward();
        }
        poisons--;
        terminated |= poisons == 0 && rules.endsWithoutPoison();
        return -rules.reward();
    }

    boolean isTerminated() {
        return terminated;
    }

    MazeLayout layout() {
        return layout;
    }

    /** Returns the only thing that is seen in a cell, if several are there. */
    int shown(int cell) {
        final int there = fixed[cell];
        if (cell == agent) {
            return MazeLayout.AGENT;
        }
        if (there != MazeLayout.EMPTY) {
            return there;
        }
        return cell == enemies[1] ? MazeLayout.ENEMY_2 : cell == enemies[0] ? MazeLayout.ENEMY_1 : MazeLayout.EMPTY;
    }
}
