// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.internal.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What is where when an episode starts. Cells are numbered row by row from the top left; the border is wall. Things have
 * the numbers of their maps in the object map, and walls the next one. Immutable.
 */
final class MazeLayout {

    static final int ROWS = 10;
    static final int COLUMNS = 20;
    static final int CELLS = ROWS * COLUMNS;

    static final byte AGENT = 0;
    static final byte ENEMY_1 = 1;
    static final byte ENEMY_2 = 2;
    static final byte COIN = 3;
    static final byte POISON = 4;
    static final byte EMPTY = 5;
    static final byte WALL = 6;

    /** The characters of the things, in their order. */
    private static final String LEGEND = "@><ox.#";

    static final MazeLayout PAPER = parse(lines());

    private final byte[] things = new byte[CELLS];
    private final int[] open;

    private MazeLayout(List<String> rows) {
        Check.length("rows of the layout", rows.size(), ROWS);
        for (int row = 0; row < ROWS; row++) {
            final String text = rows.get(row);
            Check.length("row " + row + " of the layout", text.length(), COLUMNS);
            for (int column = 0; column < COLUMNS; column++) {
                final int thing = LEGEND.indexOf(text.charAt(column));
                Check.that(thing >= 0, "'%s' in row %d of the layout is not of %s", text.charAt(column), row, LEGEND);
                final boolean border = row == 0 || row == ROWS - 1 || column == 0 || column == COLUMNS - 1;
                Check.that(!border || thing == WALL, "cell [%d,%d] of the layout's border is no wall", row, column);
                things[row * COLUMNS + column] = (byte) thing;
            }
        }
        for (byte mover = AGENT; mover <= ENEMY_2; mover++) {
            Check.that(count(mover) == 1, "the layout has %d of '%s', not 1", count(mover), LEGEND.charAt(mover));
        }
        open = IntStream.range(0, CELLS).filter(cell -> things[cell] != WALL).toArray();
    }

    /** Returns the layout that is written in the lines after the first empty one. */
    static MazeLayout parse(List<String> lines) {
        return new MazeLayout(lines.subList(lines.indexOf("") + 1, lines.size()));
    }

    /** Returns the lines of the paper's layout with their legend. */
    static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(MazeLayout.class.getResourceAsStream("layout.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte thing(int cell) {
        return things[cell];
    }

    /** Returns the cell of a thing that there is one of. */
    int cellOf(byte thing) {
        int cell = 0;
        while (things[cell] != thing) {
            cell++;
        }
        return cell;
    }

    int count(byte thing) {
        int count = 0;
        for (byte other : things) {
            count += other == thing ? 1 : 0;
        }
        return count;
    }

    int openCells() {
        return open.length;
    }

    /** Returns a cell that is not wall, by its rank among those. */
    int openCell(int rank) {
        return open[rank];
    }

    /** Writes what does not move; where something that moves starts it is empty. */
    void copyFixed(byte[] target) {
        System.arraycopy(things, 0, target, 0, CELLS);
        for (byte mover = AGENT; mover <= ENEMY_2; mover++) {
            target[cellOf(mover)] = EMPTY;
        }
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        for (int cell = 0; cell < CELLS; cell++) {
            text.append(LEGEND.charAt(things[cell])).append(cell % COLUMNS == COLUMNS - 1 ? "\n" : "");
        }
        return text.toString();
    }
}
