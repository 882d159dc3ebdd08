// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.Arrays;
import java.util.List;

/**
 * MinAtar's Space Invaders: a cannon in the bottom row shoots at aliens, which march sideways, come down a row at each
 * edge and shoot back. Only sticky actions make it random.
 *
 * <p>The aliens move every wave interval (12 ticks at first), or every n ticks where only n &lt; 12 of them are left.
 * Every 10 ticks the lowest of the column nearest to the cannon shoots. Bullets move by one row in each tick; the cannon
 * shoots at most every fifth. When all aliens are shot, 24 new ones appear; with ramping, the wave interval then shrinks by
 * 1, down to 6.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">channels</th>
 *     <td>cannon, alien, moving left, moving right (one of which repeats the aliens), own bullet, enemy bullet</td></tr>
 *   <tr><th scope="row">minimal actions</th><td>nothing, left, right, fire</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for each alien</td></tr>
 *   <tr><th scope="row">start</th><td>cannon in column 5, aliens in rows 0 to 3, columns 2 to 7, moving left</td></tr>
 *   <tr><th scope="row">termination</th>
 *     <td>a bullet or an alien on the cannon; aliens that should come down from the bottom row</td></tr>
 * </table>
 */
public final class SpaceInvaders extends MinAtarGame {

    private static final int CANNON = 0;
    private static final int ALIEN = 1;
    private static final int MOVING_LEFT = 2;
    private static final int MOVING_RIGHT = 3;
    private static final int OWN_BULLET = 4;
    private static final int ENEMY_BULLET = 5;
    private static final ObservationSpace OBSERVATIONS =
            board("cannon", "alien", "moving left", "moving right", "own bullet", "enemy bullet");
    private static final List<Hue> HUES =
            List.of(Hue.SKY_BLUE, Hue.VERMILLION, Hue.YELLOW, Hue.GREEN, Hue.WHITE, Hue.PURPLE);

    private static final int WAVE_ROWS = 4;
    private static final int WAVE_ROW = 0b0011111100;
    private static final int LEFT_EDGE = 1;
    private static final int RIGHT_EDGE = 1 << LAST;
    private static final int WAVE_INTERVAL = 12;
    private static final int LEAST_WAVE_INTERVAL = 6;
    private static final int ENEMY_SHOT_INTERVAL = 10;
    private static final int FIRE_COOLDOWN = 5;

    private final boolean ramping;
    private int cannon;

    // One number for each row, in which bit c stands for column c.
    private final int[] aliens = new int[SIDE];
    private final int[] ownBullets = new int[SIDE];
    private final int[] enemyBullets = new int[SIDE];

    private boolean movingLeft;
    private int waveInterval;
    private int untilMove;
    private int untilShot;
    private int fireCooldown;
    private int rampLevel;

    private SpaceInvaders(MinAtarSettings settings) {
        super(OBSERVATIONS, settings, NOTHING, LEFT, RIGHT, FIRE);
        ramping = settings.ramping();
    }

    /** Returns a new game with the {@linkplain MinAtarSettings#DEFAULT default settings}, not yet reset. */
    public static SpaceInvaders create() {
        return create(MinAtarSettings.DEFAULT);
    }

    /** Returns a new game, not yet reset. */
    public static SpaceInvaders create(MinAtarSettings settings) {
        return new SpaceInvaders(settings);
    }

    @Override
    void start(GameRandom draws) {
        cannon = 5;
        Arrays.fill(ownBullets, 0);
        Arrays.fill(enemyBullets, 0);
        newWave();
        movingLeft = true;
        waveInterval = WAVE_INTERVAL;
        untilMove = WAVE_INTERVAL;
        untilShot = ENEMY_SHOT_INTERVAL;
        fireCooldown = 0;
        rampLevel = 0;
    }

    private void newWave() {
        Arrays.fill(aliens, 0, WAVE_ROWS, WAVE_ROW);
        Arrays.fill(aliens, WAVE_ROWS, SIDE, 0);
    }

