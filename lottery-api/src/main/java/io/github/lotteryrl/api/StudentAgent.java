// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * An agent that learns from another one. Whoever trains it trains the teacher first, dense, on the same task with the same
 * initialisation and seed, and hands its best parameters over as {@link TrainingTask#teacher()}; every level and condition of
 * a seed has the same teacher. The {@link #identity()} names the teacher's, so that equal students have equal teachers.
 */
public interface StudentAgent extends Agent {

    /** Returns the agent to learn from; it is no student itself. */
    Agent teacher();
}
