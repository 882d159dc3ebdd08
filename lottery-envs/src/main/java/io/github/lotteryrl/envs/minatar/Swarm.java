// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import java.util.Arrays;

/**
 * Things of one kind that move along their rows, from the oldest (0) to the newest. Several may share a cell. Grows where
 * it has to; the room is kept, so a game soon allocates nothing.
 */
final class Swarm {

    private static final int LAST = Picture.SIDE - 1;

    private int size;
    private int[] rows = new int[16];
    private int[] columns = new int[16];
    private int[] directions = new int[16];
    private int[] untilMove = new int[16];
    private int[] untilShot = new int[16];

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    void add(int row, int column, int direction, int ticksUntilMove, int ticksUntilShot) {
        if (size == rows.length) {
            grow();
        }
        rows[size] = row;
        columns[size] = column;
        directions[size] = direction;
        untilMove[size] = ticksUntilMove;
        untilShot[size] = ticksUntilShot;
        size++;
    }

    private void grow() {
        rows = Arrays.copyOf(rows, 2 * size);
        columns = Arrays.copyOf(columns, 2 * size);
        directions = Arrays.copyOf(directions, 2 * size);
        untilMove = Arrays.copyOf(untilMove, 2 * size);
        untilShot = Arrays.copyOf(untilShot, 2 * size);
    }

    /** Removes one and keeps the order of the others. */
    void remove(int i) {
        size--;
        for (int k = i; k < size; k++) {
            rows[k] = rows[k + 1];
            columns[k] = columns[k + 1];
            directions[k] = directions[k + 1];
            untilMove[k] = untilMove[k + 1];
            untilShot[k] = untilShot[k + 1];
        }
    }

    int row(int i) {
        return rows[i];
    }

    int column(int i) {
        return columns[i];
    }

    int direction(int i) {
        return directions[i];
    }

    boolean isAt(int i, int row, int column) {
        return columns[i] == column && rows[i] == row;
    }

    /** Moves one by one cell and returns whether it is still on the board. */
    boolean move(int i) {
        columns[i] += directions[i];
        return columns[i] >= 0 && columns[i] <= LAST;
    }

    /** Returns whether the next {@link #isTimeToMove} of one will say yes. */
    boolean isAboutToMove(int i) {
        return untilMove[i] == 0;
    }

    /** Returns whether one has to move now, and then starts to count down from {@code interval}. */
    boolean isTimeToMove(int i, int interval) {
        if (untilMove[i] == 0) {
            untilMove[i] = interval;
            return true;
        }
        untilMove[i]--;
        return false;
    }

    /** Returns whether one has to shoot now, and then starts to count down from {@code interval}. */
    boolean isTimeToShoot(int i, int interval) {
        if (untilShot[i] == 0) {
            untilShot[i] = interval;
            return true;
        }
        untilShot[i]--;
        return false;
    }

    /** Returns the oldest in a cell, or -1. */
    int oldestAt(int row, int column) {
        for (int i = 0; i < size; i++) {
            if (isAt(i, row, column)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether one in a row moves that way. */
    boolean anyMoves(int row, int direction) {
        for (int i = 0; i < size; i++) {
            if (rows[i] == row && directions[i] == direction) {
                return true;
            }
        }
        return false;
    }

    void draw(Picture onto, int channel) {
        for (int i = 0; i < size; i++) {
            onto.draw(channel, rows[i], columns[i]);
        }
    }

    /** Draws the cells behind all. */
    void drawTrails(Picture onto, int channel) {
        for (int i = 0; i < size; i++) {
            onto.drawIfOnBoard(channel, rows[i], columns[i] - directions[i]);
        }
    }
}