    @Override
    int tick(int action, GameRandom draws) {
        act(action);
        System.arraycopy(ownBullets, 1, ownBullets, 0, LAST);
        ownBullets[LAST] = 0;
        System.arraycopy(enemyBullets, 0, enemyBullets, 1, LAST);
        enemyBullets[0] = 0;
        if (isOnCannon(enemyBullets) || isOnCannon(aliens)) {
            end();
        }
        if (untilMove == 0) {
            moveAliens();
        }
        if (untilShot == 0) {
            untilShot = ENEMY_SHOT_INTERVAL;
            shootBack();
        }
        final int reward = hit();
        if (fireCooldown > 0) {
            fireCooldown--;
        }
        untilMove--;
        untilShot--;
        if (count() == 0) {
            if (ramping && waveInterval > LEAST_WAVE_INTERVAL) {
                waveInterval--;
                rampLevel++;
            }
            newWave();
        }
        return reward;
    }

    private void act(int action) {
        switch (action) {
            case FIRE -> {
                if (fireCooldown == 0) {
                    ownBullets[LAST] |= 1 << cannon;
                    fireCooldown = FIRE_COOLDOWN;
                }
            }
            case LEFT -> cannon = Math.max(cannon - 1, 0);
            case RIGHT -> cannon = Math.min(cannon + 1, LAST);
            default -> {}
        }
    }

    private boolean isOnCannon(int[] map) {
        return (map[LAST] >>> cannon & 1) != 0;
    }

    private void moveAliens() {
        untilMove = Math.min(count(), waveInterval);
        if ((columnsWithAliens() & (movingLeft ? LEFT_EDGE : RIGHT_EDGE)) != 0) {
            movingLeft = !movingLeft;
            comeDown();
        } else {
            for (int row = 0; row < SIDE; row++) {
                aliens[row] = movingLeft ? aliens[row] >>> 1 : aliens[row] << 1;
            }
        }
        if (isOnCannon(aliens)) {
            end();
        }
    }

    /** From the bottom row they come in again at the top, in the tick that ends the game. */
    private void comeDown() {
        final int bottom = aliens[LAST];
        if (bottom != 0) {
            end();
        }
        System.arraycopy(aliens, 0, aliens, 1, LAST);
        aliens[0] = bottom;
    }

    private int columnsWithAliens() {
        int columns = 0;
        for (int row : aliens) {
            columns |= row;
        }
        return columns;
    }

    private int count() {
        int count = 0;
        for (int row : aliens) {
            count += Integer.bitCount(row);
        }
        return count;
    }

    private void shootBack() {
        final int column = nearest(columnsWithAliens());
        for (int row = LAST; row >= 0; row--) {
            if ((aliens[row] >>> column & 1) != 0) {
                enemyBullets[row] |= 1 << column;
                return;
            }
        }
    }

    /** Returns the nearest of some columns, at least one, to the cannon; of two the left one. */
    private int nearest(int columns) {
        final int left = columns & (2 << cannon) - 1;
        final int right = columns & -(2 << cannon);
        final int nearestLeft = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(left);
        final int nearestRight = Integer.numberOfTrailingZeros(right);
        if (right == 0 || (left != 0 && cannon - nearestLeft <= nearestRight - cannon)) {
            return nearestLeft;
        }
        return nearestRight;
    }

    private int hit() {
        int hits = 0;
        for (int row = 0; row < SIDE; row++) {
            final int both = aliens[row] & ownBullets[row];
            aliens[row] ^= both;
            ownBullets[row] ^= both;
            hits += Integer.bitCount(both);
        }
        return hits;
    }

    @Override
    int rampLevel() {
        return rampLevel;
    }

    @Override
    void draw(Picture onto) {
        onto.draw(CANNON, LAST, cannon);
        for (int row = 0; row < SIDE; row++) {
            onto.drawRows(ALIEN, row, aliens[row]);
            onto.drawRows(movingLeft ? MOVING_LEFT : MOVING_RIGHT, row, aliens[row]);
            onto.drawRows(OWN_BULLET, row, ownBullets[row]);
            onto.drawRows(ENEMY_BULLET, row, enemyBullets[row]);
        }
    }

    @Override
    List<Hue> hues() {
        return HUES;
    }
}
