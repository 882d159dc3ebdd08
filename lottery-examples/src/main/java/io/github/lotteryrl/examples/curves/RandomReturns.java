// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.examples.figures.Study;
import java.util.HashMap;
import java.util.Map;

/**
 * What the random policy earns, the zero on the scale of an agent's returns: in episodes that end where those of the agent's
 * evaluations do. Measured once. Not thread-safe.
 */
final class RandomReturns {

    private final Map<String, Double> known = new HashMap<>();

    /** Returns the mean return of the random policy. */
    double of(Study study) {
        final EnvironmentFactory environment = study.experiment().environment();
        final int maxSteps = ((LearningAgent<?>) study.experiment().agent())
                .settings()
                .evaluation()
                .maxSteps();
        return known.computeIfAbsent(
                environment.identity() + ", " + maxSteps,
                key -> RandomReturn.of(environment, RandomReturn.DEFAULT_EPISODES, maxSteps));
    }
}
