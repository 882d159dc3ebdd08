// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.List;

/**
 * MinAtar's Seaquest: a submarine (rows 0 to 8, row 0 is the surface) shoots fish and enemy submarines, picks up divers
 * and must come up for air.
 *
 * <p>Enemies try to appear every spawn interval (20 ticks at first) in one of the rows 1 to 8, at the left or right edge;
 * one in three is a submarine, which shoots every 11 ticks. None appears where another comes the other way. They move
 * every (move interval + 1) ticks, 6 at first; divers appear every 30 ticks and move every 6. Bullets move in every tick;
 * the submarine shoots at most every fifth.
 *
 * <p>Below the surface a tick costs one of 200 units of oxygen. To come up takes at least one diver, who is set down (six
 * are cashed in), and fills the oxygen. With ramping each time up makes the game harder: the spawn interval shrinks by 1
 * down to 1, every second time the move interval by 1 down to 2.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">channels</th>
 *     <td>front, back (of the own submarine), own bullet, trail (the cell behind fish, enemy submarines and divers), enemy
 *     bullet, fish, enemy submarine, oxygen (row 9, a cell for each 20 units), divers aboard (row 9, a cell for each, from
 *     the right), diver</td></tr>
 *   <tr><th scope="row">minimal actions</th><td>all: nothing, left, up, right, down, fire</td></tr>
 *   <tr><th scope="row">reward</th>
 *     <td>1 for each fish or submarine shot; for coming up with six divers 1 for each full 20 units of oxygen left</td></tr>
 *   <tr><th scope="row">start</th><td>submarine in row 0, column 5, facing left; nothing else; full oxygen</td></tr>
 *   <tr><th scope="row">termination</th>
 *     <td>touching an enemy or its bullet; no oxygen left; coming up without a diver</td></tr>
 * </table>
 *
 * <p>As in the original, six divers cashed in leave -1 aboard, and with a negative number one may come up without a diver
 * and without reward; each time lowers it further.
 */
public final class Seaquest extends MinAtarGame {

    private static final int FRONT = 0;
    private static final int BACK = 1;
    private static final int OWN_BULLET = 2;
    private static final int TRAIL = 3;
    private static final int ENEMY_BULLET = 4;
    private static final int FISH = 5;
    private static final int ENEMY_SUBMARINE = 6;
    private static final int OXYGEN = 7;
    private static final int DIVERS_ABOARD = 8;
    private static final int DIVER = 9;
    private static final ObservationSpace OBSERVATIONS = board(
            "front",
            "back",
            "own bullet",
            "trail",
            "enemy bullet",
            "fish",
            "enemy submarine",
            "oxygen",
            "divers aboard",
            "diver");
    private static final List<Hue> HUES = List.of(
            Hue.SKY_BLUE,
            Hue.BLUE,
            Hue.WHITE,
            Hue.GREY_4,
            Hue.PURPLE,
            Hue.ORANGE,
            Hue.VERMILLION,
            Hue.GREEN,
            Hue.DARK_RED,
            Hue.YELLOW);

    private static final int FULL_OXYGEN = 200;
    private static final int UNITS_PER_CELL = FULL_OXYGEN / SIDE;
    private static final int CREW = 6;
    private static final int DEEPEST = 8;
    private static final int SPAWN_INTERVAL = 20;
    private static final int DIVER_SPAWN_INTERVAL = 30;
    private static final int MOVE_INTERVAL = 5;
    private static final int LEAST_MOVE_INTERVAL = 2;
    private static final int DIVER_MOVE_INTERVAL = 5;
    private static final int ENEMY_SHOT_INTERVAL = 10;
    private static final int FIRE_COOLDOWN = 5;
    private static final double SUBMARINE_PROBABILITY = 1.0 / 3;

    private final boolean ramping;
    private int row;
    private int column;
    private int facing;
    private int oxygen;
    private int aboard;
    private boolean surfaced;
    private int fireCooldown;

    private final Swarm ownBullets = new Swarm();
    private final Swarm enemyBullets = new Swarm();
    private final Swarm fish = new Swarm();
    private final Swarm submarines = new Swarm();
    private final Swarm divers = new Swarm();

    private int spawnInterval;
    private int untilSpawn;
    private int untilDiver;
    private int moveInterval;
    private int rampLevel;

