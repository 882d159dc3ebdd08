// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.io.Serializable;

/**
 * How a learner moves its weights along a gradient: Adam, and what is around it.
 *
 * @param learningRate the first one, above 0
 * @param schedule how the learning rate moves over the run
 * @param adamEpsilon above 0
 * @param maxGradientNorm a longer gradient is scaled down to this norm; infinity for none
 * @param weightDecay L2 regularisation
 * @param dropout how likely a hidden unit is left out while learning, in [0, 1)
 */
public record Optimisation(
        double learningRate,
        Schedule schedule,
        double adamEpsilon,
        double maxGradientNorm,
        WeightDecay weightDecay,
        double dropout)
        implements Serializable {

    /** Checks the bounds. */
    public Optimisation {
        Check.positive("learningRate", learningRate);
        Check.positive("adamEpsilon", adamEpsilon);
        Check.that(maxGradientNorm > 0, "maxGradientNorm %s not in (0, infinity]", maxGradientNorm);
        Check.that(dropout >= 0 && dropout < 1, "dropout %s not in [0, 1)", dropout);
    }

    /** Returns the learning rate after a fraction of the run. */
    public double learningRate(double progress) {
        return learningRate * schedule.factor(progress);
    }

    /** Returns the settings in one line, as part of an agent's identity. */
    public String identity() {
        return "learningRate=" + Decimal.format(learningRate) + ' ' + NetworkShape.lowerCase(schedule)
                + ", adamEpsilon=" + Decimal.format(adamEpsilon)
                + ", maxGradientNorm=" + Decimal.format(maxGradientNorm)
                + regularisation();
    }

    /** Returns dropout and weight decay for an agent's identity; nothing where there is neither. */
    public String regularisation() {
        return (weightDecay.isNone() ? "" : ", weightDecay=" + weightDecay.identity())
                + (dropout == 0 ? "" : ", dropout=" + Decimal.format(dropout));
    }
}
