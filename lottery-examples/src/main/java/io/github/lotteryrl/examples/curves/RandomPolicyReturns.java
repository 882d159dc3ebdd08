// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.examples.figures.Study;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What the random policy earns, the zero on the scale of an agent's returns: in episodes that end where those of the agent's
 * evaluations do. Measured once. Not thread-safe.
 */
final class RandomPolicyReturns {

    private final Map<String, Summary> known = new HashMap<>();

    /**
     * What the random policy earns on a task.
     *
     * @param mean over episodes
     * @param deviation standard deviation over episodes
     */
    record Summary(double mean, double deviation) {

        /**
         * Returns why a dense agent is not the one on a scale on which the random policy is zero, if so: most of the random policy's episodes
         * have to be worse than it, or their luck would be counted as multiples of what was learned.
         *
         * @param denseReturn mean over seeds; NaN if no dense run came to its end
         */
        Optional<String> whyNoScale(double denseReturn) {
            if (Double.isNaN(denseReturn)) {
                return Optional.of("no dense run came to its end");
            }
            return denseReturn > mean + deviation
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "dense agents (%.4g) are not clearly better than the random policy"
                                    + " (%.4g, standard deviation over episodes %.4g)",
                            denseReturn,
                            mean,
                            deviation));
        }
    }

    /** Returns what the random policy earns on the task of a study. */
    Summary on(Study study) {
        final EnvironmentFactory environment = study.experiment().environment();
        final int maxSteps = ((LearningAgent<?>) study.experiment().agent())
                .settings()
                .evaluation()
                .maxSteps();
        return known.computeIfAbsent(environment.identity() + ", " + maxSteps, key -> measure(environment, maxSteps));
    }

    private static Summary measure(EnvironmentFactory environment, int maxSteps) {
        final double[] returns = RandomReturn.ofEpisodes(environment, RandomReturn.DEFAULT_EPISODES, maxSteps);
        return new Summary(StatUtils.mean(returns), Math.sqrt(StatUtils.variance(returns)));
    }
}
