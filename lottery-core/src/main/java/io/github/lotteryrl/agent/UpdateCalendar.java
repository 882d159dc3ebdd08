// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;

/** When a learner with a memory learns: so many samples for each step, whatever the number of environments. Not thread-safe. */
public final class UpdateCalendar implements Stateful {

    private final long start;
    private final double samplesPerIteration;
    private final int batch;
    private double owed;

    /**
     * Makes a calendar.
     *
     * @param firstStep of the run
     * @param environments steps per iteration
     * @param learningStarts steps of this run before the first update
     * @param replayRatio samples learned from for each step after that
     * @param batch samples of an update
     */
    public UpdateCalendar(long firstStep, int environments, long learningStarts, double replayRatio, int batch) {
        this.start = firstStep + learningStarts;
        this.samplesPerIteration = environments * replayRatio;
        this.batch = batch;
    }

    /** Returns how many updates are due after an iteration, which ended at {@code step}. To be called once for each. */
    public int due(long step) {
        if (step <= start) {
            return 0;
        }
        owed += samplesPerIteration;
        final int updates = (int) (owed / batch);
        owed -= (double) updates * batch;
        return updates;
    }

    @Override
    public void save(StateWriter to) {
        to.real(owed);
    }

    @Override
    public void restore(StateReader from) {
        owed = from.real();
    }
}
