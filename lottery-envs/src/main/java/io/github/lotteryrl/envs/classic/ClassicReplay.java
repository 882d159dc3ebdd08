// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import io.github.lotteryrl.envs.internal.Comparison;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.util.List;

/**
 * Compares Cart-Pole and Acrobot with games that were recorded with OpenAI gym, without its time limit. {@link
 * io.github.lotteryrl.envs.TraceReplay} opens the files.
 *
 * <p>Each run is
 *
 * <pre>
 *   RUN seed=(s) kind=(k) steps=(n)                    at most n steps
 *   I (state)                                          Cart-Pole's start
 *   I (state) | (observation)                          Acrobot's start
 *   (action) (reward) (end) (state)                    a step of Cart-Pole and the state after it
 *   (action) (reward) (end) (state) | (observation)    a step of Acrobot
 * </pre>
 *
 * <p>with the state of four numbers and Acrobot's observation of six; the end is 1 if the task is over, and the run with
 * it.
 *
 * <p>Every step is compared by itself, from the state that the trace has before it: both motions are unstable, so that
 * rounding would grow. Reward and end must be equal, the numbers may be 1e-12 apart. Acrobot's observation is compared
 * before it is rounded to float.
 */
public final class ClassicReplay {

    private static final double BOUND = 1e-12;
    private static final int STATE = 4;
    private static final String BAR = "|";

    private final TraceReader trace;
    private final Comparison comparison;
    private final ClassicControl environment;
    private final List<String> names;
    private final List<String> observed;
    private final double[] state = new double[STATE];
    private boolean started;
    private boolean over;

    private ClassicReplay(TraceReader trace, ClassicControl environment, List<String> names, List<String> observed) {
        this.trace = trace;
        this.environment = environment;
        this.names = names;
        this.observed = observed;
        comparison = new Comparison(trace);
    }

    /** Replays Cart-Pole. */
    public static ReplayResult cartPole(TraceReader trace) {
        final CartPole cartPole = CartPole.create();
        return new ClassicReplay(trace, cartPole, cartPole.observationSpace().names(), List.of()).replay();
    }

    /** Replays Acrobot. */
    public static ReplayResult acrobot(TraceReader trace) {
        final Acrobot acrobot = Acrobot.create();
        return new ClassicReplay(
                        trace,
                        acrobot,
                        List.of("angle 1", "angle 2", "angular velocity 1", "angular velocity 2"),
                        acrobot.observationSpace().names())
                .replay();
    }

    private ReplayResult replay() {
        while (trace.next()) {
            if (trace.is("RUN")) {
                endRun();
                comparison.startRun();
                started = false;
                over = false;
            } else if (trace.is("I")) {
                start();
            } else {
                step();
            }
        }
        endRun();
        return comparison.result();
    }

    private void endRun() {
        if (!over) {
            comparison.requireAllSteps();
        }
    }

    private void start() {
        comparison.requireRun();
        if (started) {
            throw trace.error("a second start of this run");
        }
        started = true;
        requireNumbersFrom(1);
        readState(1);
        setState();
        compareObservation(1 + STATE);
        comparison.endLine();
    }

    private void step() {
        comparison.step();
        if (!started) {
            throw trace.error("no I before this step");
        }
        if (over) {
            throw trace.error("a step after the end of this run");
        }
        requireNumbersFrom(3);
        setState();
        final int action =
                (int) trace.number(0, "action", 0, environment.actionSpace().outputs() - 1L);
        final double reward = environment.step(action);
        over = trace.number(2, "end", 0, 1) == 1;
        comparison.near("reward", trace.decimal(1, "reward"), reward, 0);
        comparison.equal("end", over ? 1 : 0, environment.isTerminated() ? 1 : 0);
        readState(3);
        final double[] found = environment.state();
        for (int i = 0; i < STATE; i++) {
            comparison.near(names.get(i), state[i], found[i], BOUND);
        }
        compareObservation(3 + STATE);
        comparison.endLine();
    }

    private void requireNumbersFrom(int first) {
        final int bar = first + STATE;
        trace.requireWords(observed.isEmpty() ? bar : bar + 1 + observed.size());
        if (!observed.isEmpty() && !trace.word(bar).equals(BAR)) {
            throw trace.error(
                    "'%s' is not the %s between state and observation", TraceReader.quote(trace.word(bar)), BAR);
        }
    }

    private void readState(int first) {
        for (int i = 0; i < STATE; i++) {
            state[i] = trace.decimal(first + i, names.get(i));
        }
    }

    private void setState() {
        environment.set(state[0], state[1], state[2], state[3]);
    }

    private void compareObservation(int bar) {
        for (int i = 0; i < observed.size(); i++) {
            final String name = observed.get(i);
            comparison.near(name, trace.decimal(bar + 1 + i, name), environment.observed(i), BOUND);
        }
    }
}
