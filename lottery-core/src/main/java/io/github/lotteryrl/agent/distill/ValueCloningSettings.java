// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.AgentSettings;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;

/**
 * The settings of a {@link ValueCloning}, checked. Their meaning and bounds stand at {@link ValueCloning.Builder}, which makes
 * them.
 *
 * @param teacher to learn from
 * @param exploration how likely the teacher takes a random action
 * @param network that learns the teacher's action values
 * @param optimisation how weights are moved
 * @param huberDelta from which error on the loss grows linearly
 * @param batch samples of an update
 * @param replayRatio samples learned from for each environment step
 * @param replaySize observations in the memory
 * @param learningStarts steps before the first update
 * @param steps of a run, taken by the teacher
 * @param environments stepped together
 * @param evaluation when and how the student is evaluated
 */
public record ValueCloningSettings(
        Dqn teacher,
        double exploration,
        NetworkShape network,
        Optimisation optimisation,
        double huberDelta,
        int batch,
        double replayRatio,
        int replaySize,
        long learningStarts,
        long steps,
        int environments,
        EvaluationPlan evaluation)
        implements AgentSettings {

    /** Checks the bounds. */
    public ValueCloningSettings {
        Check.fraction("exploration", exploration);
        Check.positive("huberDelta", huberDelta);
        Check.atLeast("batch", batch, 1);
        Check.positive("replayRatio", replayRatio);
        Check.atLeast("environments", environments, 1);
        Check.atLeast("replaySize", replaySize, environments);
        Check.atLeast("learningStarts", learningStarts, 1);
        Check.atLeast("steps", steps, environments);
        Check.that(
                learningStarts < steps,
                "learningStarts %d not in [1, %d], the steps less 1",
                learningStarts,
                steps - 1);
    }

    /** How likely a random action is in evaluations that sample. */
    double evaluationExploration() {
        return teacher.settings().evaluationExploration();
    }

    @Override
    public String identity() {
        return "valueCloning(network=" + network.identity()
                + ", exploration=" + Decimal.format(exploration)
                + ", " + optimisation.identity()
                + ", huberDelta=" + Decimal.format(huberDelta)
                + ", batch=" + batch
                + ", replayRatio=" + Decimal.format(replayRatio)
                + ", replaySize=" + replaySize
                + ", learningStarts=" + learningStarts
                + ", steps=" + steps
                + ", environments=" + environments
                + ", " + evaluation.identity()
                + ", teacher=" + teacher.identity() + ')';
    }
}
