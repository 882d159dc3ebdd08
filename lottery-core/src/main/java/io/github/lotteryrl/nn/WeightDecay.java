// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.internal.Check;
import java.io.Serializable;

/**
 * Draws each number w that {@link Adam} trains towards 0, by lambda w. These are the weights that survive, all biases, and free
 * parameters such as a policy's deviations, but no statistics: what {@code torch.optim.Adam(agent.parameters(), ...,
 * weight_decay=lambda)} takes. Weights of units that influence no output are among them, and shrink. Immutable.
 *
 * <p>L2 regularisation adds lambda w to the gradient, in one of two forms. Either goes through Adam's moments, which divide by the
 * size of the gradient: where lambda w is above it, w loses nearly the learning rate with every step, whatever its size. {@link
 * #decoupled} leaves the moments alone: a step takes the learning rate times lambda w.
 *
 * <p>The paper's figure 14 has lambda 0.1; its form is not said. {@link #afterClipping} is what torch's Adam has.
 *
 * @param form where lambda w counts; {@link Form#NONE} where lambda is 0
 * @param lambda at least 0
 */
public record WeightDecay(Form form, double lambda) implements Serializable {

    /** Where lambda w counts. */
    public enum Form {
        /** Nowhere. */
        NONE("none"),
        /** To the clipped gradient. */
        AFTER_CLIPPING("after clipping"),
        /** To the gradient before its norm is taken. */
        IN_LOSS("in loss"),
        /** In the step, besides the gradient. */
        DECOUPLED("decoupled");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }

    /** Checks the bounds. */
    public WeightDecay {
        Check.notNegative("weightDecay", lambda);
        Check.that(form != Form.NONE || lambda == 0, "weightDecay %s without a form", lambda);
        if (lambda == 0) {
            form = Form.NONE;
            lambda = 0;
        }
    }

    /** Returns none. */
    public static WeightDecay none() {
        return new WeightDecay(Form.NONE, 0);
    }

    /**
     * Returns that of {@code torch.optim.Adam}: lambda w is added in the optimiser's step, and so to a gradient whose norm was
     * clipped before.
     *
     * @param lambda at least 0; 0 for none
     */
    public static WeightDecay afterClipping(double lambda) {
        return new WeightDecay(Form.AFTER_CLIPPING, lambda);
    }

    /**
     * Returns that of a loss with the term lambda / 2 |w|^2: lambda w counts in the norm of the gradient and is clipped with it.
     *
     * @param lambda at least 0; 0 for none
     */
    public static WeightDecay inLoss(double lambda) {
        return new WeightDecay(Form.IN_LOSS, lambda);
    }

    /**
     * Returns that of AdamW (Loshchilov and Hutter 2019), as {@code torch.optim.AdamW} has it: each step first multiplies w with 1 -
     * learning rate x lambda.
     *
     * @param lambda at least 0
     */
    public static WeightDecay decoupled(double lambda) {
        return new WeightDecay(Form.DECOUPLED, lambda);
    }

    /** Returns whether nothing is drawn to 0. */
    public boolean isNone() {
        return form == Form.NONE;
    }

    boolean isInGradient() {
        return form == Form.AFTER_CLIPPING || form == Form.IN_LOSS;
    }

    /** Returns lambda and form in one line, as in {@code 0.1 after clipping}; part of an agent's identity. */
    public String identity() {
        return isNone() ? form.words : Decimal.format(lambda) + ' ' + form.words;
    }

    @Override
    public String toString() {
        return identity();
    }
}
