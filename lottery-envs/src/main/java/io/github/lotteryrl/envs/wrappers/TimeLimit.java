// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.wrappers;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentWrapper;
import io.github.lotteryrl.api.internal.Check;

/**
 * Cuts episodes off after a number of steps. An episode whose task ends in its last allowed step is terminated, not
 * truncated: there is nothing to bootstrap from.
 *
 * <pre>{@code
 * EnvironmentFactory patient = EnvironmentFactory.of(
 *         "CartPole-1000", 1, () -> TimeLimit.of(CartPole.create(), 1_000));
 * }</pre>
 */
public final class TimeLimit extends EnvironmentWrapper {

    private final long limit;
    private long steps;
    private boolean cut;

    private TimeLimit(Environment inner, long limit) {
        super(inner);
        this.limit = Check.atLeast("time limit", limit, 1);
    }

    /**
     * Returns an environment cut off after {@code limit} steps.
     *
     * @param environment owned and closed by the wrapper
     * @param limit at least 1
     */
    public static TimeLimit of(Environment environment, long limit) {
        return new TimeLimit(environment, limit);
    }

    /** Returns the greatest number of steps of an episode. */
    public long limit() {
        return limit;
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
        steps = 0;
        cut = false;
    }

    @Override
    public double step(int action) {
        requireOpen();
        final double reward = inner().step(action);
        count();
        return reward;
    }

    @Override
    public double step(float[] action) {
        requireOpen();
        final double reward = inner().step(action);
        count();
        return reward;
    }

    private void requireOpen() {
        if (cut) {
            throw new IllegalStateException("the episode was cut off after " + limit + " steps: call reset first");
        }
    }

    private void count() {
        steps++;
        cut = steps >= limit && !inner().isTerminated();
    }

    @Override
    public void observeBits(long[] target, int offset) {
        inner().observeBits(target, offset);
    }

    @Override
    public boolean isTruncated() {
        return cut || inner().isTruncated();
    }
}
