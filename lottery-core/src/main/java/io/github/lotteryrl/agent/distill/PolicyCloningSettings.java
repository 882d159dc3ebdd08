// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.AgentSettings;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import java.util.Optional;

/**
 * The settings of a {@link PolicyCloning}, checked. Their meaning and bounds stand at {@link PolicyCloning.Builder}, which makes
 * them.
 *
 * @param teacher to learn from
 * @param actor the network that learns the teacher's policy
 * @param critic the network that learns the teacher's values, if there is one
 * @param valueCoefficient weight of the critic's loss
 * @param pruned which networks are pruned, where there is a critic
 * @param optimisation how weights are moved
 * @param steps of a run, taken by the teacher
 * @param environments stepped together
 * @param horizon steps per environment and iteration
 * @param epochs how often each iteration's observations are gone through
 * @param minibatches parts of an epoch
 * @param evaluation when and how the student is evaluated
 */
public record PolicyCloningSettings(
        Ppo teacher,
        NetworkShape actor,
        Optional<NetworkShape> critic,
        double valueCoefficient,
        PrunedModules pruned,
        Optimisation optimisation,
        long steps,
        int environments,
        int horizon,
        int epochs,
        int minibatches,
        EvaluationPlan evaluation)
        implements AgentSettings {

    private static final int LARGEST_BATCH = 1 << 28;

    /** Checks the bounds. */
    public PolicyCloningSettings {
        Check.notNegative("valueCoefficient", valueCoefficient);
        Check.that(
                critic.isPresent() || pruned == PrunedModules.ACTOR,
                "pruned %s, but the student has no critic",
                NetworkShape.lowerCase(pruned));
        Check.atLeast("environments", environments, 1);
        Check.atLeast("horizon", horizon, 1);
        Check.atLeast("epochs", epochs, 1);
        Check.that(
                (long) environments * horizon <= LARGEST_BATCH,
                "environments x horizon %d not in [1, %d]",
                (long) environments * horizon,
                LARGEST_BATCH);
        Check.in("minibatches", minibatches, 1, environments * horizon);
        Check.atLeast("steps", steps, (long) environments * horizon);
    }

    /** Environment steps per iteration. */
    int batch() {
        return environments * horizon;
    }

    int minibatch() {
        return batch() / minibatches;
    }

    @Override
    public String identity() {
        return "policyCloning(actor=" + actor.identity()
                + critic.map(shape -> ", critic=" + shape.identity() + ", valueCoefficient="
                                + Decimal.format(valueCoefficient) + ", pruned=" + NetworkShape.lowerCase(pruned))
                        .orElse("")
                + ", " + optimisation.identity()
                + ", steps=" + steps
                + ", environments=" + environments
                + ", horizon=" + horizon
                + ", epochs=" + epochs
                + ", minibatches=" + minibatches
                + ", " + evaluation.identity()
                + ", teacher=" + teacher.identity() + ')';
    }
}
