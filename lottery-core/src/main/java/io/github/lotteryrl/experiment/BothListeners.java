// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Evaluation;

/** Tells two listeners what it hears. */
record BothListeners(ExperimentListener first, ExperimentListener second) implements ExperimentListener {

    @Override
    public void planned(Experiment experiment, int runs) {
        first.planned(experiment, runs);
        second.planned(experiment, runs);
    }

    @Override
    public void started(Forecast forecast) {
        first.started(forecast);
        second.started(forecast);
    }

    @Override
    public void resumed(Experiment experiment, RunKey key, long steps) {
        first.resumed(experiment, key, steps);
        second.resumed(experiment, key, steps);
    }

    @Override
    public void stepped(Experiment experiment, RunKey key, long steps) {
        first.stepped(experiment, key, steps);
        second.stepped(experiment, key, steps);
    }

    @Override
    public void learned(Experiment experiment, RunKey key, long step, double loss) {
        first.learned(experiment, key, step, loss);
        second.learned(experiment, key, step, loss);
    }

    @Override
    public void evaluated(Experiment experiment, RunKey key, Evaluation evaluation) {
        first.evaluated(experiment, key, evaluation);
        second.evaluated(experiment, key, evaluation);
    }

    @Override
    public void finished(Experiment experiment, RunKey key, Outcome outcome) {
        first.finished(experiment, key, outcome);
        second.finished(experiment, key, outcome);
    }
}
