// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.internal.Check;

/**
 * Brings agents to the length that was asked for.
 *
 * @param effort which of the steps are taken
 * @param scale by which they are multiplied, above 0
 */
record Budget(Effort effort, double scale) {

    private static final int LONGEST_SMOKE_EPISODE = 200;

    Budget {
        Check.positive("steps-scale", scale);
    }

    /** The steps of a run for each effort. */
    record Steps(long smoke, long quick, long full) {}

    Ppo fit(Ppo preset, Steps steps) {
        return preset.toBuilder()
                .steps(choose(steps))
                .evaluation(fit(preset.settings().evaluation()))
                .build();
    }

    Dqn fit(Dqn preset, Steps steps) {
        return preset.toBuilder()
                .scaledTo(choose(steps))
                .evaluation(fit(preset.settings().evaluation()))
                .build();
    }

    Classifier fit(Classifier preset, Steps steps) {
        final Classifier.Builder builder = preset.toBuilder().steps(choose(steps));
        if (effort == Effort.SMOKE) {
            // Whole episodes: half an examination would be half an accuracy.
            builder.evaluation(
                    new EvaluationPlan(2, 1, 1, preset.settings().evaluation().maxSteps(), false));
        }
        return builder.build();
    }

    /** The student is evaluated as its teacher, which was fitted before. */
    PolicyCloning fit(PolicyCloning.Builder student, Steps steps) {
        return student.steps(choose(steps)).build();
    }

    /** The student is evaluated as its teacher, which was fitted before. */
    ValueCloning fit(ValueCloning.Builder student, Steps steps) {
        return student.steps(choose(steps)).build();
    }

    private long choose(Steps steps) {
        final long chosen = switch (effort) {
            case SMOKE -> steps.smoke();
            case QUICK -> steps.quick();
            case FULL -> steps.full();
        };
        return Math.round(chosen * scale);
    }

    private EvaluationPlan fit(EvaluationPlan plan) {
        return effort == Effort.SMOKE
                ? new EvaluationPlan(2, 2, 2, Math.min(plan.maxSteps(), LONGEST_SMOKE_EPISODE), plan.sampled())
                : plan;
    }
}
