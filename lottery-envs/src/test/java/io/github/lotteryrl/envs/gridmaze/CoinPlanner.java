// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Plans a route to all coins from the layout and the enemies' timetable, which it learns by watching an episode: again and
 * again the way to a near coin of the uppermost room that has any, around poisons and enemies. Which near coin is left to
 * chance; of many plans the shortest is taken.
 */
final class CoinPlanner {

    private static final int LIMIT = 200;
    private static final int ROWS_PER_ROOM = 3;
    private static final int[] MOVES = {-MazeLayout.COLUMNS, MazeLayout.COLUMNS, -1, 1};

    private final MazeLayout layout = MazeLayout.PAPER;

    // The cells of both enemies after each number of steps.
    private final int[][] timetable = new int[LIMIT + 1][];

    CoinPlanner() {
        try (GridMaze maze = GridMaze.create()) {
            maze.reset(0);
            for (int time = 0; time <= LIMIT; time++) {
                final float[] seen = Mazes.observation(maze);
                timetable[time] =
                        new int[] {Mazes.cellOf(seen, MazeLayout.ENEMY_1), Mazes.cellOf(seen, MazeLayout.ENEMY_2)};
                if (time < LIMIT) {
                    maze.step(Mazes.UP);
                }
            }
        }
    }

    /** Returns the actions of the shortest of some plans, which collects all coins or as many as it can. */
    int[] best(int plans) {
        final RandomStream random = Seed.of(0).random();
        Plan best = new Plan(0, new int[LIMIT]);
        for (int i = 0; i < plans; i++) {
            final Plan plan = plan(random);
            if (plan.coins > best.coins || plan.coins == best.coins && plan.actions.length < best.actions.length) {
                best = plan;
            }
        }
        return best.actions;
    }

    private record Plan(int coins, int[] actions) {}

    /** A cell at a time, and how one came there. */
    private record Visit(int cell, int time, Visit before, int action) {}

    private Plan plan(RandomStream random) {
        final boolean[] coins = new boolean[MazeLayout.CELLS];
        for (int cell = 0; cell < coins.length; cell++) {
            coins[cell] = layout.thing(cell) == MazeLayout.COIN;
        }
        Visit here = new Visit(layout.cellOf(MazeLayout.AGENT), 0, null, -1);
        int collected = 0;
        final int all = layout.count(MazeLayout.COIN);
        while (collected < all) {
            final Visit next = nearCoin(here, coins, random);
            if (next == null) {
                break;
            }
            for (Visit visit = next; visit.time > here.time; visit = visit.before) {
                collected += coins[visit.cell] ? 1 : 0;
                coins[visit.cell] = false;
            }
            here = next;
        }
        final int[] actions = new int[here.time];
        for (Visit visit = here; visit.before != null; visit = visit.before) {
            actions[visit.time - 1] = visit.action;
        }
        return new Plan(collected, actions);
    }

    /** Returns the arrival at a coin at most one step further away than the nearest, or null if time is too short. */
    private Visit nearCoin(Visit from, boolean[] coins, RandomStream random) {
        final int room = uppermostRoom(coins);
        final Deque<Visit> open = new ArrayDeque<>(List.of(from));
        final boolean[][] seen = new boolean[LIMIT + 1][MazeLayout.CELLS];
        final List<Visit> found = new ArrayList<>();
        while (!open.isEmpty()) {
            final Visit visit = open.remove();
            if (!found.isEmpty() && visit.time > found.get(0).time + 1) {
                break;
            }
            if (coins[visit.cell] && room(visit.cell) == room) {
                found.add(visit);
            } else if (visit.time < LIMIT) {
                for (int action = 0; action < MOVES.length; action++) {
                    final int cell = next(visit.cell, action);
                    final int time = visit.time + 1;
                    if (isSafe(cell, time) && !seen[time][cell]) {
                        seen[time][cell] = true;
                        open.add(new Visit(cell, time, visit, action));
                    }
                }
            }
        }
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    private static int uppermostRoom(boolean[] coins) {
        int cell = 0;
        while (!coins[cell]) {
            cell++;
        }
        return room(cell);
    }

    private static int room(int cell) {
        return cell / MazeLayout.COLUMNS / ROWS_PER_ROOM;
    }

    private int next(int cell, int action) {
        final int next = cell + MOVES[action];
        return layout.thing(next) == MazeLayout.WALL ? cell : next;
    }

    private boolean isSafe(int cell, int time) {
        return layout.thing(cell) != MazeLayout.POISON
                && Arrays.stream(timetable[time]).noneMatch(enemy -> enemy == cell);
    }
}
