// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.base.Suppliers;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.ExperimentListener.Outcome;
import io.github.lotteryrl.experiment.Forecast.Line;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Expands experiments into runs and hands them to a {@link RunExecutor}, some at once. The levels of a ticket follow one another;
 * a level's baselines go as soon as the ticket has reached it. Runs from which the longest chain follows go first,
 * in expected time, so that at the end no core waits for the others. What the store holds is not run again, and what several
 * experiments need is run once.
 */
public final class Sweep implements ExperimentRunner {

    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    /** While one writes its result to the disk, another trains. */
    private static final int THREADS_PER_JOB = 2;

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
            return new Work(forecast).await();
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

    /** One call of {@link #run}. */
    private final class Work {

        private final Forecast forecast;
        private final ReadyRuns<Run> ready;
        private int cores;
        private final List<Thread> threads = new ArrayList<>();
        private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<Throwable> fatal = new AtomicReference<>();
        private final AtomicInteger open = new AtomicInteger(1);
        private final CountDownLatch done = new CountDownLatch(1);
        /** By the identity of a run that is being made: the same run of other experiments, which wait for its result. */
        private final Map<String, List<Run>> inFlight = new HashMap<>();

        Work(Forecast forecast) {
            this.forecast = forecast;
            ready = new ReadyRuns<>(Run::urgency, forecast::version);
            for (Line line : forecast.experiments()) {
                for (long seed : line.experiment().seeds()) {
                    final Supplier<LevelStart> dense = Suppliers.memoize(() -> dense(line.experiment(), seed));
                    final Ticket ticket = new Ticket(this, line, seed, 0, dense, Optional.empty(), Optional.empty());
                    submit(line.teacher()
                            .<Run>map(teacher -> new Teacher(this, teacher, seed, ticket))
                            .orElse(ticket));
                }
            }
            useCores();
            closeOne();
        }

