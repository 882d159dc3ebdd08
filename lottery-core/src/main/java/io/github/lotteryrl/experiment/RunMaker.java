// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.experiment.ExperimentListener.Outcome;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.Workload.Item;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings single runs to their end: finds the result in the store, or trains and keeps it, and tells the forecast and the listener.
 * Collects what failed. Thread-safe: it locks nothing itself but the list of failures, and relies on its parts to be so.
 */
final class RunMaker {

    private final RunStore store;
    private final RunExecutor executor;
    private final ExperimentListener listener;
    private final Forecast forecast;
    private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

    RunMaker(RunStore store, RunExecutor executor, ExperimentListener listener, Forecast forecast) {
        this.store = store;
        this.executor = executor;
        this.listener = listener;
        this.forecast = forecast;
    }

    /** Returns the runs that failed so far. */
    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /**
     * Makes a run, on the calling thread.
     *
     * @param submit hears of runs that can begin, before this one ends
     * @param giveCore called when the run trains no more; not if nothing was trained
     * @throws InterruptedException if the thread was interrupted
     */
    void make(PlannedRun run, Consumer<PlannedRun> submit, Runnable giveCore) throws InterruptedException {
        // Before this run trains: other cores need not wait for it.
        run.alongside().forEach(submit);
        final Optional<RunRecord> found = store.find(run.key());
        final boolean completed;
        if (found.isPresent()) {
            completed = follow(run, found, submit);
            end(run.item(), run.key(), Outcome.FOUND);
        } else {
            completed = trainAndKeep(run, submit, giveCore);
            end(run.item(), run.key(), completed ? Outcome.COMPLETED : Outcome.FAILED);
        }
        if (!completed) {
            run.blocked().forEach(item -> end(item, item.key(), Outcome.BLOCKED));
        }
    }

    /** Returns whether it trained to its end. */
    private boolean trainAndKeep(PlannedRun run, Consumer<PlannedRun> submit, Runnable giveCore)
            throws InterruptedException {
        final LevelStart start = run.start().get();
        final RunPace pace = forecast.began(run.item());
        final Optional<RunRecord> record = train(run, start, pace);
        final Duration took = Duration.ofNanos(Math.round(1e9 * pace.secondsAll()));
        forecast.trained(run.item(), record.isPresent() && record.get() instanceof RunRecord.Completed);
        // First what follows, which is as urgent as this was: the core is given to it, and not to what has waited
        // longer.
        final boolean completed = follow(run, record, submit);
        giveCore.run();
        record.ifPresent(made -> store.put(run.key(), made, took));
        return completed;
    }

    /** Submits what follows from a run, or notes that it failed. Returns whether it trained to its end. */
    private boolean follow(PlannedRun run, Optional<RunRecord> record, Consumer<PlannedRun> submit) {
        if (record.isPresent() && record.get() instanceof RunRecord.Completed completed) {
            run.following(completed).forEach(submit);
            return true;
        }
        if (record.isPresent() && record.get() instanceof RunRecord.Failed failed) {
            failures.add(new Failure(run.experiment(), run.key(), failed.reason()));
        }
        return false;
    }

    private void end(Item item, RunKey key, Outcome outcome) {
        forecast.ended(item);
        listener.finished(item.experiment(), key, outcome);
    }

    private Optional<RunRecord> train(PlannedRun run, LevelStart level, RunPace pace) throws InterruptedException {
        final RunTask task = new RunTask(
                run.key(),
                run.experiment().environment(),
                run.experiment().agent(),
                level.start(),
                level.firstStep(),
                run.snapshotStep(),
                run.teacher());
        try {
            return Optional.of(
                    executor.execute(task, store.checkpoint(run.key()), listenerOf(run.experiment(), run.key(), pace)));
        } catch (RuntimeException e) {
            // Somebody else's environment or agent: not known to repeat itself, so it is reported and not stored.
            final String reason = e.toString().strip().replaceAll("\\R+", " ");
            failures.add(new Failure(run.experiment(), run.key(), reason));
            return Optional.empty();
        }
    }

    private TrainingListener listenerOf(Experiment experiment, RunKey key, RunPace pace) {
        return new TrainingListener() {
            @Override
            public void resumed(long steps) {
                pace.resumed(steps);
                listener.resumed(experiment, key, steps);
            }

            @Override
            public void stepped(long steps) {
                pace.stepped(steps);
                listener.stepped(experiment, key, steps);
            }

            @Override
            public void learned(long step, double loss) {
                listener.learned(experiment, key, step, loss);
            }

            @Override
            public void evaluated(Evaluation evaluation) {
                listener.evaluated(experiment, key, evaluation);
            }
        };
    }
}
