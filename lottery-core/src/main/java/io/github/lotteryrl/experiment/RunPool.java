// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Threads that make runs, the most urgent first, as many at once as there are cores, and the same run of several experiments only
 * once. Serves one call of {@link #run}, which makes what was submitted and what follows from it. Other threads than the caller's
 * are the pool's own.
 */
final class RunPool {

    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    /** While one writes its result to the disk, another trains. */
    private static final int THREADS_PER_JOB = 2;

    private final IntSupplier jobs;
    private final Forecast forecast;
    private final RunMaker maker;
    private final ReadyRuns<PlannedRun> ready;
    // Of the calling thread alone.
    private final List<Thread> threads = new ArrayList<>();
    private int cores;
    /** Runs that are not done; one more until the first are submitted, so that it is not 0 before. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    /**
     * By the identity of a run that is being made: the same run of other experiments, which wait for its result. Guarded by its
     * own lock, with which those of {@link #ready} and of the forecast are taken, never the other way round.
     */
    private final Map<String, List<PlannedRun>> inFlight = new HashMap<>();

    /**
     * Makes a pool without threads.
     *
     * @param jobs how many cores there are; asked every second
     * @param forecast says what is urgent, and hears of the cores
     */
    RunPool(IntSupplier jobs, Forecast forecast, RunMaker maker) {
        this.jobs = jobs;
        this.forecast = forecast;
        this.maker = maker;
        this.ready = new ReadyRuns<>(run -> forecast.urgency(run.item(), run.student()), forecast::version);
    }

    /** The core that a thread took with a run. Used by that thread alone. */
    private final class Core {
        private boolean isTaken = true;

        /** Lets another run have it, once. */
        void give() {
            if (isTaken) {
                isTaken = false;
                ready.addCores(1);
            }
        }
    }

    /** Adds a run that can begin. */
    void submit(PlannedRun run) {
        open.incrementAndGet();
        ready.add(run);
    }

    /**
     * Makes all runs that were submitted, and those that they submit, until none is left.
     *
     * @throws RuntimeException what a run threw other than in training, as also an {@link Error}; the other runs are interrupted
     * @throws InterruptedException if the thread was interrupted
     */
    void run() throws InterruptedException {
        useCores();
        closeOne();
        try {
            while (!done.await(1, TimeUnit.SECONDS)) {
                useCores();
            }
        } finally {
            end();
        }
        final Throwable cause = fatal.get();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
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

    private void end() throws InterruptedException {
        ready.close();
        threads.forEach(Thread::interrupt);
        final long end = System.nanoTime() + LONGEST_END.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    private void work() {
        try {
            for (Optional<PlannedRun> run = ready.take(); run.isPresent(); run = ready.take()) {
                make(run.get(), new Core());
            }
        } catch (InterruptedException e) {
            // The call ends.
        }
    }

    private void make(PlannedRun run, Core core) {
        try {
            if (claim(run, core)) {
                try {
                    maker.make(run, this::submit, core::give);
                } finally {
                    core.give();
                    release(run);
                }
                closeOne();
            }
        } catch (InterruptedException e) {
            abort(new IllegalStateException("a run was interrupted", e));
        } catch (RuntimeException | Error e) {
            abort(e);
        }
    }

    /** Returns whether a run may be made now; if another experiment makes the same, it comes again when that is done. */
    private boolean claim(PlannedRun run, Core core) {
        synchronized (inFlight) {
            final List<PlannedRun> waiting = inFlight.putIfAbsent(run.key().identity(), new ArrayList<>());
            if (waiting != null) {
                core.give();
                waiting.add(run);
            }
            return waiting == null;
        }
    }

    private void release(PlannedRun run) {
        synchronized (inFlight) {
            ready.addAll(Objects.requireNonNull(inFlight.remove(run.key().identity()), "not claimed"));
        }
    }

    private void closeOne() {
        if (open.decrementAndGet() == 0) {
            done.countDown();
        }
    }

    private void abort(Throwable cause) {
        fatal.compareAndSet(null, cause);
        done.countDown();
    }
}