        /** Uses as many cores as there are now. */
        private void useCores() {
            final int now = jobs.getAsInt();
            while (threads.size() < Math.min(THREADS_PER_JOB * now, forecast.runs())) {
                final Thread thread = new Thread(this::work, "lottery-run");
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
            ready.addCores(now - cores);
            forecast.use(now);
            cores = now;
        }

        private void work() {
            try {
                for (Optional<Run> run = ready.take(); run.isPresent(); run = ready.take()) {
                    run.get().hasCore = true;
                    run.get().run();
                }
            } catch (InterruptedException e) {
                // The call ends.
            }
        }

        void submit(Run run) {
            open.incrementAndGet();
            ready.add(run);
        }

        /** Returns whether a run may be made now; if another experiment makes the same, it comes again when that is done. */
        boolean claim(Run run) {
            synchronized (inFlight) {
                final List<Run> waiting = inFlight.putIfAbsent(run.key.identity(), new ArrayList<>());
                if (waiting != null) {
                    run.giveCore();
                    waiting.add(run);
                }
                return waiting == null;
            }
        }

        void release(Run run) {
            synchronized (inFlight) {
                ready.addAll(Objects.requireNonNull(inFlight.remove(run.key.identity()), "not claimed"));
            }
        }

        void closeOne() {
            if (open.decrementAndGet() == 0) {
                done.countDown();
            }
        }

        void abort(Throwable cause) {
            fatal.compareAndSet(null, cause);
            done.countDown();
        }

        List<Failure> await() throws InterruptedException {
            try {
                while (!done.await(1, TimeUnit.SECONDS)) {
                    useCores();
                }
            } finally {
                ready.close();
                threads.forEach(Thread::interrupt);
                final long end = System.nanoTime() + LONGEST_END.toNanos();
                for (Thread thread : threads) {
                    thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            }
            final Throwable cause = fatal.get();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            return List.copyOf(failures);
        }
    }

    /** A run that waits for a core, or has one. */
    private abstract class Run {
        final Work work;
        final Line line;
        final Experiment experiment;
        final RunKey key;
        /** Its number in {@link #line}. */
        final int index;

        /** Whether it has to give one back. */
        boolean hasCore;

        Run(Work work, Line line, RunKey key, int index) {
            this.work = work;
            this.line = line;
            this.experiment = line.experiment();
            this.key = key;
            this.index = index;
        }

        /** Returns the seconds of the longest chain that begins with this run. */
        double urgency() {
            return line.urgency(index, Optional.empty());
        }

        void giveCore() {
            if (hasCore) {
                hasCore = false;
                work.ready.addCores(1);
            }
        }

        abstract void execute() throws InterruptedException;

        void run() {
            try {
                if (work.claim(this)) {
                    try {
                        execute();
                    } finally {
                        giveCore();
                        work.release(this);
                    }
                    work.closeOne();
                }
            } catch (InterruptedException e) {
                work.abort(new IllegalStateException("a run was interrupted", e));
            } catch (RuntimeException | Error e) {
                work.abort(e);
            }
        }

        /**
         * Finds the run's record in the store, or trains and keeps it; submits what follows from it.
         *
         * @return whether it trained to its end
         */
        boolean record(Supplier<LevelStart> level, Optional<Parameters> teacher, boolean keepSnapshot)
                throws InterruptedException {
            final Optional<RunRecord> found = store.find(key);
            if (found.isPresent()) {
                final boolean completed = follow(found);
                end(Outcome.FOUND);
                return completed;
            }
            final LevelStart start = level.get();
            final long started = System.nanoTime();
            final Forecast.Running running = line.began(index);
            final Optional<RunRecord> record = train(start, teacher, keepSnapshot, running);
            line.trained(index, record.isPresent() && record.get() instanceof RunRecord.Completed);
            // First what follows, which is as urgent as this was: the core is given to it, and not to what has waited
            // longer.
            final boolean completed = follow(record);
            giveCore();
            record.ifPresent(run -> store.put(key, run, Duration.ofNanos(System.nanoTime() - started)));
            end(completed ? Outcome.COMPLETED : Outcome.FAILED);
            return completed;
        }

        private boolean follow(Optional<RunRecord> record) {
            if (record.isPresent() && record.get() instanceof RunRecord.Completed completed) {
                follow(completed);
                return true;
            }
            if (record.isPresent() && record.get() instanceof RunRecord.Failed failed) {
                work.failures.add(new Failure(experiment, key, failed.reason()));
            }
            return false;
        }

        /** Submits what can begin with the result of this run. */
        void follow(RunRecord.Completed result) {}

        private void end(Outcome outcome) {
            line.ended(index);
            listener.finished(experiment, key, outcome);
        }

        private Optional<RunRecord> train(
                LevelStart level, Optional<Parameters> teacher, boolean keepSnapshot, Forecast.Running running)
                throws InterruptedException {
            final OptionalLong snapshotStep =
                    keepSnapshot ? experiment.pruning().rewindStep() : OptionalLong.empty();
            final RunTask task = new RunTask(
                    key,
                    experiment.environment(),
                    experiment.agent(),
                    level.start(),
                    level.firstStep(),
                    snapshotStep,
                    teacher);
            try {
                return Optional.of(executor.execute(task, store.checkpoint(key), listenerOf(running)));
            } catch (RuntimeException e) {
                // Somebody else's environment or agent: not known to repeat itself, so it is reported and not stored.
                work.failures.add(
                        new Failure(experiment, key, e.toString().strip().replaceAll("\\R+", " ")));
                return Optional.empty();
            }
        }

        private TrainingListener listenerOf(Forecast.Running running) {
            return new TrainingListener() {
                @Override
                public void stepped(long steps) {
                    running.stepped(steps);
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

    /** The dense run that a ticket's student learns from. Starts the ticket. */
    private final class Teacher extends Run {
        private final long seed;
        private final Ticket student;

        Teacher(Work work, Line line, long seed, Ticket student) {
            super(work, line, line.experiment().ticketKey(seed, 0), line.ticket(seed, 0));
            this.seed = seed;
            this.student = student;
        }

        @Override
        double urgency() {
            return line.urgency(index, Optional.of(student.line));
        }

        @Override
        void execute() throws InterruptedException {
            if (!record(() -> dense(experiment, seed), Optional.empty(), false)) {
                student.blockFrom(0);
            }
        }

        @Override
        void follow(RunRecord.Completed dense) {
            work.submit(student.taughtBy(dense.result().best()));
        }
    }

    /** A level of a ticket. Starts the next one, and this level's baselines. */
    private final class Ticket extends Run {
        private final long seed;
        private final int level;
        private final Supplier<LevelStart> start;
        private final Optional<Parameters> origin;
        private final Optional<Parameters> teacher;

        /**
         * @param start pruned when it is needed: not for what the store holds
         * @param origin what survivors are reset to; not known before the dense run
         * @param teacher what a student learns from
         */
        Ticket(
                Work work,
                Line line,
                long seed,
                int level,
                Supplier<LevelStart> start,
                Optional<Parameters> origin,
                Optional<Parameters> teacher) {
            super(work, line, line.experiment().ticketKey(seed, level), line.ticket(seed, level));
            this.seed = seed;
            this.level = level;
            this.start = start;
            this.origin = origin;
            this.teacher = teacher;
        }

        Ticket taughtBy(Parameters other) {
            return new Ticket(work, line, seed, level, start, origin, Optional.of(other));
        }

        @Override
        void execute() throws InterruptedException {
            // Before this level trains: other cores need not wait for it.
            for (int i = 0; i < experiment.baselines(level).size(); i++) {
                work.submit(new Baseline(work, line, seed, level, start, i, teacher));
            }
            if (!record(start, teacher, level == 0)) {
                blockFrom(level + 1);
            }
        }

        @Override
        void follow(RunRecord.Completed run) {
            if (level < experiment.levels()) {
                final Parameters resetTo =
                        origin.orElseGet(() -> experiment.pruning().origin(run.start(), run.result()));
                final LevelStart here = new LevelStart(level, run.start(), run.firstStep());
                final Supplier<LevelStart> next =
                        Suppliers.memoize(() -> experiment.pruning().next(here, run.result(), resetTo));
                work.submit(new Ticket(work, line, seed, level + 1, next, Optional.of(resetTo), teacher));
            }
        }

        void blockFrom(int firstBlocked) {
            for (int blocked = firstBlocked; blocked <= experiment.levels(); blocked++) {
                line.ended(line.ticket(seed, blocked));
                listener.finished(experiment, experiment.ticketKey(seed, blocked), Outcome.BLOCKED);
                for (int i = 0; i < experiment.baselines(blocked).size(); i++) {
                    line.ended(line.baseline(seed, blocked, i));
                    listener.finished(
                            experiment, experiment.key(experiment.baselines().get(i), seed, blocked), Outcome.BLOCKED);
                }
            }
        }
    }

    /** A condition at a level that its ticket has reached. */
    private final class Baseline extends Run {
        private final Supplier<LevelStart> ticket;
        private final MaskBaseline baseline;
        private final Optional<Parameters> teacher;

        Baseline(
                Work work,
                Line line,
                long seed,
                int level,
                Supplier<LevelStart> ticket,
                int baseline,
                Optional<Parameters> teacher) {
            super(
                    work,
                    line,
                    line.experiment().key(line.experiment().baselines().get(baseline), seed, level),
                    line.baseline(seed, level, baseline));
            this.ticket = ticket;
            this.baseline = line.experiment().baselines().get(baseline);
            this.teacher = teacher;
        }

        @Override
        void execute() throws InterruptedException {
            final Seed derivation = key.runSeed().derive("start");
            record(() -> experiment.pruning().derive(baseline, ticket.get(), derivation), teacher, false);
        }
    }
}
