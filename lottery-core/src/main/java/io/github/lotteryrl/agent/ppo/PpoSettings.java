// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Schedule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The settings of a {@link Ppo}, checked. Their meaning stands at the builder. */
record PpoSettings(
        List<Integer> actor,
        List<Integer> critic,
        Activation activation,
        double learningRate,
        double adamEpsilon,
        Schedule learningRateSchedule,
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
        double maxGradientNorm,
        boolean normaliseAdvantages,
        boolean truncationTerminates,
        double initialLogDeviation,
        PrunedModules pruned,
        EvaluationPlan evaluation) {

    /** Far above what fits into memory, and low enough that no index overflows. */
    private static final int LARGEST_BATCH = 1 << 28;

    PpoSettings {
        actor = List.copyOf(actor);
        critic = List.copyOf(critic);
        actor.forEach(units -> Check.atLeast("actor units", units, 1));
        critic.forEach(units -> Check.atLeast("critic units", units, 1));
        Check.positive("learningRate", learningRate);
        Check.positive("adamEpsilon", adamEpsilon);
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
        Check.that(maxGradientNorm > 0, "maxGradientNorm %s not in (0, infinity]", maxGradientNorm);
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

    String identity() {
        return "ppo(actor=" + units(actor) + ", critic=" + units(critic)
                + ", activation=" + lowerCase(activation)
                + ", learningRate=" + Decimal.format(learningRate) + ' ' + lowerCase(learningRateSchedule)
                + ", adamEpsilon=" + Decimal.format(adamEpsilon)
                + ", discount=" + Decimal.format(discount)
                + ", gaeLambda=" + Decimal.format(gaeLambda)
                + ", valueCoefficient=" + Decimal.format(valueCoefficient)
                + ", entropyCoefficient=" + Decimal.format(entropyCoefficient)
                + ", ratioClip=" + Decimal.format(ratioClip) + ' ' + lowerCase(ratioClipSchedule)
                + ", steps=" + steps
                + ", environments=" + environments
                + ", horizon=" + horizon
                + ", epochs=" + epochs
                + ", minibatches=" + minibatches
                + ", maxGradientNorm=" + Decimal.format(maxGradientNorm)
                + ", normaliseAdvantages=" + normaliseAdvantages
                + ", truncationTerminates=" + truncationTerminates
                + ", initialLogDeviation=" + Decimal.format(initialLogDeviation)
                + ", pruned=" + lowerCase(pruned)
                + ", " + evaluation.identity() + ')';
    }

    private static String units(List<Integer> layers) {
        return layers.stream().map(String::valueOf).collect(Collectors.joining("-", "[", "]"));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
