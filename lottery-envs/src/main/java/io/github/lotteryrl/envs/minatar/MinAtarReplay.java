// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.envs.internal.TraceReader;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Plays a game that was recorded with the original MinAtar again, with the original's random numbers, and compares each
 * step: reward, end, observation, how far the random stream was used, ramp level.
 *
 * <p>The files are text, compressed with gzip or not. The header names {@code game=}, {@code sticky_action_prob=} and
 * {@code difficulty_ramping=}; then each run is
 *
 * <pre>
 *   RUN seed=(s) kind=(k) steps=(n)           a new game, seeded and reset
 *   I (crc) (draws)                           what it shows then
 *   (a) (r) (t) (crc) (draws) (ramp)          a step: action of six, reward, end, state after it
 *   R (crc) (draws) (ramp)                    a reset without a seed
 * </pre>
 *
 * <p>with the CRC-32 of the observation in the order row, column, channel, the number of 32-bit outputs used since seeding
 * and the ramp level or {@code -}. A file {@code NAME.obs.txt.gz} holds whole observations instead (the places that are 1,
 * in the same order) and is compared by the actions of {@code NAME.txt.gz} beside it.
 *
 * <pre>{@code
 * MinAtarReplay.Result result = MinAtarReplay.of(Path.of("asterix.sticky01.ramp1.txt.gz"));
 * assert result.mismatches() == 0 : result.firstMismatch();
 * }</pre>
 */
public final class MinAtarReplay {

    private static final String OBSERVATIONS = ".obs.txt";
    private static final long GREATEST_SEED = 0xFFFFFFFFL;
    private static final int MOST_ACTIONS = 6;
    private static final int NO_STEP = -1;

    private final TraceReader trace;
    private @Nullable MinAtarGame game;
    private @Nullable NumpyRandom random;
    private byte[] ordered = {};
    private long announced;
    private long steps;
    private long compared;
    private long mismatches;
    private String firstMismatch = "";

    private MinAtarReplay(TraceReader trace) {
        this.trace = trace;
    }

    /**
     * What came out.
     *
     * @param compared lines compared
     * @param mismatches how many of them differed
     * @param firstMismatch the first of these in words, or ""
     */
    public record Result(long compared, long mismatches, String firstMismatch) {}

    /**
     * Replays all runs of a file.
     *
     * @throws IllegalArgumentException if it is not such a file; the message names the line and what is wrong with it
     */
    public static Result of(Path file) {
        final String name = String.valueOf(file.getFileName());
        try (TraceReader trace = TraceReader.open(file)) {
            final MinAtarReplay replay = new MinAtarReplay(trace);
            if (name.contains(OBSERVATIONS)) {
                try (TraceReader actions = TraceReader.open(file.resolveSibling(name.replace(OBSERVATIONS, ".txt")))) {
                    replay.compareObservations(actions);
                }
            } else {
                replay.compareSteps();
            }
            replay.requireRuns();
            return new Result(replay.compared, replay.mismatches, replay.firstMismatch);
        }
    }

    private void compareSteps() {
        while (trace.next()) {
            if (trace.is("RUN")) {
                requireAllSteps();
                startRun();
            } else if (trace.is("I")) {
                trace.requireWords(3);
                compare(1, NO_STEP, NO_STEP);
            } else if (trace.is("R")) {
                trace.requireWords(4);
                game().reset();
                compare(1, NO_STEP, NO_STEP);
            } else {
                trace.requireWords(6);
                steps++;
                final int reward = game().play(action(trace));
                compare(3, reward, game().isTerminated() ? 1 : 0);
            }
        }
        requireAllSteps();
    }

    private void compare(int first, int reward, int over) {
        final MinAtarGame played = game();
        boolean same = true;
        if (reward != NO_STEP) {
            same = trace.number(1, "reward", 0, Integer.MAX_VALUE) == reward;
            same &= trace.number(2, "end", 0, 1) == over;
        }
        final int crc = crc(played);
        same &= trace.bits(first, "checksum") == crc;
        final long draws = draws();
        same &= trace.number(first + 1, "draws", 0, Long.MAX_VALUE) == draws;
        final int level = played.rampLevel();
        if (first + 2 < trace.words()) {
            same &= trace.word(first + 2).equals("-")
                    ? level == MinAtarGame.NO_RAMP
                    : trace.number(first + 2, "ramp level", 0, Integer.MAX_VALUE) == level;
        }
        compared++;
        if (!same && mismatches++ == 0) {
            firstMismatch = trace.message(
                    "replayed as%s %08x %d %s",
                    reward == NO_STEP ? "" : " " + reward + ' ' + over,
                    crc,
                    draws,
                    level == MinAtarGame.NO_RAMP ? "-" : level);
        }
    }