    private Seaquest(MinAtarSettings settings) {
        super(OBSERVATIONS, settings, NOTHING, LEFT, UP, RIGHT, DOWN, FIRE);
        ramping = settings.ramping();
    }

    /** Returns a new game with the {@linkplain MinAtarSettings#DEFAULT default settings}, not yet reset. */
    public static Seaquest create() {
        return create(MinAtarSettings.DEFAULT);
    }

    /** Returns a new game, not yet reset. */
    public static Seaquest create(MinAtarSettings settings) {
        return new Seaquest(settings);
    }

    @Override
    void start(GameRandom draws) {
        row = 0;
        column = 5;
        facing = -1;
        oxygen = FULL_OXYGEN;
        aboard = 0;
        surfaced = true;
        fireCooldown = 0;
        ownBullets.clear();
        enemyBullets.clear();
        fish.clear();
        submarines.clear();
        divers.clear();
        spawnInterval = SPAWN_INTERVAL;
        untilSpawn = SPAWN_INTERVAL;
        untilDiver = DIVER_SPAWN_INTERVAL;
        moveInterval = MOVE_INTERVAL;
        rampLevel = 0;
    }

    @Override
    int tick(int action, GameRandom draws) {
        if (untilSpawn == 0) {
            spawnEnemy(draws);
            untilSpawn = spawnInterval;
        }
        if (untilDiver == 0) {
            spawnDiver(draws);
            untilDiver = DIVER_SPAWN_INTERVAL;
        }
        act(action);
        int reward = moveOwnBullets();
        moveDivers();
        for (int i = submarines.size() - 1; i >= 0; i--) {
            reward += moveSubmarine(i);
        }
        moveEnemyBullets();
        for (int i = fish.size() - 1; i >= 0; i--) {
            reward += moveEnemy(fish, i);
        }
        untilSpawn = Math.max(untilSpawn - 1, 0);
        untilDiver = Math.max(untilDiver - 1, 0);
        fireCooldown = Math.max(fireCooldown - 1, 0);
        return reward + breathe();
    }

    private void spawnEnemy(GameRandom draws) {
        final int direction = draws.nextDouble() < 0.5 ? 1 : -1;
        final boolean isSubmarine = draws.nextDouble() < SUBMARINE_PROBABILITY;
        final int spawnRow = draws.nextInt(1, DEEPEST + 1);
        if (fish.anyMoves(spawnRow, -direction) || submarines.anyMoves(spawnRow, -direction)) {
            return;
        }
        (isSubmarine ? submarines : fish).add(spawnRow, edge(direction), direction, moveInterval, ENEMY_SHOT_INTERVAL);
    }

    private void spawnDiver(GameRandom draws) {
        final int direction = draws.nextDouble() < 0.5 ? 1 : -1;
        divers.add(draws.nextInt(1, DEEPEST + 1), edge(direction), direction, DIVER_MOVE_INTERVAL, 0);
    }

    /** Returns the column in which something appears that moves this way. */
    private static int edge(int direction) {
        return direction > 0 ? 0 : LAST;
    }

    private void act(int action) {
        switch (action) {
            case FIRE -> {
                if (fireCooldown == 0) {
                    ownBullets.add(row, column, facing, 0, 0);
                    fireCooldown = FIRE_COOLDOWN;
                }
            }
            case LEFT -> {
                column = Math.max(column - 1, 0);
                facing = -1;
            }
            case RIGHT -> {
                column = Math.min(column + 1, LAST);
                facing = 1;
            }
            case UP -> row = Math.max(row - 1, 0);
            case DOWN -> row = Math.min(row + 1, DEEPEST);
            default -> {}
        }
    }

    private int moveOwnBullets() {
        int reward = 0;
        for (int i = ownBullets.size() - 1; i >= 0; i--) {
            if (!ownBullets.move(i)) {
                ownBullets.remove(i);
            } else if (hit(fish, i) || hit(submarines, i)) {
                ownBullets.remove(i);
                reward++;
            }
        }
        return reward;
    }

    /** Removes the oldest enemy in the cell of an own bullet; returns whether there was one. */
    private boolean hit(Swarm enemies, int bullet) {
        final int target = enemies.oldestAt(ownBullets.row(bullet), ownBullets.column(bullet));
        if (target >= 0) {
            enemies.remove(target);
        }
        return target >= 0;
    }

