// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.ObservationSpace;

/** The paper's colours, with the values that CSS gives their names. */
final class Rgb implements MazeView {

    static final Rgb VIEW = new Rgb();

    private static final ObservationSpace SPACE =
            ObservationSpace.maps(MazeLayout.ROWS, MazeLayout.COLUMNS, "red", "green", "blue");

    /** By thing: cyan, magenta, green, yellow, brown, black, grey. */
    private static final int[] COLOURS = {0x00ffff, 0xff00ff, 0x008000, 0xffff00, 0xa52a2a, 0x000000, 0x808080};

    private Rgb() {}

    /** Returns red, green and blue of a thing in one number. */
    static int colour(int thing) {
        return COLOURS[thing];
    }

    @Override
    public ObservationSpace space() {
        return SPACE;
    }

    @Override
    public void write(Maze maze, float[] target, int offset) {
        for (int cell = 0; cell < MazeLayout.CELLS; cell++) {
            final int colour = colour(maze.shown(cell));
            target[offset + cell] = colour >> 16;
            target[offset + MazeLayout.CELLS + cell] = colour >> 8 & 0xff;
            target[offset + 2 * MazeLayout.CELLS + cell] = colour & 0xff;
        }
    }
}
