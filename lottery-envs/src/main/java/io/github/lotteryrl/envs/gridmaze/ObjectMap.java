// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.ObservationSpace;
import java.util.Arrays;

/** A map for each thing, none for walls. */
final class ObjectMap implements MazeView {

    static final int SIZE = 6 * MazeLayout.CELLS;
    static final ObjectMap VIEW = new ObjectMap();

    private static final ObservationSpace SPACE = ObservationSpace.binaryMaps(
            MazeLayout.ROWS, MazeLayout.COLUMNS, "agent", "enemy 1", "enemy 2", "coin", "poison", "empty");

    private ObjectMap() {}

    /** Returns the place of a thing's cell in the observation. */
    static int place(int thing, int cell) {
        return thing * MazeLayout.CELLS + cell;
    }

    @Override
    public ObservationSpace space() {
        return SPACE;
    }

    @Override
    public void write(Maze maze, float[] target, int offset) {
        Arrays.fill(target, offset, offset + SIZE, 0);
        final MazeLayout layout = maze.layout();
        for (int rank = 0; rank < layout.openCells(); rank++) {
            final int cell = layout.openCell(rank);
            target[offset + place(maze.shown(cell), cell)] = 1;
        }
    }

    /**
     * Writes an observation as bits.
     *
     * @param target modified from {@code offset} on
     */
    void write(Maze maze, long[] target, int offset) {
        Arrays.fill(target, offset, offset + SPACE.words(), 0);
        final MazeLayout layout = maze.layout();
        for (int rank = 0; rank < layout.openCells(); rank++) {
            final int cell = layout.openCell(rank);
            final int bit = place(maze.shown(cell), cell);
            target[offset + bit / Long.SIZE] |= 1L << bit;
        }
    }
}
