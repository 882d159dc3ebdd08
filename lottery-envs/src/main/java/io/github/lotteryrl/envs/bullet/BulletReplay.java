// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import io.github.lotteryrl.envs.internal.Comparison;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the locomotion tasks with games that were recorded with pybullet-gym, without its time limit. {@link
 * io.github.lotteryrl.envs.TraceReplay} opens the files.
 *
 * <p>Each run is
 *
 * <pre>
 *   RUN robot=(name) seed=(s) kind=(k) episode=(e) steps=(n)    name: hopper, walker2d, half_cheetah or ant
 *   N (position) ...           where the joints start
 *   I (observation)            at the start
 *   A (action)                 a step, with the next two lines
 *   O (observation)            after it
 *   R (reward) (end) ...       its reward, 1 if the task is over, and the parts of the reward
 * </pre>
 *
 * <p>Lines M, S and C (order of contacts, state, contacts) are for people. A run goes on after the end of its task, and all of it is
 * played from its start. In episode 0 the floor does not count at the start.
 *
 * <p>Observations, rounded to float, and ends must be equal; rewards may be 1e-11 apart, since a distance of 1 000 m is rounded to
 * 1e-13 and divided by 0.0165. Equality holds for a build of Bullet that calculates as the one of the trace does; after a collision
 * a difference in the last bit soon is one in the first.
 */
public final class BulletReplay {

    private static final double BOUND = 1e-11;
    private static final String NAMES =
            Arrays.stream(Task.values()).map(Task::title).collect(Collectors.joining(", "));

    private final TraceReader trace;
    private final Comparison comparison;
    private @Nullable BulletLocomotion environment;
    private @Nullable Task task;
    private boolean firstEpisode;
    private String due = "RUN";
    private List<String> names = List.of();
    private float[] found = {};
    private double reward;

    private BulletReplay(TraceReader trace) {
        this.trace = trace;
        comparison = new Comparison(trace);
    }

    /** Replays any of the robots. */
    public static ReplayResult of(TraceReader trace) {
        final BulletReplay replay = new BulletReplay(trace);
        try {
            return replay.play();
        } finally {
            replay.close();
        }
    }

    private ReplayResult play() {
        while (trace.next()) {
            switch (trace.word(0)) {
                case "RUN" -> startRun();
                case "N" -> startEpisode();
                case "I" -> {
                    require("I");
                    compareObservation("A");
                }
                case "A" -> step();
                case "O" -> {
                    require("O");
                    compareObservation("R");
                }
                case "R" -> compareReward();
                case "M", "S", "C" -> comparison.requireRun();
                default -> throw trace.error("'%s' begins no line of this kind", TraceReader.quote(trace.word(0)));
            }
        }
        endRun();
        return comparison.result();
    }

    private void endRun() {
        if (!due.equals("A") && !due.equals("RUN")) {
            throw trace.error("run ends where %s is due", due);
        }
        comparison.requireAllSteps();
    }

    private void startRun() {
        endRun();
        comparison.startRun();
        firstEpisode = trace.setting("episode", 0, Long.MAX_VALUE) == 0;
        open(task(trace.text("robot")));
        due = "N";
    }

    private Task task(String name) {
        return Arrays.stream(Task.values())
                .filter(known -> known.title().equals(name))
                .findFirst()
                .orElseThrow(() -> trace.error("robot '%s' is none of %s", TraceReader.quote(name), NAMES));
    }

    private void open(Task wanted) {
        if (environment == null || task != wanted) {
            close();
            task = wanted;
            environment = BulletLocomotion.of(wanted);
            names = environment.observationSpace().names();
            found = new float[names.size()];
        }
    }

    private void close() {
        if (environment != null) {
            environment.close();
        }
    }

    private void startEpisode() {
        final double[] joints = new double[require("N").actionSpace().outputs()];
        trace.requireWords(1 + joints.length);
        for (int i = 0; i < joints.length; i++) {
            joints[i] = trace.decimal(1 + i, "position");
        }
        require("N").start(joints, !firstEpisode);
        due = "I";
    }

    private void step() {
        comparison.step();
        final float[] action = new float[require("A").actionSpace().outputs()];
        trace.requireWords(1 + action.length);
        for (int i = 0; i < action.length; i++) {
            action[i] = (float) trace.decimal(1 + i, "action");
        }
        reward = require("A").advance(action);
        due = "O";
    }

    private void compareObservation(String next) {
        trace.requireWords(1 + found.length);
        require(due).observe(found, 0);
        for (int i = 0; i < found.length; i++) {
            comparison.near(names.get(i), (float) trace.decimal(1 + i, names.get(i)), found[i], 0);
        }
        comparison.endLine();
        due = next;
    }

    private void compareReward() {
        final boolean over = require("R").isTerminated();
        comparison.near("reward", trace.decimal(1, "reward"), reward, BOUND);
        comparison.equal("end", trace.number(2, "end", 0, 1), over ? 1 : 0);
        comparison.endLine();
        due = "A";
    }

    /** Checks that a line stands where it should, and returns the environment. */
    private BulletLocomotion require(String line) {
        comparison.requireRun();
        if (environment == null || !due.equals(line)) {
            throw trace.error("%s where %s is due", line, due);
        }
        return environment;
    }
}
