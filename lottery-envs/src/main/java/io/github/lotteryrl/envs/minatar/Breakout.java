// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.List;

/**
 * MinAtar's Breakout: a paddle in the bottom row keeps a ball in play, which breaks the bricks of rows 1 to 3.
 *
 * <p>The ball moves by one cell diagonally in each tick and is thrown back by the walls, the ceiling, bricks and the
 * paddle. A ball that has just broken a brick flies through others until it has left them. Coming from straight above
 * the paddle the ball is only turned upwards; coming from the cell beside it, it goes back the way it came.
 * The wall of bricks is rebuilt when the ball comes down to the bottom row and none is left. The game does not become
 * harder: {@link MinAtarSettings#ramping} has no effect.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">channels</th><td>paddle, ball, trail (where the ball was before), brick</td></tr>
 *   <tr><th scope="row">minimal actions</th><td>nothing, left, right</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for each brick</td></tr>
 *   <tr><th scope="row">start</th><td>paddle in column 4, ball in row 3 at the left or right edge, coming down</td></tr>
 *   <tr><th scope="row">termination</th><td>the ball reaches the bottom row beside the paddle</td></tr>
 * </table>
 */
public final class Breakout extends MinAtarGame {

    private static final int PADDLE = 0;
    private static final int BALL = 1;
    private static final int TRAIL = 2;
    private static final int BRICK = 3;
    private static final ObservationSpace OBSERVATIONS = board("paddle", "ball", "trail", "brick");
    private static final List<Hue> HUES = List.of(Hue.SKY_BLUE, Hue.WHITE, Hue.GREY_4, Hue.ORANGE);

    private static final int BRICK_ROW = 1;
    private static final int BRICK_ROWS = 3;
    private static final int WALL = (1 << BRICK_ROWS * SIDE) - 1;

    private int paddle;
    private int row;
    private int column;
    private int trailRow;
    private int trailColumn;
    private int down;
    private int right;

    /** Bit {@code column + 10 * (row - 1)}. */
    private int bricks;

    private boolean struck;

    private Breakout(MinAtarSettings settings) {
        super(OBSERVATIONS, settings, NOTHING, LEFT, RIGHT);
    }

    /** Returns a new game with the {@linkplain MinAtarSettings#DEFAULT default settings}, not yet reset. */
    public static Breakout create() {
        return create(MinAtarSettings.DEFAULT);
    }

    /** Returns a new game, not yet reset. */
    public static Breakout create(MinAtarSettings settings) {
        return new Breakout(settings);
    }

    @Override
    void start(GameRandom draws) {
        final boolean fromLeft = draws.nextInt(2) == 0;
        paddle = 4;
        row = 3;
        column = fromLeft ? 0 : LAST;
        down = 1;
        right = fromLeft ? 1 : -1;
        trailRow = row;
        trailColumn = column;
        bricks = WALL;
        struck = false;
    }

    @Override
    int tick(int action, GameRandom draws) {
        if (action == LEFT) {
            paddle = Math.max(paddle - 1, 0);
        } else if (action == RIGHT) {
            paddle = Math.min(paddle + 1, LAST);
        }
        trailRow = row;
        trailColumn = column;
        row += down;
        column += right;
        if (column < 0 || column > LAST) {
            column = trailColumn;
            right = -right;
        }
        final int brick = brick();
        if (brick == 0) {
            struck = false;
        }
        if (row < 0) {
            row = 0;
            down = -down;
        } else if (brick != 0 && !struck) {
            struck = true;
            bricks &= ~brick;
            bounce();
            return 1;
        } else if (row == LAST) {
            comeDown();
        }
        return 0;
    }

    /** Returns the bit of the brick in the ball's cell, 0 if there is none. */
    private int brick() {
        return row >= BRICK_ROW && row < BRICK_ROW + BRICK_ROWS ? bricks & 1 << (row - BRICK_ROW) * SIDE + column : 0;
    }

    private void bounce() {
        row = trailRow;
        down = -down;
    }

    private void comeDown() {
        if (bricks == 0) {
            bricks = WALL;
        }
        if (trailColumn == paddle) {
            bounce();
        } else if (column == paddle) {
            bounce();
            right = -right;
        } else {
            end();
        }
    }

    @Override
    void draw(Picture onto) {
        onto.draw(PADDLE, LAST, paddle);
        onto.draw(BALL, row, column);
        onto.draw(TRAIL, trailRow, trailColumn);
        onto.drawRows(BRICK, BRICK_ROW, bricks);
    }

    @Override
    List<Hue> hues() {
        return HUES;
    }
}
