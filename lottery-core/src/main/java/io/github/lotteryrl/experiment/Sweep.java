// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.base.Suppliers;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Expands experiments into runs and hands them to a {@link RunExecutor}, some at once. The levels of a ticket follow one another;
 * a level's baselines go as soon as the ticket has reached it. Runs from which the longest chain follows go first,
 * in expected time, so that at the end no core waits for the others. What the store holds is not run again, and what several
 * experiments need is run once.
 */
public final class Sweep implements ExperimentRunner {

    private final RunStore store;
    private final IntSupplier jobs;
    private final ExperimentListener listener;
    private final RunExecutor executor;
    private final boolean tries;
    private final LongSupplier clock;

    /**
     * Makes a runner.
     *
     * @param jobs how many runs the executor has at once, at least 1
     */
    public Sweep(RunStore store, int jobs, ExperimentListener listener, RunExecutor executor) {
        this(store, () -> jobs, listener, executor);
        Check.atLeast("jobs", jobs, 1);
    }

    /**
     * Makes a runner.
     *
     * @param jobs how many runs the executor has at once, at least 1; asked every second, so that it may change
     */
    public Sweep(RunStore store, IntSupplier jobs, ExperimentListener listener, RunExecutor executor) {
        this(store, jobs, listener, executor, false, System::nanoTime);
    }

    /**
     * Makes a runner.
     *
     * @param tries whether to train for a moment before the start, to foretell how long it will take on this machine
     * @param clock in nanoseconds
     */
    Sweep(
            RunStore store,
            IntSupplier jobs,
            ExperimentListener listener,
            RunExecutor executor,
            boolean tries,
            LongSupplier clock) {
        this.store = store;
        this.jobs = jobs;
        this.listener = listener;
        this.executor = executor;
        this.tries = tries;
        this.clock = clock;
    }

    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        for (Experiment experiment : experiments) {
            experiment.teacher().ifPresent(this::plan);
            plan(experiment);
            // Before anything is running, for the case that somebody's initialisation throws.
            dense(experiment, experiment.seeds().get(0));
        }
        final Forecast forecast = new Forecast(experiments, store, jobs.getAsInt(), clock);
        forecast.learnFrom(store);
        if (tries) {
            Trial.run(forecast);
        }
        forecast.start();
        listener.started(forecast);
        try {
            final RunMaker maker = new RunMaker(store, executor, listener, forecast);
            final RunPool pool = new RunPool(jobs, forecast, maker);
            forecast.experiments().forEach(workload -> submitFirst(workload, pool));
            pool.run();
            return maker.failures();
        } finally {
            forecast.end();
        }
    }

    private void plan(Experiment experiment) {
        listener.planned(experiment, experiment.runs());
    }

    private static LevelStart dense(Experiment experiment, long seed) {
        return experiment.pruning().dense(experiment.layout(), Seed.of(seed));
    }

    private static void submitFirst(Workload workload, RunPool pool) {
        final Experiment experiment = workload.grid().experiment();
        for (long seed : experiment.seeds()) {
            final TicketRun ticket = new TicketRun(workload, seed, Suppliers.memoize(() -> dense(experiment, seed)));
            pool.submit(workload.teacher()
                    .<PlannedRun>map(teacher -> new TeacherRun(
                            teacher, seed, () -> dense(teacher.grid().experiment(), seed), ticket))
                    .orElse(ticket));
        }
    }
}
