// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

/** How much of the paper's effort a figure takes. A preset scales seeds, levels and steps, never what is run. */
public enum Preset {
    /** Every code path in under 30 seconds; the result says nothing. */
    SMOKE,
    /** The figure's message in a few minutes on two cores. */
    QUICK,
    /** The paper's seeds, levels and steps. */
    PAPER
}
