// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes how each run ended. Thread-safe. */
class Outcomes implements ExperimentListener {

    /** By the run's short name. */
    final Map<String, Outcome> byRun = new ConcurrentHashMap<>();

    final AtomicInteger planned = new AtomicInteger();

    Collection<Outcome> all() {
        return byRun.values();
    }

    @Override
    public void planned(Experiment experiment, int runs) {
        planned.addAndGet(runs);
    }

    @Override
    public void finished(Experiment experiment, RunKey key, Outcome outcome) {
        final Outcome earlier = byRun.put(experiment.name() + ": " + key, outcome);
        if (earlier != null) {
            throw new AssertionError(key + " ended twice");
        }
    }
}
