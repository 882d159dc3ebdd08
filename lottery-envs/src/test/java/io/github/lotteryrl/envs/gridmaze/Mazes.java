// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mazes that differ from the paper's, and what is seen in them. */
final class Mazes {

    static final int UP = 0;
    static final int DOWN = 1;
    static final int LEFT = 2;
    static final int RIGHT = 3;

    private Mazes() {}

    /** Returns the number of a cell. */
    static int cell(int row, int column) {
        return row * MazeLayout.COLUMNS + column;
    }

    /** Returns the paper's layout with each row of the maze changed. */
    static MazeLayout layout(UnaryOperator<String> change) {
        final List<String> lines = new ArrayList<>(MazeLayout.lines());
        for (int i = lines.indexOf("") + 1; i < lines.size(); i++) {
            lines.set(i, change.apply(lines.get(i)));
        }
        return MazeLayout.parse(lines);
    }

    /** Returns the paper's layout with other rows in place of some. */
    static MazeLayout layout(int row, String text, int otherRow, String otherText) {
        final List<String> lines = new ArrayList<>(MazeLayout.lines());
        final int first = lines.indexOf("") + 1;
        lines.set(first + row, text);
        lines.set(first + otherRow, otherText);
        return MazeLayout.parse(lines);
    }

    /** Returns a maze of the paper's rules, reset. */
    static GridMaze maze(MazeLayout layout) {
        return maze(layout, MazeRules.PAPER);
    }

    /** Returns a maze of other rules, reset. */
    static GridMaze maze(MazeLayout layout, MazeRules rules) {
        final GridMaze maze = GridMaze.create(layout, rules, GridMazeSettings.DEFAULT);
        maze.reset(0);
        return maze;
    }

    /** Takes some actions and returns the sum of the rewards. */
    static double play(Environment environment, int... actions) {
        double sum = 0;
        for (int action : actions) {
            sum += environment.step(action);
        }
        return sum;
    }

    static float[] observation(Environment environment) {
        final float[] observation = new float[environment.observationSpace().size()];
        environment.observe(observation, 0);
        return observation;
    }

    /** Returns the first cell of a map that is 1, or -1. */
    static int cellOf(float[] objectMap, int thing) {
        for (int cell = 0; cell < MazeLayout.CELLS; cell++) {
            if (objectMap[ObjectMap.place(thing, cell)] == 1) {
                return cell;
            }
        }
        return -1;
    }

    /** Returns how many cells of a map are 1. */
    static int count(float[] objectMap, int thing) {
        int count = 0;
        for (int cell = 0; cell < MazeLayout.CELLS; cell++) {
            count += objectMap[ObjectMap.place(thing, cell)] == 1 ? 1 : 0;
        }
        return count;
    }
}
