// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

/** The learners, by the names that they have on the command line. */
public enum AgentKind {
    /** Proximal policy optimisation. */
    PPO,
    /** Deep Q-learning. */
    DQN,
    /** Behavioural cloning: a student of the agent that the paper has for the task. */
    CLONE,
    /** Supervised learning of labelled data. */
    CLASSIFIER
}
