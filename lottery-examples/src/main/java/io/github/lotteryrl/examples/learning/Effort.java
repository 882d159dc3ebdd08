// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

/** How long and how often the learners are trained. */
public enum Effort {
    /** Every learner in seconds; the returns say nothing. */
    SMOKE,
    /** What two cores do in an hour. */
    QUICK,
    /** The seeds and steps of the paper; MinAtar for as long as its authors trained. */
    FULL
}
