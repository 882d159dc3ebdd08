// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;

/** The settings of a {@link ValueCloning}, checked. Their meaning stands at the builder. */
record ValueCloningSettings(
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
        EvaluationPlan evaluation) {

    ValueCloningSettings {
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

    String identity() {
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
