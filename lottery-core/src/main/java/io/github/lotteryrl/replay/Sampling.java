// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.internal.Check;

/** How likely each transition of a {@link ReplayMemory} is drawn. Immutable. */
public sealed interface Sampling {

    /** Returns the sampling in which all transitions are alike. */
    static Sampling uniform() {
        return new Uniform();
    }

    /**
     * Returns the sampling in which a transition of priority p is drawn in proportion to p^exponent.
     *
     * @param exponent in [0, 1]; 0 makes all alike
     */
    static Sampling prioritised(double exponent) {
        return new Prioritised(exponent);
    }

    /** All transitions are alike, drawn independently, with importance weight 1. */
    record Uniform() implements Sampling {}

    /**
     * Proportional prioritisation (Schaul et al. 2016, "Prioritized experience replay", sections 3.3 and 3.4).
     *
     * <table>
     * <caption>Names</caption>
     * <tr><th>here</th><th>Schaul et al.</th></tr>
     * <tr><td>exponent</td><td>alpha</td></tr>
     * <tr><td>importance exponent</td><td>beta</td></tr>
     * <tr><td>importance weights</td><td>w</td></tr>
     * <tr><td>error</td><td>TD error delta</td></tr>
     * <tr><td>priority</td><td>p</td></tr>
     * </table>
     *
     * <p>As there, a sample of k transitions takes one from each of k equal parts of the sum of all p^exponent (appendix
     * B.2.1); errors count as clipped to [-1, 1], and a new transition has the highest priority, which therefore is 1. Other
     * than there, a priority is the absolute error but at least 1e-6, and not the sum of the two. Importance weights are
     * divided by the largest of the sample.
     *
     * @param exponent in [0, 1]
     */
    record Prioritised(double exponent) implements Sampling {

        /** Checks the exponent. */
        public Prioritised {
            Check.fraction("exponent of priorities", exponent);
        }
    }
}
