// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Bits;
import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several environments of one kind that are stepped together. Whoever finishes an episode starts the next one at once, so
 * an episode is always open everywhere; what it ended with stays readable until the next step.
 *
 * <p>Observations are feature-major: {@code rows[d][offset + i]} is dimension {@code d} of environment {@code i}.
 *
 * <p>Episode {@code k} of environment {@code i} is {@code reset(s)} with {@code s} the {@code k}-th number (from 0) of
 * {@code seed.derive("environment", i).random()}: it depends on nothing that happened before, and {@link #episodeSeed}
 * with the actions taken plays it again. Steps and resets allocate nothing unless the environment does. Not thread-safe.
 *
 * <pre>{@code
 * try (VectorEnvironment environments = VectorEnvironment.of(Environments.find("CartPole-v1"), 8, Seed.of(0))) {
 *     float[][] rows = new float[environments.observationSpace().size()][8];
 *     int[] actions = new int[8];
 *     for (int t = 0; t < 1_000; t++) {
 *         environments.observe(rows, 0);
 *         for (int i = 0; i < 8; i++) {
 *             actions[i] = rows[2][i] > 0 ? 1 : 0;
 *         }
 *         environments.step(actions);
 *     }
 * }
 * }</pre>
 */
public final class VectorEnvironment implements AutoCloseable {

    private final Environment[] environments;
    private final ObservationSpace observationSpace;
    private final ActionSpace actionSpace;
    private final float[] observation;
    private final float[] action;

    private final RandomStream[] seeds;
    private final long[] episodeSeeds;
    private final long[] episodes;
    private final long[] episodeSteps;
    private final ActionLog[] logs;

    private final double[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;
    /** With no room for them if the space is binary: then the bits are kept. */
    private final float[][] finalObservations;

    private final long[][] finalBits;
    private int doneCount;

    private VectorEnvironment(Environment[] environments, Seed seed) {
        final int count = environments.length;
        this.environments = environments;
        this.observationSpace = environments[0].observationSpace();
        this.actionSpace = environments[0].actionSpace();
        this.observation = new float[observationSpace.size()];
        this.action = new float[actionSpace instanceof ActionSpace.Continuous ? actionSpace.outputs() : 0];
        this.seeds = new RandomStream[count];
        this.episodeSeeds = new long[count];
        this.episodes = new long[count];
        this.episodeSteps = new long[count];
        this.logs = new ActionLog[count];
        Arrays.setAll(logs, i -> new ActionLog());
        this.rewards = new double[count];
        this.terminated = new boolean[count];
        this.truncated = new boolean[count];
        final boolean binary = observationSpace.isBinary();
        this.finalObservations = new float[count][binary ? 0 : observationSpace.size()];
        this.finalBits = new long[count][binary ? observationSpace.words() : 0];
        start(seed);
    }

    /**
     * Returns {@code count} new environments, each with its first episode open.
     *
     * @param count at least 1
     */
    public static VectorEnvironment of(EnvironmentFactory factory, int count, Seed seed) {
        Check.atLeast("count of environments", count, 1);
        final List<Environment> made = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                made.add(factory.create());
            }
            return new VectorEnvironment(made.toArray(Environment[]::new), seed);
        } catch (RuntimeException | Error e) {
            closeAll(made, e);
            throw e;
        }
    }

    /** Leaves all open episodes and starts as if new with {@code seed}. */
    public void reset(Seed seed) {
        start(seed);
    }

    private void start(Seed seed) {
        doneCount = 0;
        for (int i = 0; i < environments.length; i++) {
            seeds[i] = seed.derive("environment", i).random();
            episodes[i] = -1;
            rewards[i] = 0;
            terminated[i] = false;
            truncated[i] = false;
            startNextEpisode(i);
        }
    }

    private void startNextEpisode(int index) {
        final long episodeSeed = seeds[index].nextLong();
        environments[index].reset(episodeSeed);
        episodeSeeds[index] = episodeSeed;
        episodes[index]++;
        episodeSteps[index] = 0;
        logs[index].clear();
    }

    /** Returns how many environments there are. */
    public int count() {
        return environments.length;
    }

    /** Returns what each environment shows. */
    public ObservationSpace observationSpace() {
        return observationSpace;
    }

    /** Returns what can be done in each environment. */
    public ActionSpace actionSpace() {
        return actionSpace;
    }

    /**
     * Writes the current observations. Where an episode has just ended this is the first observation of the next one.
     *
     * @param rows a row per dimension; modified from column {@code offset} on, one column per environment
     */
    public void observe(float[][] rows, int offset) {
        for (int i = 0; i < environments.length; i++) {
            environments[i].observe(observation, 0);
            for (int d = 0; d < observation.length; d++) {
                rows[d][offset + i] = observation[d];
            }
        }
    }

    /**
     * Writes the current observation of one environment.
     *
     * @param target modified from {@code offset} on
     */
    public void observe(int index, float[] target, int offset) {
        environments[index].observe(target, offset);
    }

    /**
     * Writes the current observation of one environment of a binary space as bits.
     *
     * @param target modified from {@code offset} on, as {@link Environment#observeBits} says
     * @throws UnsupportedOperationException if the space is not binary
     */
    public void observeBits(int index, long[] target, int offset) {
        environments[index].observeBits(target, offset);
    }

    /**
     * Takes one action in every environment of a {@link ActionSpace.Discrete} space. What an environment throws is passed on: those
     * before it have moved then, those after it have not, and only {@link #reset} makes them fit for use again.
     *
     * @param actions one per environment, more are ignored; not modified
     * @throws IllegalArgumentException if there are too few actions or one is out of range; no environment has moved then
     * @throws UnsupportedOperationException if actions are vectors here
     */
    public void step(int[] actions) {
        if (!(actionSpace instanceof ActionSpace.Discrete discrete)) {
            throw new UnsupportedOperationException("actions are vectors here: call step(float[][])");
        }
        Check.atLeast("length of actions", actions.length, environments.length);
        for (int i = 0; i < environments.length; i++) {
            // The check's name is put together for each call, so it is called only to fail.
            if (actions[i] < 0 || actions[i] >= discrete.count()) {
                Check.in("action of environment " + i, actions[i], 0, discrete.count() - 1);
            }
        }
        doneCount = 0;
        for (int i = 0; i < environments.length; i++) {
            logs[i].add(actions[i]);
            finishStep(i, environments[i].step(actions[i]));
        }
    }

    /**
     * Takes one action in every environment of a {@link ActionSpace.Continuous} space. What an environment throws, as for a number
     * that is not finite, is passed on as in {@link #step(int[])}.
     *
     * @param actions a row per dimension of the action, in it one number per environment, more are ignored; not modified
     * @throws IllegalArgumentException if there is not a row for each dimension, or a row is too short; no environment has moved
     *     then
     * @throws UnsupportedOperationException if actions are numbered here
     */
    public void step(float[][] actions) {
        if (!(actionSpace instanceof ActionSpace.Continuous)) {
            throw new UnsupportedOperationException("actions are numbered here: call step(int[])");
        }
        Check.length("actions", actions.length, action.length);
        for (float[] row : actions) {
            Check.atLeast("length of a row of actions", row.length, environments.length);
        }
        doneCount = 0;
        for (int i = 0; i < environments.length; i++) {
            for (int d = 0; d < action.length; d++) {
                action[d] = actions[d][i];
            }
            logs[i].add(action);
            finishStep(i, environments[i].step(action));
        }
    }

    private void finishStep(int index, double reward) {
        final Environment environment = environments[index];
        rewards[index] = reward;
        terminated[index] = environment.isTerminated();
        truncated[index] = environment.isTruncated();
        episodeSteps[index]++;
        if (terminated[index] || truncated[index]) {
            doneCount++;
            if (observationSpace.isBinary()) {
                environment.observeBits(finalBits[index], 0);
            } else {
                environment.observe(finalObservations[index], 0);
            }
            startNextEpisode(index);
        }
    }

    /** Returns the reward of the last step in environment {@code index}. */
    public double reward(int index) {
        return rewards[index];
    }

    /** Returns whether the last step in environment {@code index} brought the task to its end. */
    public boolean isTerminated(int index) {
        return terminated[index];
    }

    /** Returns whether the episode in environment {@code index} was cut off after the last step. */
    public boolean isTruncated(int index) {
        return truncated[index];
    }

    /** Returns whether the last step in environment {@code index} was the last of its episode. */
    public boolean isDone(int index) {
        return terminated[index] || truncated[index];
    }

    /** Returns in how many environments the last step was the last of its episode. */
    public int doneCount() {
        return doneCount;
    }

    /**
     * Writes the observation with which an episode ended in the last step: what a learner bootstraps from where it was
     * truncated.
     *
     * @param target modified from {@code offset} on
     * @throws IllegalStateException if no episode ended in environment {@code index} in the last step
     */
    public void finalObservation(int index, float[] target, int offset) {
        requireDone(index);
        if (observationSpace.isBinary()) {
            Bits.unpack(finalBits[index], observation.length, target, offset);
        } else {
            System.arraycopy(finalObservations[index], 0, target, offset, observation.length);
        }
    }

    /**
     * Writes the observation with which an episode ended in the last step, as a column.
     *
     * @param rows a row per dimension; modified in {@code column}
     * @throws IllegalStateException if no episode ended in environment {@code index} in the last step
     */
    public void finalObservation(int index, float[][] rows, int column) {
        finalObservation(index, observation, 0);
        for (int d = 0; d < observation.length; d++) {
            rows[d][column] = observation[d];
        }
    }

    /**
     * Writes the observation of a binary space with which an episode ended in the last step, as bits.
     *
     * @param target modified from {@code offset} on, as {@link Environment#observeBits} says
     * @throws IllegalStateException if no episode ended in environment {@code index} in the last step
     * @throws UnsupportedOperationException if the space is not binary
     */
    public void finalBits(int index, long[] target, int offset) {
        requireDone(index);
        if (!observationSpace.isBinary()) {
            throw new UnsupportedOperationException(
                    "observations are real numbers here: call finalObservation(int, float[], int)");
        }
        System.arraycopy(finalBits[index], 0, target, offset, finalBits[index].length);
    }

    private void requireDone(int index) {
        if (!isDone(index)) {
            throw new IllegalStateException("no episode ended in environment " + index + " in the last step");
        }
    }

    /** Returns the seed of the open episode in environment {@code index}. */
    public long episodeSeed(int index) {
        return episodeSeeds[index];
    }

    /** Returns the number of the open episode in environment {@code index}, from 0. */
    public long episode(int index) {
        return episodes[index];
    }

    /** Returns how many steps the open episode in environment {@code index} has had. */
    public long episodeSteps(int index) {
        return episodeSteps[index];
    }

    /** Returns what is needed to play the open episodes again, one for each environment. */
    public List<OpenEpisode> openEpisodes() {
        final List<OpenEpisode> open = new ArrayList<>();
        for (int i = 0; i < environments.length; i++) {
            open.add(logs[i].episode(episodes[i]));
        }
        return open;
    }

    /**
     * Brings new environments to where others, made with the same seed, were: plays their open episodes again. What the last step
     * gave is not brought back.
     *
     * @param open as {@link #openEpisodes} returned them
     * @throws IllegalArgumentException if these are not open episodes of such environments
     * @throws IllegalStateException if an episode has been resumed or stepped here already
     */
    public void resume(List<OpenEpisode> open) {
        Check.length("open episodes", open.size(), environments.length);
        for (int i = 0; i < environments.length; i++) {
            if (episodes[i] != 0 || episodeSteps[i] != 0) {
                throw new IllegalStateException("environment " + i + " is not new any more");
            }
            resume(i, open.get(i));
        }
    }

    private void resume(int index, OpenEpisode open) {
        Check.atLeast("number of an open episode", open.number(), 0);
        for (long skipped = 1; skipped < open.number(); skipped++) {
            seeds[index].nextLong();
        }
        if (open.number() > 0) {
            episodes[index] = open.number() - 1;
            startNextEpisode(index);
        }
        for (int numbered : open.numbered()) {
            logs[index].add(numbered);
            environments[index].step(numbered);
            episodeSteps[index]++;
        }
        final int dimensions = Math.max(1, action.length);
        for (int from = 0; from + dimensions <= open.vectors().length; from += dimensions) {
            System.arraycopy(open.vectors(), from, action, 0, dimensions);
            logs[index].add(action);
            environments[index].step(action);
            episodeSteps[index]++;
        }
    }

    /** Closes all environments, even where closing one of them fails. */
    @Override
    public void close() {
        final IllegalStateException failure = new IllegalStateException("an environment could not be closed");
        closeAll(List.of(environments), failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<Environment> environments, Throwable failure) {
        for (Environment environment : environments) {
            try {
                environment.close();
            } catch (RuntimeException | Error e) {
                failure.addSuppressed(e);
            }
        }
    }
}