    private void compareObservations(TraceReader actions) {
        while (trace.next()) {
            if (trace.is("RUN")) {
                requireAllSteps();
                startRun();
                final String run = trace.word(1);
                do {
                    if (!actions.next()) {
                        throw trace.error("run %s is not among those with actions", TraceReader.quote(run));
                    }
                } while (!(actions.is("RUN") && actions.word(1).equals(run)));
            } else {
                if (trace.is("R")) {
                    game().reset();
                } else if (!trace.is("I")) {
                    final MinAtarGame played = game();
                    trace.number(0, "step", steps, steps);
                    steps++;
                    played.play(nextAction(actions));
                }
                compareObservation();
            }
        }
        requireAllSteps();
    }

    private int nextAction(TraceReader actions) {
        do {
            if (!actions.next() || actions.is("RUN")) {
                throw trace.error("no action is recorded for this step");
            }
        } while (actions.is("I") || actions.is("R"));
        return action(actions);
    }

    private void compareObservation() {
        final byte[] observation = order(game().picture());
        int ones = 0;
        for (byte cell : observation) {
            ones += cell;
        }
        boolean same = trace.words() - 1 == ones;
        long least = 0;
        for (int i = 1; i < trace.words(); i++) {
            final int place = (int) trace.number(i, "place", least, observation.length - 1);
            same &= observation[place] == 1;
            least = place + 1L;
        }
        compared++;
        if (!same && mismatches++ == 0) {
            firstMismatch = trace.message("another observation");
        }
    }

    private static int action(TraceReader from) {
        return (int) from.number(0, "action", 0, MOST_ACTIONS - 1);
    }

    private void requireRuns() {
        if (compared == 0) {
            throw trace.error("the file ends without a run to compare");
        }
    }

    private void requireAllSteps() {
        if (steps != announced) {
            throw trace.error("run ends after %d steps of %d", steps, announced);
        }
    }

    private void startRun() {
        final MinAtarGame started = newGame();
        random = new NumpyRandom(trace.setting("seed", 0, GREATEST_SEED));
        announced = trace.setting("steps", 0, Long.MAX_VALUE);
        steps = 0;
        started.reset(random);
        game = started;
        ordered = new byte[started.observationSpace().size()];
    }

    private MinAtarGame newGame() {
        final MinAtarSettings settings = MinAtarSettings.DEFAULT
                .withSticky(sticky(trace.header("sticky_action_prob")))
                .withRamping(ramping(trace.header("difficulty_ramping")));
        final String name = trace.header("game");
        return switch (name) {
            case "asterix" -> Asterix.create(settings);
            case "breakout" -> Breakout.create(settings);
            case "freeway" -> Freeway.create(settings);
            case "seaquest" -> Seaquest.create(settings);
            case "space_invaders" -> SpaceInvaders.create(settings);
            default -> throw trace.error("game '%s' unknown", TraceReader.quote(name));
        };
    }

    private double sticky(String text) {
        if (!text.matches("0(\\.[0-9]{1,20})?|1(\\.0{1,20})?")) {
            throw trace.error("sticky_action_prob '%s' not in [0, 1]", TraceReader.quote(text));
        }
        return Double.parseDouble(text);
    }

    private boolean ramping(String text) {
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            default -> throw trace.error("difficulty_ramping '%s' is neither True nor False", TraceReader.quote(text));
        };
    }

    private MinAtarGame game() {
        if (game == null) {
            throw trace.error("no RUN before this line");
        }
        return game;
    }

    private long draws() {
        return random == null ? 0 : random.draws();
    }

    private int crc(MinAtarGame played) {
        final CRC32 crc = new CRC32();
        crc.update(order(played.picture()));
        return (int) crc.getValue();
    }

    /** Returns the cells in the original's order: row, column, channel. */
    private byte[] order(Picture picture) {
        final int cells = MinAtarGame.SIDE * MinAtarGame.SIDE;
        final int channels = picture.size() / cells;
        for (int bit = 0; bit < picture.size(); bit++) {
            ordered[bit % cells * channels + bit / cells] = (byte) (picture.isSet(bit) ? 1 : 0);
        }
        return ordered;
    }
}
