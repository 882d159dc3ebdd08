// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.internal.CellPicture;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * GridMaze, in the paper also MazeGrid (appendix B): collect the coins and avoid the poisons in three rooms, whose walls
 * have a gap each, in which an enemy patrols. Nothing is random: every episode starts alike, whatever the seed.
 *
 * <p>In every second step the enemies first move by one cell, horizontally; beside a wall they turn before. Then the agent
 * moves by one cell, or stays where it is if a wall is there, and takes what lies there.
 *
 * <table>
 *   <caption>The task</caption>
 *   <tr><th scope="row">observation</th>
 *     <td>6 x 10 x 20 ones and zeros: agent, enemy 1, enemy 2, coin, poison, empty space;
 *     or another {@linkplain GridMazeSettings.Encoding encoding}</td></tr>
 *   <tr><th scope="row">actions</th><td>up, down, left, right</td></tr>
 *   <tr><th scope="row">reward</th><td>1 for a coin, -1 for a poison</td></tr>
 *   <tr><th scope="row">start</th><td>10 rows, 20 columns, 42 coins, 12 poisons; the agent in [1,1], top left</td></tr>
 *   <tr><th scope="row">termination</th>
 *     <td>no coin is left, an enemy is in the agent's cell after the step, or 200 steps are over</td></tr>
 * </table>
 *
 * <p>The return lies between -12 and 42, and 42 can be reached.
 *
 * <p>The authors' maze was not released. Size, numbers, rewards, ends and encodings are the paper's. What it leaves open is
 * decided so:
 *
 * <ul>
 *   <li>Walls, places, and the enemies' starts, directions and speed are those of its probable predecessor, the grid
 *       world {@code dense-v0} on pycolab (Y. Wan, 2019). It has 41 coins, which with the poisons fill every other cell of
 *       each row of a room, except the agent's start; the 42nd is put at the other end of that row, [1,18].
 *   <li>Who changes places with an enemy does not meet it, for they are never in the same cell. In the predecessor an
 *       enemy catches only by moving onto the agent, and the agent may walk onto an enemy.
 *   <li>Step 200 terminates, as the paper's word is, although an observation does not tell the time.
 *   <li>A coin or poison is shown rather than an enemy in the same cell, and the agent rather than anything. In this layout
 *       only the agent ever shares a cell.
 *   <li>Taking the last poison does not end the episode; in the predecessor it does.
 *   <li>The enemies' first move comes with the second step.
 *   <li>RGB: the CSS values of the paper's colour names: cyan agent, magenta and green enemies, yellow coins, brown
 *       poisons, black space, grey walls.
 *   <li>Entangled: the matrix times the object map as a column vector, in its order of channel, row and column; sums are
 *       not scaled.
 * </ul>
 */
public final class GridMaze implements Environment {

    private static final ActionSpace.Discrete ACTIONS = ActionSpace.discrete(Maze.ACTIONS);

    private final Maze maze;
    private final MazeView view;
    private boolean started;

    private GridMaze(Maze maze, MazeView view) {
        this.maze = maze;
        this.view = view;
    }

    /** Returns a new maze with the {@linkplain GridMazeSettings#DEFAULT default settings}, not yet reset. */
    public static GridMaze create() {
        return create(GridMazeSettings.DEFAULT);
    }

    /** Returns a new maze, not yet reset. */
    public static GridMaze create(GridMazeSettings settings) {
        return create(MazeLayout.PAPER, MazeRules.PAPER, settings);
    }

    /** Returns a maze of another kind. For tests. */
    static GridMaze create(MazeLayout layout, MazeRules rules, GridMazeSettings settings) {
        return new GridMaze(new Maze(layout, rules), MazeView.of(settings));
    }

    /**
     * Returns where an enemy can be: the cells that it patrols, whatever the agent does. All others are 0 in its map of the
     * {@linkplain GridMazeSettings.Encoding#OBJECT_MAP object map} in every episode.
     *
     * @param enemy 1 or 2
     * @return a new array of 10 rows and 20 columns
     */
    public static boolean[][] patrolCells(int enemy) {
        Check.in("enemy", enemy, 1, Maze.ENEMIES);
        final boolean[] cells = new Maze(MazeLayout.PAPER, MazeRules.PAPER).patrolCells(enemy - 1);
        final boolean[][] rows = new boolean[MazeLayout.ROWS][];
        for (int row = 0; row < MazeLayout.ROWS; row++) {
            rows[row] = Arrays.copyOfRange(cells, row * MazeLayout.COLUMNS, (row + 1) * MazeLayout.COLUMNS);
        }
        return rows;
    }

    @Override
    public ObservationSpace observationSpace() {
        return view.space();
    }

    @Override
    public ActionSpace actionSpace() {
        return ACTIONS;
    }

    @Override
    public void reset(long seed) {
        started = true;
        maze.start();
    }

    @Override
    public void reset() {
        if (!started) {
            throw new IllegalStateException("reset() continues a stream: call reset(seed) first");
        }
        maze.start();
    }

    @Override
    public double step(int action) {
        if (!started || isDone()) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        return maze.step(Check.in("action", action, 0, Maze.ACTIONS - 1));
    }

    @Override
    public boolean isTerminated() {
        return maze.isTerminated();
    }

    @Override
    public boolean isTruncated() {
        return false;
    }

    @Override
    public void observe(float[] target, int offset) {
        requireStarted();
        view.write(maze, target, offset);
    }

    @Override
    public void observeBits(long[] target, int offset) {
        if (view instanceof ObjectMap map) {
            requireStarted();
            map.write(maze, target, offset);
        } else {
            Environment.super.observeBits(target, offset);
        }
    }

    private void requireStarted() {
        if (!started) {
            throw new IllegalStateException("nothing to observe yet: call reset first");
        }
    }

    /** Returns the board in the colours of RGB, whatever the encoding. */
    @Override
    public BufferedImage render() {
        if (!started) {
            throw new IllegalStateException("nothing to draw yet: call reset first");
        }
        final CellPicture picture = new CellPicture(MazeLayout.ROWS, MazeLayout.COLUMNS);
        for (int cell = 0; cell < MazeLayout.CELLS; cell++) {
            picture.paint(cell / MazeLayout.COLUMNS, cell % MazeLayout.COLUMNS, Rgb.colour(maze.shown(cell)));
        }
        return picture.finish();
    }
}
