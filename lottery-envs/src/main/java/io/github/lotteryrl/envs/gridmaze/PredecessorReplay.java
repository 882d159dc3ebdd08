// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import io.github.lotteryrl.envs.internal.Comparison;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.util.zip.CRC32;

/**
 * Compares GridMaze, by its predecessor's rules, with games that were recorded with that one, the grid world {@code
 * dense-v0} on pycolab. {@link io.github.lotteryrl.envs.TraceReplay} opens the files.
 *
 * <p>Each run is
 *
 * <pre>
 *   RUN seed=(s) kind=(k) steps=(n)
 *   I (crc)                            the start
 *   (action) (reward) (end) (crc)      a step: up, down, left, right; state after it
 *   R (crc)                            a reset, which follows every end
 *   G (places)                         after any of these: the places of the ones, ascending
 * </pre>
 *
 * <p>with the CRC-32 of the object map in the order row, column, thing; places are in the same order. The seed only
 * tells runs apart, for nothing is random. Everything must be equal.
 */
public final class PredecessorReplay {

    private static final MazeRules RULES = new MazeRules(100, 199, true, true);
    private static final int THINGS = ObjectMap.SIZE / MazeLayout.CELLS;

    private final TraceReader trace;
    private final Comparison comparison;
    private final GridMaze maze = GridMaze.create(layout(), RULES, GridMazeSettings.DEFAULT);
    private final float[] observation = new float[ObjectMap.SIZE];
    private final byte[] ordered = new byte[ObjectMap.SIZE];
    private boolean started;
    private boolean over;

    private PredecessorReplay(TraceReader trace) {
        this.trace = trace;
        comparison = new Comparison(trace);
    }

    /** Replays all runs. */
    public static ReplayResult of(TraceReader trace) {
        return new PredecessorReplay(trace).replay();
    }

    /** Returns the paper's layout without its 42nd coin. */
    private static MazeLayout layout() {
        return MazeLayout.parse(MazeLayout.lines().stream()
                .map(row -> row.replace("xo#", "x.#"))
                .toList());
    }

    private ReplayResult replay() {
        while (trace.next()) {
            switch (trace.word(0)) {
                case "RUN" -> {
                    comparison.requireAllSteps();
                    comparison.startRun();
                    started = false;
                }
                case "I", "R" -> start();
                case "G" -> {
                    requireStart();
                    comparison.places(order(), PredecessorReplay::name);
                    comparison.endLine();
                }
                default -> step();
            }
        }
        comparison.requireAllSteps();
        return comparison.result();
    }

    private void start() {
        comparison.requireRun();
        trace.requireWords(2);
        if (trace.is("R") && !(started && over)) {
            throw trace.error("a reset without an end before it");
        }
        started = true;
        over = false;
        maze.reset(0);
        comparison.bits("checksum", trace.bits(1, "checksum"), checksum());
        comparison.endLine();
    }

    private void requireStart() {
        comparison.requireRun();
        if (!started) {
            throw trace.error("no I before this line");
        }
    }

    private void step() {
        comparison.step();
        requireStart();
        if (over) {
            throw trace.error("no R after the end before this step");
        }
        trace.requireWords(4);
        final int action = (int) trace.number(0, "action", 0, Maze.ACTIONS - 1L);
        final double expected = trace.decimal(1, "reward");
        over = trace.number(2, "end", 0, 1) == 1;
        final int crc = trace.bits(3, "checksum");
        if (maze.isDone()) {
            comparison.equal("step", "one", "none after the end");
        } else {
            comparison.near("reward", expected, maze.step(action), 0);
            comparison.equal("end", over ? 1 : 0, maze.isDone() ? 1 : 0);
            comparison.bits("checksum", crc, checksum());
        }
        comparison.endLine();
    }

    private int checksum() {
        final CRC32 crc = new CRC32();
        crc.update(order());
        return (int) crc.getValue();
    }

    /** Returns the cells of the object map in the trace's order: row, column, thing. */
    private byte[] order() {
        maze.observe(observation, 0);
        for (int place = 0; place < ordered.length; place++) {
            ordered[place] = (byte) observation[ObjectMap.place(place % THINGS, place / THINGS)];
        }
        return ordered;
    }

    private static String name(int place) {
        return ObjectMap.VIEW.space().names().get(ObjectMap.place(place % THINGS, place / THINGS));
    }
}
