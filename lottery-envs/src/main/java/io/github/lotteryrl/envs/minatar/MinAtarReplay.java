// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.envs.internal.Comparison;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Compares the games with ones that were recorded with the original MinAtar, by the original's random numbers: reward,
 * end, observation, how far the random stream was used, ramp level. {@link io.github.lotteryrl.envs.TraceReplay} opens
 * the files.
 *
 * <p>The header names {@code game=}, {@code sticky_action_prob=} and {@code difficulty_ramping=}; then each run is
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
 * in the same order) and is compared by the actions of {@code NAME.txt.gz} beside it. Everything must be equal.
 */
public final class MinAtarReplay {

    private static final String OBSERVATIONS = ".obs.";
    private static final String COMPRESSED = ".gz";
    private static final long GREATEST_SEED = 0xFFFFFFFFL;
    private static final int MOST_ACTIONS = 6;
    private static final String NO_LEVEL = "-";

    private final TraceReader trace;
    private final Comparison comparison;
    private @Nullable MinAtarGame game;
    private @Nullable NumpyRandom random;
    private byte[] ordered = {};

    private MinAtarReplay(TraceReader trace) {
        this.trace = trace;
        comparison = new Comparison(trace);
    }

    /**
     * Replays all runs.
     *
     * @param file where the trace is
     */
    public static ReplayResult of(TraceReader trace, Path file) {
        final MinAtarReplay replay = new MinAtarReplay(trace);
        if (String.valueOf(file.getFileName()).contains(OBSERVATIONS)) {
            try (TraceReader actions = TraceReader.open(replay.actionsOf(file))) {
                replay.compareObservations(actions);
            }
        } else {
            replay.compareSteps();
        }
        return replay.comparison.result();
    }

    /** Returns the file with the actions, of which either may be compressed. */
    private Path actionsOf(Path file) {
        final String name = String.valueOf(file.getFileName()).replace(OBSERVATIONS, ".");
        final String other =
                name.endsWith(COMPRESSED) ? name.substring(0, name.length() - COMPRESSED.length()) : name + COMPRESSED;
        return Stream.of(name, other)
                .map(file::resolveSibling)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> trace.fileError("no %s beside it, which has the actions", name));
    }

    private void compareSteps() {
        while (trace.next()) {
            switch (trace.word(0)) {
                case "RUN" -> startRun();
                case "I" -> {
                    trace.requireWords(3);
                    compareState(1);
                }
                case "R" -> {
                    trace.requireWords(4);
                    game().reset();
                    compareState(1);
                }
                default -> {
                    final MinAtarGame played = game();
                    comparison.step();
                    trace.requireWords(6);
                    final int reward = played.play(action(trace));
                    comparison.near("reward", trace.decimal(1, "reward"), reward, 0);
                    comparison.equal("end", trace.number(2, "end", 0, 1), played.isTerminated() ? 1 : 0);
                    compareState(3);
                }
            }
        }
        comparison.requireAllSteps();
    }

    /** Compares checksum, draws and, where it stands there, ramp level. */
    private void compareState(int first) {
        final MinAtarGame played = game();
        comparison.bits("checksum", trace.bits(first, "checksum"), crc(played));
        comparison.equal("draws", trace.number(first + 1, "draws", 0, Long.MAX_VALUE), draws());
        if (first + 2 < trace.words()) {
            final int recorded = trace.word(first + 2).equals(NO_LEVEL)
                    ? MinAtarGame.NO_RAMP
                    : (int) trace.number(first + 2, "ramp level", 0, Integer.MAX_VALUE);
            comparison.equal("ramp level", level(recorded), level(played.rampLevel()));
        }
        comparison.endLine();
    }

    private static String level(int level) {
        return level == MinAtarGame.NO_RAMP ? NO_LEVEL : Integer.toString(level);
    }

    private void compareObservations(TraceReader actions) {
        while (trace.next()) {
            if (trace.is("RUN")) {
                startRun();
                findRun(actions);
                continue;
            }
            if (trace.is("R")) {
                game().reset();
            } else if (!trace.is("I")) {
                final MinAtarGame played = game();
                trace.number(0, "step", comparison.stepsOfRun(), comparison.stepsOfRun());
                comparison.step();
                played.play(nextAction(actions));
            }
            final MinAtarGame played = game();
            comparison.places(order(played.picture()), place -> name(played, place));
            comparison.endLine();
        }
        comparison.requireAllSteps();
    }

    /** Moves on to the run that begins with the same word, its seed. */
    private void findRun(TraceReader actions) {
        final String run = trace.word(1);
        do {
            if (!actions.next()) {
                throw trace.error("run %s is not among those with actions", TraceReader.quote(run));
            }
        } while (!(actions.is("RUN") && actions.word(1).equals(run)));
    }

    private int nextAction(TraceReader actions) {
        do {
            if (!actions.next() || actions.is("RUN")) {
                throw trace.error("no action is recorded for this step");
            }
        } while (actions.is("I") || actions.is("R"));
        return action(actions);
    }

    private static int action(TraceReader from) {
        return (int) from.number(0, "action", 0, MOST_ACTIONS - 1);
    }

    private void startRun() {
        comparison.requireAllSteps();
        comparison.startRun();
        final MinAtarGame started = newGame();
        random = new NumpyRandom(trace.setting("seed", 0, GREATEST_SEED));
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
        for (int place = 0; place < ordered.length; place++) {
            ordered[place] = (byte) (picture.isSet(bit(place, ordered.length)) ? 1 : 0);
        }
        return ordered;
    }

    private static String name(MinAtarGame played, int place) {
        return played.observationSpace()
                .names()
                .get(bit(place, played.observationSpace().size()));
    }

    /** Returns where our observation, channel by channel, has a place of the original's. */
    private static int bit(int place, int size) {
        final int cells = MinAtarGame.SIDE * MinAtarGame.SIDE;
        final int channels = size / cells;
        return place % channels * cells + place / channels;
    }
}
