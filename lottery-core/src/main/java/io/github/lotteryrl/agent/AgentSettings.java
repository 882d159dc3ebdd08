// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import java.io.Serializable;

/** What the settings of every learner say. */
public interface AgentSettings extends Serializable {

    /** Returns the steps of a run. */
    long steps();

    /** Returns when and how the agent is evaluated. */
    EvaluationPlan evaluation();

    /** Returns all settings in one line: they determine what training gives. */
    String identity();
}
