// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.List;

/**
 * MinAtar's Freeway: a chicken is to cross, in column 4, a road with one car in each of the rows 1 to 8.
 *
 * <p>A car of speed s, from 1 to 5, moves by one cell every s + 1 ticks, so 1 is the fastest; leaving the board it comes
 * in again at the other side. The chicken moves at most every third tick. A car that meets it puts it back into the
 * bottom row, without any other loss. At the top the cars get new speeds and directions, and the chicken starts again at
 * the bottom. The game does not become harder: {@link MinAtarSettings#ramping} has no effect.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">channels</th>
 *     <td>chicken, car, speed 1 to speed 5 (the cell behind a car of that speed)</td></tr>
 *   <tr><th scope="row">minimal actions</th><td>nothing, up, down</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for reaching the top row</td></tr>
 *   <tr><th scope="row">start</th><td>chicken in row 9, cars in column 0, speeds and directions uniform</td></tr>
 *   <tr><th scope="row">termination</th><td>after 2501 ticks</td></tr>
 * </table>
 */
public final class Freeway extends MinAtarGame {

    private static final int CHICKEN = 0;
    private static final int CAR = 1;
    private static final ObservationSpace OBSERVATIONS =
            board("chicken", "car", "speed 1", "speed 2", "speed 3", "speed 4", "speed 5");
    private static final List<Hue> HUES =
            List.of(Hue.SKY_BLUE, Hue.VERMILLION, Hue.GREY_1, Hue.GREY_2, Hue.GREY_3, Hue.GREY_4, Hue.GREY_5);

    private static final int CARS = 8;
    private static final int SLOWEST = 5;
    private static final int COLUMN = 4;
    private static final int MOVE_COOLDOWN = 3;
    private static final int TIME = 2_500;

    private int row;
    private int cooldown;
    private int timeLeft;

    // Car i is in row i + 1.
    private final int[] columns = new int[CARS];
    private final int[] speeds = new int[CARS];
    private final int[] directions = new int[CARS];
    private final int[] untilMove = new int[CARS];

    private Freeway(MinAtarSettings settings) {
        super(OBSERVATIONS, settings, NOTHING, UP, DOWN);
    }

    /** Returns a new game with the {@linkplain MinAtarSettings#DEFAULT default settings}, not yet reset. */
    public static Freeway create() {
        return create(MinAtarSettings.DEFAULT);
    }

    /** Returns a new game, not yet reset. */
    public static Freeway create(MinAtarSettings settings) {
        return new Freeway(settings);
    }

    @Override
    void start(GameRandom draws) {
        for (int car = 0; car < CARS; car++) {
            columns[car] = 0;
        }
        newCars(draws);
        row = LAST;
        cooldown = MOVE_COOLDOWN;
        timeLeft = TIME;
    }

    /** All speeds come before all directions, the order of the original's draws; the columns stay. */
    private void newCars(GameRandom draws) {
        for (int car = 0; car < CARS; car++) {
            speeds[car] = draws.nextInt(1, SLOWEST + 1);
            untilMove[car] = speeds[car];
        }
        for (int car = 0; car < CARS; car++) {
            // A draw of exactly 0.5 makes the original's car stand still, with probability 2^-53; here it goes left.
            directions[car] = draws.nextDouble() > 0.5 ? 1 : -1;
        }
    }

    @Override
    int tick(int action, GameRandom draws) {
        if (cooldown == 0 && (action == UP || action == DOWN)) {
            cooldown = MOVE_COOLDOWN;
            row = action == UP ? Math.max(row - 1, 0) : Math.min(row + 1, LAST);
        }
        int reward = 0;
        if (row == 0) {
            reward = 1;
            newCars(draws);
            row = LAST;
        }
        for (int car = 0; car < CARS; car++) {
            meet(car);
            if (untilMove[car] == 0) {
                untilMove[car] = speeds[car];
                columns[car] = wrap(columns[car] + directions[car]);
                meet(car);
            } else {
                untilMove[car]--;
            }
        }
        if (cooldown > 0) {
            cooldown--;
        }
        timeLeft--;
        if (timeLeft < 0) {
            end();
        }
        return reward;
    }

    private void meet(int car) {
        if (row == car + 1 && columns[car] == COLUMN) {
            row = LAST;
        }
    }

    private static int wrap(int column) {
        return column < 0 ? LAST : column > LAST ? 0 : column;
    }

    @Override
    void draw(Picture onto) {
        onto.draw(CHICKEN, row, COLUMN);
        for (int car = 0; car < CARS; car++) {
            onto.draw(CAR, car + 1, columns[car]);
            onto.draw(CAR + speeds[car], car + 1, wrap(columns[car] - directions[car]));
        }
    }

    @Override
    List<Hue> hues() {
        return HUES;
    }
}
