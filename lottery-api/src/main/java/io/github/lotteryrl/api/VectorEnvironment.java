// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
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

    private final double[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final float[][] finalObservations;
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
        this.rewards = new double[count];
        this.terminated = new boolean[count];
        this.truncated = new boolean[count];
        this.finalObservations = new float[count][observationSpace.size()];
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
     * Takes one action in every environment of a {@link ActionSpace.Discrete} space.
     *
     * @param actions one per environment, more are ignored; not modified
     * @throws IllegalArgumentException if an action is out of range; no environment has moved then
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
            finishStep(i, environments[i].step(actions[i]));
        }
    }

    /**
     * Takes one action in every environment of a {@link ActionSpace.Continuous} space.
     *
     * @param actions a row per dimension of the action, in it one number per environment, more are ignored; not modified
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
            environment.observe(finalObservations[index], 0);
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
        System.arraycopy(requireDone(index), 0, target, offset, observation.length);
    }

    /**
     * Writes the observation with which an episode ended in the last step, as a column.
     *
     * @param rows a row per dimension; modified in {@code column}
     * @throws IllegalStateException if no episode ended in environment {@code index} in the last step
     */
    public void finalObservation(int index, float[][] rows, int column) {
        final float[] last = requireDone(index);
        for (int d = 0; d < last.length; d++) {
            rows[d][column] = last[d];
        }
    }

    private float[] requireDone(int index) {
        if (!isDone(index)) {
            throw new IllegalStateException("no episode ended in environment " + index + " in the last step");
        }
        return finalObservations[index];
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
