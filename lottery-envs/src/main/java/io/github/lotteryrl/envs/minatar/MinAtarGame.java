// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.envs.internal.CellPicture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the games share: a board of ten rows and columns (row 0 at the top), six actions, sticky actions and the course
 * of an episode.
 *
 * <p>Every step first draws a uniform number, whatever the settings; if it is below the probability of sticky actions,
 * the action carried out last takes the place of the one asked for. That action is 0 at first. It is kept by {@link
 * #reset()} and forgotten by {@link #reset(long)}.
 */
abstract class MinAtarGame implements Environment {

    static final int SIDE = Picture.SIDE;
    static final int LAST = SIDE - 1;

    static final int NOTHING = 0;
    static final int LEFT = 1;
    static final int UP = 2;
    static final int RIGHT = 3;
    static final int DOWN = 4;
    static final int FIRE = 5;

    /** The ramp level of a game that has no ramping. */
    static final int NO_RAMP = -1;

    private static final int[] ALL_ACTIONS = {NOTHING, LEFT, UP, RIGHT, DOWN, FIRE};

    private final ObservationSpace observations;
    private final Picture picture;
    private final ActionSpace.Discrete actionSpace;
    private final int[] actions;
    private final double sticky;
    private @Nullable GameRandom random;
    private int lastAction;
    private boolean terminated;

    /**
     * For the games.
     *
     * @param observations ten rows and columns for each channel
     * @param minimalActions those of the six actions that have an effect, ascending; not modified
     */
    MinAtarGame(ObservationSpace observations, MinAtarSettings settings, int... minimalActions) {
        this.observations = observations;
        picture = new Picture(observations.shape()[0]);
        actions = settings.actions() == MinAtarSettings.ActionSet.FULL ? ALL_ACTIONS : minimalActions.clone();
        actionSpace = ActionSpace.discrete(actions.length);
        sticky = settings.sticky();
    }

    /** Returns the space of pictures of a board with these channels. */
    static ObservationSpace board(String... channels) {
        return ObservationSpace.binaryMaps(SIDE, SIDE, channels);
    }

    /** Sets the state that an episode starts in. */
    abstract void start(GameRandom draws);

    /**
     * Moves on by one tick, to its end even if {@link #end} is called on the way.
     *
     * @param action one of the six
     * @return the reward
     */
    abstract int tick(int action, GameRandom draws);

    /** Draws the current state onto an empty picture. */
    abstract void draw(Picture onto);

    /** Returns the colour of each channel in pictures. */
    abstract List<Hue> hues();

    /** Returns how often the game became harder in this episode, or {@link #NO_RAMP}. */
    int rampLevel() {
        return NO_RAMP;
    }

    /** Ends the episode with the current tick. */
    final void end() {
        terminated = true;
    }

    @Override
    public final ObservationSpace observationSpace() {
        return observations;
    }

    @Override
    public final ActionSpace actionSpace() {
        return actionSpace;
    }

    @Override
    public final void reset(long seed) {
        reset(new StreamRandom(Seed.of(seed).random()));
    }

    /** Starts the first episode of a new random stream. */
    final void reset(GameRandom draws) {
        random = draws;
        lastAction = NOTHING;
        begin(draws);
    }

    @Override
    public final void reset() {
        if (random == null) {
            throw new IllegalStateException("reset() continues a stream: call reset(seed) first");
        }
        begin(random);
    }

    private void begin(GameRandom draws) {
        terminated = false;
        start(draws);
    }

    @Override
    public final double step(int action) {
        if (random == null || terminated) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        return play(actions[Check.in("action", action, 0, actions.length - 1)]);
    }

    /**
     * Takes one of the six actions, whatever the action space. After the end of an episode the game stands still, and only
     * the last action may change, as in the original.
     */
    final int play(int action) {
        if (random == null) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        final GameRandom draws = random;
        if (draws.nextDouble() >= sticky) {
            lastAction = action;
        }
        return terminated ? 0 : tick(lastAction, draws);
    }

    @Override
    public final boolean isTerminated() {
        return terminated;
    }

    @Override
    public final boolean isTruncated() {
        return false;
    }

    @Override
    public final void observe(float[] target, int offset) {
        picture().write(target, offset);
    }

    @Override
    public final void observeBits(long[] target, int offset) {
        picture().write(target, offset);
    }

    /** Returns the board with a colour for each channel; all that is observed is in it. */
    @Override
    public final BufferedImage render() {
        final Picture shown = picture();
        final CellPicture board = new CellPicture(SIDE, SIDE);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                board.paint(row, column, Hue.BOARD);
                board.paint(row, column, colours(shown, row, column));
            }
        }
        return board.finish();
    }

    private int[] colours(Picture shown, int row, int column) {
        return IntStream.range(0, hues().size())
                .filter(channel -> shown.isSet(channel, row, column))
                .mapToObj(hues()::get)
                .sorted()
                .mapToInt(Hue::rgb)
                .toArray();
    }

    /** Returns the current observation, valid until the next observation is asked for. */
    final Picture picture() {
        if (random == null) {
            throw new IllegalStateException("nothing to observe yet: call reset first");
        }
        picture.clear();
        draw(picture);
        return picture;
    }
}
