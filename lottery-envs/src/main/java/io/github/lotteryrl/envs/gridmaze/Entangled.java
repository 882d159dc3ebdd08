// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of random numbers times the object map. The numbers are drawn column by column and kept so: the product is the
 * sum of the columns of the ones, added in the order of the cells.
 */
final class Entangled implements MazeView {

    private static final int SIZE = ObjectMap.SIZE;
    private static final ObservationSpace SPACE = ObservationSpace.of(names());

    /** A matrix takes 6 MB, and a run has many environments. */
    private static final Map<Long, SoftReference<Entangled>> VIEWS = new ConcurrentHashMap<>();

    private static final float[] ZEROS = new float[SIZE];

    private final float[][] columns;

    private Entangled(float[][] columns) {
        this.columns = columns;
    }

    /** Returns the view through the matrix of a seed. */
    static Entangled of(long seed) {
        final @Nullable SoftReference<Entangled> known = VIEWS.get(seed);
        final @Nullable Entangled kept = known == null ? null : known.get();
        if (kept != null) {
            return kept;
        }
        // Two threads may both come here; their matrices are equal.
        final Entangled view = new Entangled(draw(seed));
        VIEWS.put(seed, new SoftReference<>(view));
        return view;
    }

    private static List<String> names() {
        return IntStream.range(0, SIZE).mapToObj(i -> "mixture[" + i + ']').toList();
    }

    private static float[][] draw(long seed) {
        final RandomStream random =
                Seed.of(seed).derive("GridMaze entangling matrix").random();
        final float[][] columns = new float[SIZE][SIZE];
        for (float[] column : columns) {
            for (int row = 0; row < SIZE; row++) {
                column[row] = 2 * random.nextFloat() - 1;
            }
        }
        return columns;
    }

    /** Returns an entry of the matrix. */
    float entry(int row, int column) {
        return columns[column][row];
    }

    @Override
    public ObservationSpace space() {
        return SPACE;
    }

    @Override
    public void write(Maze maze, float[] target, int offset) {
        Arrays.fill(target, offset, offset + SIZE, 0);
        final MazeLayout layout = maze.layout();
        for (int rank = 0; rank < layout.openCells(); rank += 4) {
            add(
                    column(maze, rank),
                    column(maze, rank + 1),
                    column(maze, rank + 2),
                    column(maze, rank + 3),
                    target,
                    offset);
        }
    }

    /** Returns the column of the one in a cell, or zeros past the last cell. */
    private float[] column(Maze maze, int rank) {
        if (rank >= maze.layout().openCells()) {
            return ZEROS;
        }
        final int cell = maze.layout().openCell(rank);
        return columns[ObjectMap.place(maze.shown(cell), cell)];
    }

    /** Four at once, so that the target is read and written less often; the order is that of one by one. */
    private static void add(float[] a, float[] b, float[] c, float[] d, float[] target, int offset) {
        for (int row = 0; row < SIZE; row++) {
            target[offset + row] = target[offset + row] + a[row] + b[row] + c[row] + d[row];
        }
    }
}
