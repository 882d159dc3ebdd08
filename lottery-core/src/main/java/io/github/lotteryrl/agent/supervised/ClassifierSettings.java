// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import io.github.lotteryrl.agent.AgentSettings;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.internal.Check;

/**
 * The settings of a {@link Classifier}, checked. Their meaning and bounds stand at {@link Classifier.Builder}, which makes them.
 *
 * @param network whose outputs are logits of the classes
 * @param optimisation how weights are moved
 * @param batch examples of an update
 * @param steps examples of a run, each epoch counted
 * @param evaluation when and how the agent is evaluated
 */
public record ClassifierSettings(
        NetworkShape network, Optimisation optimisation, int batch, long steps, EvaluationPlan evaluation)
        implements AgentSettings {

    /** Checks the bounds. */
    public ClassifierSettings {
        Check.atLeast("batch", batch, 1);
        Check.atLeast("steps", steps, batch);
    }

    @Override
    public String identity() {
        return "classifier(network=" + network.identity()
                + ", " + optimisation.identity()
                + ", batch=" + batch
                + ", steps=" + steps
                + ", " + evaluation.identity() + ')';
    }
}
