// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.Arrays;
import java.util.List;

/**
 * MinAtar's Asterix: the player walks over rows 1 to 8, in each of which at most one thing crosses the board; gold is to
 * be collected, enemies are to be avoided.
 *
 * <p>A thing appears in tick 11 and then every spawn interval (10 ticks at first), in a random free row, at the left or
 * right edge; it is gold with probability 1/3. All things move by one cell every move interval (5 ticks at first). With
 * ramping the game becomes harder every 102 ticks: each time the spawn interval shrinks by 1, every second time the move
 * interval too, both down to 1.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">channels</th><td>player, enemy, trail (the cell behind an enemy or gold), gold</td></tr>
 *   <tr><th scope="row">minimal actions</th><td>nothing, left, up, right, down</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for each gold</td></tr>
 *   <tr><th scope="row">start</th><td>player in row 5, column 5, nothing else</td></tr>
 *   <tr><th scope="row">termination</th><td>the player and an enemy in the same cell</td></tr>
 * </table>
 */
public final class Asterix extends MinAtarGame {

    private static final int PLAYER = 0;
    private static final int ENEMY = 1;
    private static final int TRAIL = 2;
    private static final int GOLD = 3;
    private static final ObservationSpace OBSERVATIONS = board("player", "enemy", "trail", "gold");
    private static final List<Hue> HUES = List.of(Hue.SKY_BLUE, Hue.VERMILLION, Hue.GREY_4, Hue.YELLOW);

    private static final int SLOTS = 8;
    private static final int EMPTY = Integer.MIN_VALUE;
    private static final int SPAWN_INTERVAL = 10;
    private static final int MOVE_INTERVAL = 5;
    private static final int RAMP_INTERVAL = 100;
    private static final double GOLD_PROBABILITY = 1.0 / 3;

    private final boolean ramping;
    private int row;
    private int column;

    // Slot k is row k + 1: of all things only the one in the player's row can touch the player.
    private final int[] columns = new int[SLOTS];
    private final int[] directions = new int[SLOTS];
    private final boolean[] gold = new boolean[SLOTS];

    private int spawnInterval;
    private int untilSpawn;
    private int moveInterval;
    private int untilMove;
    private int untilRamp;
    private int rampLevel;

    private Asterix(MinAtarSettings settings) {
        super(OBSERVATIONS, settings, NOTHING, LEFT, UP, RIGHT, DOWN);
        ramping = settings.ramping();
    }

    /** Returns a new game with the {@linkplain MinAtarSettings#DEFAULT default settings}, not yet reset. */
    public static Asterix create() {
        return create(MinAtarSettings.DEFAULT);
    }

    /** Returns a new game, not yet reset. */
    public static Asterix create(MinAtarSettings settings) {
        return new Asterix(settings);
    }

    @Override
    void start(GameRandom draws) {
        row = 5;
        column = 5;
        Arrays.fill(columns, EMPTY);
        spawnInterval = SPAWN_INTERVAL;
        untilSpawn = SPAWN_INTERVAL;
        moveInterval = MOVE_INTERVAL;
        untilMove = MOVE_INTERVAL;
        untilRamp = RAMP_INTERVAL;
        rampLevel = 0;
    }

    @Override
    int tick(int action, GameRandom draws) {
        if (untilSpawn == 0) {
            spawn(draws);
            untilSpawn = spawnInterval;
        }
        movePlayer(action);
        int reward = meet();
        if (untilMove == 0) {
            untilMove = moveInterval;
            moveThings();
            reward += meet();
        }
        untilSpawn--;
        untilMove--;
        if (ramping && (spawnInterval > 1 || moveInterval > 1)) {
            ramp();
        }
        return reward;
    }

    private void spawn(GameRandom draws) {
        final boolean fromLeft = draws.nextDouble() < 0.5;
        final boolean isGold = draws.nextDouble() < GOLD_PROBABILITY;
        int free = 0;
        for (int slotColumn : columns) {
            free += slotColumn == EMPTY ? 1 : 0;
        }
        if (free == 0) {
            return;
        }
        int slot = -1;
        for (int skipped = draws.nextInt(free); skipped >= 0; skipped--) {
            do {
                slot++;
            } while (columns[slot] != EMPTY);
        }
        columns[slot] = fromLeft ? 0 : LAST;
        directions[slot] = fromLeft ? 1 : -1;
        gold[slot] = isGold;
    }

    private void movePlayer(int action) {
        switch (action) {
            case LEFT -> column = Math.max(column - 1, 0);
            case RIGHT -> column = Math.min(column + 1, LAST);
            case UP -> row = Math.max(row - 1, 1);
            case DOWN -> row = Math.min(row + 1, SLOTS);
            default -> {}
        }
    }

    private int meet() {
        final int slot = row - 1;
        if (columns[slot] != column) {
            return 0;
        }
        if (!gold[slot]) {
            end();
            return 0;
        }
        columns[slot] = EMPTY;
        return 1;
    }

    private void moveThings() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (columns[slot] != EMPTY) {
                columns[slot] += directions[slot];
                if (columns[slot] < 0 || columns[slot] > LAST) {
                    columns[slot] = EMPTY;
                }
            }
        }
    }

    private void ramp() {
        if (untilRamp >= 0) {
            untilRamp--;
            return;
        }
        if (moveInterval > 1 && rampLevel % 2 == 1) {
            moveInterval--;
        }
        if (spawnInterval > 1) {
            spawnInterval--;
        }
        rampLevel++;
        untilRamp = RAMP_INTERVAL;
    }

    @Override
    int rampLevel() {
        return rampLevel;
    }

    @Override
    void draw(Picture onto) {
        onto.draw(PLAYER, row, column);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (columns[slot] != EMPTY) {
                onto.draw(gold[slot] ? GOLD : ENEMY, slot + 1, columns[slot]);
                onto.drawIfOnBoard(TRAIL, slot + 1, columns[slot] - directions[slot]);
            }
        }
    }

    @Override
    List<Hue> hues() {
        return HUES;
    }
}
