// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.AgentSettings;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkShape;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Schedule;

/**
 * The settings of a {@link Ppo}, checked. Their meaning and bounds stand at {@link Ppo.Builder}, which makes them.
 *
 * @param actor the network that chooses actions
 * @param critic the network that estimates values; it has the actor's convolutions and activation
 * @param optimisation how weights are moved
 * @param discount of the next step
 * @param gaeLambda decay of generalised advantages
 * @param valueCoefficient weight of the value loss
 * @param entropyCoefficient weight of the entropy bonus
 * @param ratioClip how far the likelihood ratio may leave 1
 * @param ratioClipSchedule how that moves over the run
 * @param steps of a run
 * @param environments stepped together
 * @param horizon steps per environment and iteration
 * @param epochs how often each iteration's experience is gone through
 * @param minibatches parts of an epoch
 * @param normaliseAdvantages whether advantages are brought to mean 0 and deviation 1
 * @param normaliseObservations whether the networks' inputs are brought to mean 0 and deviation 1
 * @param truncationTerminates whether a truncated episode counts as terminated
 * @param initialLogDeviation first logarithm of the deviation of continuous actions
 * @param pruned which networks are pruned
 * @param evaluation when and how the agent is evaluated
 */
public record PpoSettings(
        NetworkShape actor,
        NetworkShape critic,
        Optimisation optimisation,
        double discount,
        double gaeLambda,
        double valueCoefficient,
        double entropyCoefficient,
        double ratioClip,
        Schedule ratioClipSchedule,
        long steps,
        int environments,
        int horizon,
        int epochs,
        int minibatches,
        boolean normaliseAdvantages,
        boolean normaliseObservations,
        boolean truncationTerminates,
        double initialLogDeviation,
        PrunedModules pruned,
        EvaluationPlan evaluation)
        implements AgentSettings {

    /** Far above what fits into memory, and low enough that no index overflows. */
    private static final int LARGEST_BATCH = 1 << 28;

    /** Checks the bounds. */
    public PpoSettings {
        Check.fraction("discount", discount);
        Check.fraction("gaeLambda", gaeLambda);
        Check.notNegative("valueCoefficient", valueCoefficient);
        Check.notNegative("entropyCoefficient", entropyCoefficient);
        Check.positive("ratioClip", ratioClip);
        Check.atLeast("environments", environments, 1);
        Check.atLeast("horizon", horizon, 1);
        Check.atLeast("epochs", epochs, 1);
        Check.that(
                (long) environments * horizon <= LARGEST_BATCH,
                "environments x horizon %d not in [1, %d]",
                (long) environments * horizon,
                LARGEST_BATCH);
        Check.in("minibatches", minibatches, 1, environments * horizon);
        Check.that(Double.isFinite(initialLogDeviation), "initialLogDeviation %s is not finite", initialLogDeviation);
        Check.atLeast("steps", steps, (long) environments * horizon);
    }

    /** Environment steps per iteration. */
    int batch() {
        return environments * horizon;
    }

    int minibatch() {
        return batch() / minibatches;
    }

    /** Only what is on stands there: results that were stored before there was any are found under the identities that they had. */
    @Override
    public String identity() {
        return "ppo(actor=" + NetworkShape.units(actor.hidden()) + ", critic=" + NetworkShape.units(critic.hidden())
                + ", activation=" + NetworkShape.lowerCase(actor.activation())
                + (actor.convolutions().isEmpty() ? "" : ", convolutions=" + actor.convolutions())
                + ", learningRate=" + Decimal.format(optimisation.learningRate()) + ' '
                + NetworkShape.lowerCase(optimisation.schedule())
                + ", adamEpsilon=" + Decimal.format(optimisation.adamEpsilon())
                + ", discount=" + Decimal.format(discount)
                + ", gaeLambda=" + Decimal.format(gaeLambda)
                + ", valueCoefficient=" + Decimal.format(valueCoefficient)
                + ", entropyCoefficient=" + Decimal.format(entropyCoefficient)
                + ", ratioClip=" + Decimal.format(ratioClip) + ' ' + NetworkShape.lowerCase(ratioClipSchedule)
                + ", steps=" + steps
                + ", environments=" + environments
                + ", horizon=" + horizon
                + ", epochs=" + epochs
                + ", minibatches=" + minibatches
                + ", maxGradientNorm=" + Decimal.format(optimisation.maxGradientNorm())
                + optimisation.regularisation()
                + ", normaliseAdvantages=" + normaliseAdvantages
                + (normaliseObservations ? ", normaliseObservations=true" : "")
                + ", truncationTerminates=" + truncationTerminates
                + ", initialLogDeviation=" + Decimal.format(initialLogDeviation)
                + ", pruned=" + NetworkShape.lowerCase(pruned)
                + ", " + evaluation.identity() + ')';
    }
}
