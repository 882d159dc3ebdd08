// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.wrappers;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentWrapper;

/**
 * Keeps count of returns (undiscounted sums of rewards) and lengths of the episodes that came to an end, one way or the
 * other. An episode left by a reset counts only its steps. Allocates nothing while it counts.
 *
 * <pre>{@code
 * EpisodeStatistics environment = EpisodeStatistics.of(Environments.find("Acrobot-v1").create());
 * RandomStream random = Seed.of(0).derive("actions").random();
 * environment.reset(0);
 * while (environment.episodes() < 100) {
 *     environment.step(random.nextInt(3));
 *     if (environment.isDone()) {
 *         environment.reset();
 *     }
 * }
 * double mean = environment.totalReturn() / environment.episodes();
 * }</pre>
 */
public final class EpisodeStatistics extends EnvironmentWrapper {

    private double openReturn;
    private long openLength;
    private double lastReturn = Double.NaN;
    private long lastLength;
    private long episodes;
    private double totalReturn;
    private long totalLength;
    private long steps;

    private EpisodeStatistics(Environment inner) {
        super(inner);
    }

    /**
     * Returns an environment that keeps count.
     *
     * @param environment owned and closed by the wrapper
     */
    public static EpisodeStatistics of(Environment environment) {
        return new EpisodeStatistics(environment);
    }

    /** Returns the return of the episode that ended last; NaN before the first end. */
    public double lastReturn() {
        return lastReturn;
    }

    /** Returns the length in steps of the episode that ended last; 0 before the first end. */
    public long lastLength() {
        return lastLength;
    }

    /** Returns how many episodes came to an end. */
    public long episodes() {
        return episodes;
    }

    /** Returns the sum of the returns of the episodes that came to an end. */
    public double totalReturn() {
        return totalReturn;
    }

    /** Returns the sum of the lengths in steps of the episodes that came to an end. */
    public long totalLength() {
        return totalLength;
    }

    /** Returns how many steps were made, those of unfinished episodes included. */
    public long steps() {
        return steps;
    }

    @Override
    public void reset(long seed) {
        inner().reset(seed);
        start();
    }

    @Override
    public void reset() {
        inner().reset();
        start();
    }

    private void start() {
        openReturn = 0;
        openLength = 0;
    }

    @Override
    public double step(int action) {
        return count(inner().step(action));
    }

    @Override
    public double step(float[] action) {
        return count(inner().step(action));
    }

    private double count(double reward) {
        steps++;
        openReturn += reward;
        openLength++;
        if (inner().isDone()) {
            episodes++;
            lastReturn = openReturn;
            lastLength = openLength;
            totalReturn += openReturn;
            totalLength += openLength;
        }
        return reward;
    }

    @Override
    public void observeBits(long[] target, int offset) {
        inner().observeBits(target, offset);
    }
}
