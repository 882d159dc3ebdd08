// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Bits;
import java.awt.image.BufferedImage;

/**
 * A task: an episodic Markov decision process. This is the interface to implement for a task of your own; any
 * implementation goes through training, pruning and analysis as the built-in ones do.
 *
 * <p>The contract, which the abstract test {@code EnvironmentContract} checks:
 *
 * <ul>
 *   <li>{@link #reset(long)} starts an episode; the seed and the actions that follow determine it to the bit. It starts
 *       clean: nothing of earlier episodes is left. {@link #reset()} starts the next episode of the same random stream.
 *   <li>{@link #step(int)} or {@link #step(float[])}, whichever belongs to the {@link #actionSpace()}, moves on by one
 *       step and returns the reward. Before the first reset and after the end of an episode it throws {@link
 *       IllegalStateException}.
 *   <li>An episode ends because the task is over ({@link #isTerminated()}: nothing of value follows) or because it was
 *       cut off, by a time limit for example ({@link #isTruncated()}: the learner bootstraps from the last observation).
 *   <li>{@link #observe} writes the observation of the current state and may be called at any time after a reset, as often
 *       as one likes. The same holds for {@link #render}, where an environment draws pictures.
 *   <li>No step allocates memory where that can be helped: millions are made.
 * </ul>
 *
 * <p>An instance is used by one thread at a time; a factory makes as many as are needed.
 *
 * <pre>{@code
 * try (Environment environment = Environments.find("CartPole-v1").create()) {
 *     float[] observation = new float[environment.observationSpace().size()];
 *     environment.reset(0);
 *     double episodeReturn = 0;
 *     while (!environment.isDone()) {
 *         environment.observe(observation, 0);
 *         episodeReturn += environment.step(observation[2] > 0 ? 1 : 0);
 *     }
 * }
 * }</pre>
 */
public interface Environment extends AutoCloseable {

    /** Returns what is observed. The same at every call. */
    ObservationSpace observationSpace();

    /** Returns what can be done. The same at every call. */
    ActionSpace actionSpace();

    /** Starts an episode that {@code seed} and the following actions determine. */
    void reset(long seed);

    /**
     * Starts the next episode of the stream that the last {@link #reset(long)} began.
     *
     * @throws IllegalStateException if no seed was ever given
     */
    void reset();

    /**
     * Takes an action of a {@link ActionSpace.Discrete} space and returns the reward.
     *
     * @param action in [0, count)
     * @throws IllegalArgumentException if the action is out of range; nothing has moved then
     * @throws IllegalStateException if no episode is open
     * @throws UnsupportedOperationException if actions are vectors here
     */
    default double step(int action) {
        throw new UnsupportedOperationException("actions are vectors here: call step(float[])");
    }

    /**
     * Takes an action of a {@link ActionSpace.Continuous} space and returns the reward.
     *
     * <p>A number out of the space's bounds is no error: learners pass on what they draw, and the environment moves by the bound. The
     * reward may count the number itself, as the built-in robots' cost of electricity does.
     *
     * @param action a number per dimension; not modified
     * @throws IllegalArgumentException if there are more or fewer numbers than dimensions, or one is not finite; the built-in
     *     environments see to it, the contract test does not ask for it
     * @throws IllegalStateException if no episode is open
     * @throws UnsupportedOperationException if actions are numbered here
     */
    default double step(float[] action) {
        throw new UnsupportedOperationException("actions are numbered here: call step(int)");
    }

    /** Returns whether the task came to its end: the value of what follows is zero. */
    boolean isTerminated();

    /** Returns whether the episode was cut off before its end. An episode that ended by itself is not truncated. */
    boolean isTruncated();

    /** Returns whether the episode is over, one way or the other. */
    default boolean isDone() {
        return isTerminated() || isTruncated();
    }

    /**
     * Writes the current observation, {@code observationSpace().size()} numbers. Before the first reset there is none: an
     * environment throws {@link IllegalStateException}, or writes numbers that mean nothing.
     *
     * @param target modified from {@code offset} on, where there must be room for so many numbers; nothing else is touched
     * @throws IndexOutOfBoundsException if there is less room; some of it may have been written
     */
    void observe(float[] target, int offset);

    /**
     * Writes the current observation of a binary space as bits: dimension {@code d} is bit {@code d % 64} of word {@code
     * offset + d / 64}, and bits beyond the last dimension are 0. Learners read binary observations in this way alone. Before the
     * first reset it is as with {@link #observe}.
     *
     * <p>Unless overridden, packs what {@link #observe} writes, which allocates room for it at every call.
     *
     * @param target modified from {@code offset} on, {@code observationSpace().words()} words
     * @throws IndexOutOfBoundsException if there is less room; some of it may have been written
     * @throws UnsupportedOperationException if the space is not binary
     */
    default void observeBits(long[] target, int offset) {
        if (!observationSpace().isBinary()) {
            throw new UnsupportedOperationException("observations are real numbers here: call observe(float[], int)");
        }
        final float[] observation = new float[observationSpace().size()];
        observe(observation, 0);
        Bits.pack(observation, target, offset);
    }

    /**
     * Returns a new picture of the current state, the same size every time. It is for people: no result depends on it, and
     * its pixels may differ from one JDK to the next.
     *
     * @throws IllegalStateException before the first reset
     * @throws UnsupportedOperationException if the environment draws no pictures
     */
    default BufferedImage render() {
        throw new UnsupportedOperationException("this environment draws no pictures");
    }

    /** Frees what the environment holds outside the Java heap. */
    @Override
    default void close() {}
}
