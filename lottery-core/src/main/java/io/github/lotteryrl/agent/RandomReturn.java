// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Measures what the {@link RandomPolicy} earns, the zero of the scale on which conditions are compared ({@link
 * io.github.lotteryrl.stats.Degradation}, {@link io.github.lotteryrl.stats.Retention}). Seeds of episodes and actions are fixed: the
 * same environment gives the same number, every time. Stateless.
 *
 * <pre>{@code
 * double random = RandomReturn.of(Environments.find("CartPole-v1"));
 * }</pre>
 */
public final class RandomReturn {

    /** Episodes, unless told otherwise. */
    public static final int DEFAULT_EPISODES = 100;

    /** Steps after which an episode is left, unless told otherwise. */
    public static final int DEFAULT_MAX_STEPS = 5_000;

    private static final float[] UNSEEN = {};

    private RandomReturn() {}

    /** Returns the mean undiscounted return over the default number of episodes. */
    public static double of(EnvironmentFactory environment) {
        return of(environment, DEFAULT_EPISODES, DEFAULT_MAX_STEPS);
    }

    /**
     * Returns the mean undiscounted return over some episodes.
     *
     * @param episodes at least 1
     * @param maxSteps after which an episode is left, at least 1
     */
    public static double of(EnvironmentFactory environment, int episodes, int maxSteps) {
        return StatUtils.mean(ofEpisodes(environment, episodes, maxSteps));
    }

    /**
     * Returns the undiscounted return of each of some episodes, as their spread says how much better than random is not just luck.
     *
     * @param episodes at least 1
     * @param maxSteps after which an episode is left, at least 1
     */
    public static double[] ofEpisodes(EnvironmentFactory environment, int episodes, int maxSteps) {
        Check.atLeast("episodes", episodes, 1);
        Check.atLeast("maxSteps", maxSteps, 1);
        final Seed seed = Seed.of(0).derive("random return");
        final double[] returns = new double[episodes];
        try (Environment task = environment.create()) {
            final Policy policy =
                    RandomPolicy.of(task.actionSpace(), seed.derive("actions").random());
            final float[] vector = new float[task.actionSpace().outputs()];
            for (int episode = 0; episode < episodes; episode++) {
                task.reset(seed.derive("episode", episode).value());
                for (int step = 0; step < maxSteps && !task.isDone(); step++) {
                    returns[episode] += step(task, policy, vector);
                }
            }
        }
        return returns;
    }

    private static double step(Environment task, Policy policy, float[] vector) {
        if (task.actionSpace() instanceof ActionSpace.Discrete) {
            return task.step(policy.action(UNSEEN));
        }
        policy.action(UNSEEN, vector);
        return task.step(vector);
    }
}
