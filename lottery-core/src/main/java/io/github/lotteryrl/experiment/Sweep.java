// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.ExperimentListener.Outcome;
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
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Expands experiments into runs and hands them to a {@link RunExecutor}, some at once. The levels of a ticket follow one another;
 * a level's baselines go as soon as the ticket has reached it. Runs from which the longest chain follows go first. What the
 * store holds is not run again, and what several experiments need is run once.
 */
public final class Sweep implements ExperimentRunner {

    private final RunStore store;
    private final IntSupplier jobs;
    private final ExperimentListener listener;
    private final RunExecutor executor;

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
        this.store = store;
        this.jobs = jobs;
        this.listener = listener;
        this.executor = executor;
    }

    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        return new Work(experiments).await();
    }

    /** One call of {@link #run}. */
    private final class Work {

        private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
                jobs.getAsInt(),
                Integer.MAX_VALUE,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Work::newThread);
        private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<Throwable> fatal = new AtomicReference<>();
        private final AtomicInteger open = new AtomicInteger(1);
        private final AtomicLong order = new AtomicLong();
        private final CountDownLatch done = new CountDownLatch(1);
        /** By the identity of a run that is being made: the same run of other experiments, which wait for its result. */
        private final Map<String, List<Run>> inFlight = new HashMap<>();

        Work(List<Experiment> experiments) {
            final List<Run> first = new ArrayList<>();
            for (Experiment experiment : experiments) {
                final Optional<Experiment> teacher = experiment.teacher();
                teacher.ifPresent(other -> listener.planned(other, other.keys().size()));
                listener.planned(experiment, experiment.keys().size());
                for (long seed : experiment.seeds()) {
                    final Ticket ticket = new Ticket(
                            this, experiment, seed, dense(experiment, seed), Optional.empty(), Optional.empty());
                    first.add(teacher.<Run>map(other -> new Teacher(this, other, seed, ticket))
                            .orElse(ticket));
                }
            }
            // Only now: if somebody's initialisation throws, nothing must be running yet.
            first.forEach(this::submit);
            closeOne();
        }

        private static LevelStart dense(Experiment experiment, long seed) {
            return experiment.pruning().dense(experiment.layout(), Seed.of(seed));
        }

        private static Thread newThread(Runnable task) {
            final Thread thread = new Thread(task, "lottery-run");
            thread.setDaemon(true);
            return thread;
        }

        void submit(Run run) {
            open.incrementAndGet();
            run.order = order.getAndIncrement();
            pool.execute(run);
        }

        /** Returns whether a run may be made now; if another experiment makes the same, it comes again when that is done. */
        boolean claim(Run run) {
            synchronized (inFlight) {
                final List<Run> waiting = inFlight.putIfAbsent(run.key().identity(), new ArrayList<>());
                if (waiting != null) {
                    waiting.add(run);
                }
                return waiting == null;
            }
        }

        void release(Run run) {
            synchronized (inFlight) {
                Objects.requireNonNull(inFlight.remove(run.key().identity()), "not claimed")
                        .forEach(pool::execute);
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
                    pool.setCorePoolSize(jobs.getAsInt());
                }
            } finally {
                pool.shutdownNow();
                pool.awaitTermination(1, TimeUnit.MINUTES);
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
    private abstract class Run implements Runnable, Comparable<Run> {
        final Work work;
        final Experiment experiment;
        long order;

        Run(Work work, Experiment experiment) {
            this.work = work;
            this.experiment = experiment;
        }

        abstract RunKey key();

        /** How many runs must follow one another from this one on. */
        abstract int chain();

        abstract void execute() throws InterruptedException;

        @Override
        public int compareTo(Run other) {
            return chain() != other.chain()
                    ? Integer.compare(other.chain(), chain())
                    : Long.compare(order, other.order);
        }

        @Override
        public void run() {
            try {
                if (work.claim(this)) {
                    try {
                        execute();
                    } finally {
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

        /** Returns the run's record, from the store or by training; empty if it failed without a record. */
        Optional<RunRecord> record(RunKey key, LevelStart level, Optional<Parameters> teacher, boolean keepSnapshot)
                throws InterruptedException {
            final Optional<RunRecord> found = store.find(key);
            if (found.isPresent()) {
                listener.finished(experiment, key, Outcome.FOUND);
                return found;
            }
            final long started = System.nanoTime();
            final Optional<RunRecord> record = train(key, level, teacher, keepSnapshot);
            record.ifPresent(run -> store.put(key, run, Duration.ofNanos(System.nanoTime() - started)));
            final boolean completed = record.isPresent() && record.get() instanceof RunRecord.Completed;
            listener.finished(experiment, key, completed ? Outcome.COMPLETED : Outcome.FAILED);
            return record;
        }

        private Optional<RunRecord> train(
                RunKey key, LevelStart level, Optional<Parameters> teacher, boolean keepSnapshot)
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
                return Optional.of(executor.execute(task, store.checkpoint(key), listenerOf(key)));
            } catch (RuntimeException e) {
                // Somebody else's environment or agent: not known to repeat itself, so it is reported and not stored.
                work.failures.add(
                        new Failure(experiment, key, e.toString().strip().replaceAll("\\R+", " ")));
                return Optional.empty();
            }
        }

        private TrainingListener listenerOf(RunKey key) {
            return new TrainingListener() {
                @Override
                public void stepped(long steps) {
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

        void noteFailure(RunKey key, Optional<RunRecord> record) {
            if (record.isPresent() && record.get() instanceof RunRecord.Failed failed) {
                work.failures.add(new Failure(experiment, key, failed.reason()));
            }
        }
    }

    /** The dense run that a ticket's student learns from. Starts the ticket. */
    private final class Teacher extends Run {
        private final long seed;
        private final Ticket student;

        Teacher(Work work, Experiment experiment, long seed, Ticket student) {
            super(work, experiment);
            this.seed = seed;
            this.student = student;
        }

        @Override
        RunKey key() {
            return experiment.ticketKey(seed, 0);
        }

        @Override
        int chain() {
            return 1 + student.chain();
        }

        @Override
        void execute() throws InterruptedException {
            final RunKey key = key();
            final Optional<RunRecord> record = record(key, Work.dense(experiment, seed), Optional.empty(), false);
            if (record.isPresent() && record.get() instanceof RunRecord.Completed completed) {
                work.submit(student.taughtBy(completed.result().best()));
            } else {
                noteFailure(key, record);
                student.blockFrom(0);
            }
        }
    }

    /** A level of a ticket. Starts the next one, and this level's baselines. */
    private final class Ticket extends Run {
        private final long seed;
        private final LevelStart level;
        private final Optional<Parameters> origin;
        private final Optional<Parameters> teacher;

        /**
         * @param origin what survivors are reset to; not known before the dense run
         * @param teacher what a student learns from
         */
        Ticket(
                Work work,
                Experiment experiment,
                long seed,
                LevelStart level,
                Optional<Parameters> origin,
                Optional<Parameters> teacher) {
            super(work, experiment);
            this.seed = seed;
            this.level = level;
            this.origin = origin;
            this.teacher = teacher;
        }

        Ticket taughtBy(Parameters other) {
            return new Ticket(work, experiment, seed, level, origin, Optional.of(other));
        }

        @Override
        RunKey key() {
            return experiment.ticketKey(seed, level.level());
        }

        @Override
        int chain() {
            return 1 + experiment.levels() - level.level();
        }

        @Override
        void execute() throws InterruptedException {
            for (MaskBaseline baseline : experiment.baselines(level.level())) {
                work.submit(new Baseline(work, experiment, seed, level, baseline, teacher));
            }
            final RunKey key = key();
            final Optional<RunRecord> record = record(key, level, teacher, level.level() == 0);
            if (record.isPresent() && record.get() instanceof RunRecord.Completed completed) {
                if (level.level() < experiment.levels()) {
                    final Parameters resetTo =
                            origin.orElseGet(() -> experiment.pruning().origin(completed.start(), completed.result()));
                    final LevelStart next = experiment.pruning().next(level, completed.result(), resetTo);
                    work.submit(new Ticket(work, experiment, seed, next, Optional.of(resetTo), teacher));
                }
            } else {
                noteFailure(key, record);
                blockFrom(level.level() + 1);
            }
        }

        void blockFrom(int firstBlocked) {
            for (int blocked = firstBlocked; blocked <= experiment.levels(); blocked++) {
                listener.finished(experiment, experiment.ticketKey(seed, blocked), Outcome.BLOCKED);
                for (MaskBaseline baseline : experiment.baselines(blocked)) {
                    listener.finished(experiment, experiment.key(baseline, seed, blocked), Outcome.BLOCKED);
                }
            }
        }
    }

    /** A condition at a level that its ticket has reached. */
    private final class Baseline extends Run {
        private final long seed;
        private final LevelStart ticket;
        private final MaskBaseline baseline;
        private final Optional<Parameters> teacher;

        Baseline(
                Work work,
                Experiment experiment,
                long seed,
                LevelStart ticket,
                MaskBaseline baseline,
                Optional<Parameters> teacher) {
            super(work, experiment);
            this.seed = seed;
            this.ticket = ticket;
            this.baseline = baseline;
            this.teacher = teacher;
        }

        @Override
        RunKey key() {
            return experiment.key(baseline, seed, ticket.level());
        }

        @Override
        int chain() {
            return 1;
        }

        @Override
        void execute() throws InterruptedException {
            final RunKey key = key();
            final Seed derivation = key.runSeed().derive("start");
            noteFailure(key, record(key, experiment.pruning().derive(baseline, ticket, derivation), teacher, false));
        }
    }
}
