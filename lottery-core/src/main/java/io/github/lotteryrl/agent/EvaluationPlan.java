// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.internal.Check;
import java.io.Serializable;

/**
 * When and how an agent is evaluated while it trains. The best of the evaluations chooses the checkpoint (the paper,
 * section 2); fresh episodes at the end say what it is worth.
 *
 * @param count evaluations per run, spread evenly over its steps, the last at its end; fewer where the learner takes fewer,
 *     larger steps
 * @param episodes per evaluation
 * @param freshEpisodes played by the best checkpoint at the end
 * @param maxSteps an evaluation episode ends here at the latest
 * @param sampled whether actions are drawn from the policy; otherwise the likeliest is taken
 */
public record EvaluationPlan(int count, int episodes, int freshEpisodes, int maxSteps, boolean sampled)
        implements Serializable {

    /** 25 evaluations of 10 greedy episodes each, 100 fresh ones, 5 000 steps at most. */
    public static final EvaluationPlan DEFAULT = new EvaluationPlan(25, 10, 100, 5_000, false);

    private static final int SHORT_EPISODE = 500;

    /** Checks the bounds. */
    public EvaluationPlan {
        Check.atLeast("count of evaluations", count, 1);
        Check.atLeast("evaluation episodes", episodes, 1);
        Check.atLeast("fresh episodes", freshEpisodes, 1);
        Check.atLeast("steps of an evaluation episode", maxSteps, 1);
    }

    /** Returns the plan of one evaluation with as many episodes, of 500 steps at most, and one fresh episode. */
    public EvaluationPlan shortened() {
        return new EvaluationPlan(1, episodes, 1, Math.min(maxSteps, SHORT_EPISODE), sampled);
    }

    /** Returns the settings in one line, as part of an agent's identity. */
    public String identity() {
        return "evaluation(count=" + count + ", episodes=" + episodes + ", fresh=" + freshEpisodes + ", maxSteps="
                + maxSteps + ", sampled=" + sampled + ")";
    }
}
