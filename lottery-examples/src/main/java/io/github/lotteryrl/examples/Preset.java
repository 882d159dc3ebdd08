// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

/**
 * How much of the paper's effort a figure takes: seeds, levels and steps, at how many levels the baselines are run, and how often and
 * how long agents are evaluated. Tasks, networks, conditions and the other settings of training are the same in all of them, but for
 * what follows from the steps, such as how long a learner explores.
 */
public enum Preset {
    /** All that a figure's code does, as quickly as that can be; the result says nothing. */
    SMOKE,
    /** For a first look, with few seeds and mostly fewer levels and steps. How long each figure takes is on the page "Figures". */
    QUICK,
    /** The paper's seeds, levels and steps. */
    PAPER
}