    private void moveDivers() {
        for (int i = divers.size() - 1; i >= 0; i--) {
            if (!pickUp(i) && divers.isTimeToMove(i, DIVER_MOVE_INTERVAL)) {
                if (divers.move(i)) {
                    pickUp(i);
                } else {
                    divers.remove(i);
                }
            }
        }
    }

    private boolean pickUp(int diver) {
        if (aboard >= CREW || !divers.isAt(diver, row, column)) {
            return false;
        }
        divers.remove(diver);
        aboard++;
        return true;
    }

    /** A submarine shoots even from beyond the edge, and after it was hit: the original's order. */
    private int moveSubmarine(int i) {
        final int submarineRow = submarines.row(i);
        final int direction = submarines.direction(i);
        final boolean shoots = submarines.isTimeToShoot(i, ENEMY_SHOT_INTERVAL);
        final int columnAfter = submarines.column(i) + (submarines.isAboutToMove(i) ? direction : 0);
        final int reward = moveEnemy(submarines, i);
        if (shoots) {
            enemyBullets.add(submarineRow, columnAfter, direction, 0, 0);
        }
        return reward;
    }

    /** Moves an enemy, which may be removed; returns the reward. */
    private int moveEnemy(Swarm enemies, int i) {
        if (enemies.isAt(i, row, column)) {
            end();
        }
        if (!enemies.isTimeToMove(i, moveInterval)) {
            return 0;
        }
        if (!enemies.move(i)) {
            enemies.remove(i);
        } else if (enemies.isAt(i, row, column)) {
            end();
        } else {
            final int bullet = ownBullets.oldestAt(enemies.row(i), enemies.column(i));
            if (bullet >= 0) {
                ownBullets.remove(bullet);
                enemies.remove(i);
                return 1;
            }
        }
        return 0;
    }

    private void moveEnemyBullets() {
        for (int i = enemyBullets.size() - 1; i >= 0; i--) {
            if (enemyBullets.isAt(i, row, column)) {
                end();
            }
            if (!enemyBullets.move(i)) {
                enemyBullets.remove(i);
            } else if (enemyBullets.isAt(i, row, column)) {
                end();
            }
        }
    }

    /** The part of a tick that the oxygen decides; returns the reward. */
    private int breathe() {
        if (oxygen <= 0) {
            end();
        }
        if (row > 0) {
            oxygen--;
            surfaced = false;
            return 0;
        }
        if (surfaced) {
            return 0;
        }
        if (aboard == 0) {
            end();
            return 0;
        }
        return surface();
    }

    private int surface() {
        surfaced = true;
        int reward = 0;
        if (aboard == CREW) {
            aboard = 0;
            reward = oxygen / UNITS_PER_CELL;
        }
        oxygen = FULL_OXYGEN;
        aboard--;
        if (ramping && (spawnInterval > 1 || moveInterval > LEAST_MOVE_INTERVAL)) {
            if (moveInterval > LEAST_MOVE_INTERVAL && rampLevel % 2 == 1) {
                moveInterval--;
            }
            if (spawnInterval > 1) {
                spawnInterval--;
            }
            rampLevel++;
        }
        return reward;
    }

    @Override
    int rampLevel() {
        return rampLevel;
    }

    @Override
    void draw(Picture onto) {
        onto.draw(FRONT, row, column);
        onto.draw(BACK, row, column - facing);
        onto.drawRows(OXYGEN, LAST, (1L << Math.max(oxygen, 0) / UNITS_PER_CELL) - 1);
        for (int i = 0; i < aboard; i++) {
            onto.draw(DIVERS_ABOARD, LAST, LAST - 1 - i);
        }
        ownBullets.draw(onto, OWN_BULLET);
        enemyBullets.draw(onto, ENEMY_BULLET);
        fish.draw(onto, FISH);
        submarines.draw(onto, ENEMY_SUBMARINE);
        divers.draw(onto, DIVER);
        fish.drawTrails(onto, TRAIL);
        submarines.drawTrails(onto, TRAIL);
        divers.drawTrails(onto, TRAIL);
    }

    @Override
    List<Hue> hues() {
        return HUES;
    }
}
