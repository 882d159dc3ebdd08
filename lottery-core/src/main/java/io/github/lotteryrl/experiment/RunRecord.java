// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;

/** What is known of a run that came to its end. Holds nothing that differs between two equal runs. */
public sealed interface RunRecord {

    /** Returns the run's identity, all settings, one per line. */
    String identity();

    /**
     * A run that trained to its end.
     *
     * @param identity all settings, one per line
     * @param start mask and weights before training
     * @param firstStep step of the schedules that training started at
     * @param result what training gave
     */
    record Completed(String identity, TicketStart start, long firstStep, TrainingResult result) implements RunRecord {}

    /**
     * A run that diverged.
     *
     * @param identity all settings, one per line
     * @param reason what happened, in one line
     */
    record Failed(String identity, String reason) implements RunRecord {}
}
