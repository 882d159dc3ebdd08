// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.experiment.StepTimes.Kind;
import io.github.lotteryrl.experiment.Workload.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How long a call of a runner will take, and how it gets on. What a run takes is learned from runs of its kind: a short trial
 * before the start or the provenance of stored ones, then those under way, then those done. Runs of a kind have agent and
 * environment in common; how long one takes depends on how many of its weights remain. Thread-safe.
 */
public final class Forecast {

    /** A time is named only if it is known for all steps but such a fraction. */
    private static final double MOST_UNKNOWN = 0.1;

    /** For the order of runs as long as nothing is known: then only ratios count. */
    private static final double SOME_SECONDS = 1e-5;

    private final LongSupplier clock;
    private final int runs;
    private final int stored;
    private final List<Workload> workloads = new ArrayList<>();
    private final List<Workload> experiments = new ArrayList<>();

    // All that changes, here from now on and in the workloads, is read and written with the lock of this object held.
    // It is taken last: whoever has it waits for no other lock of a sweep.
    private final StepTimes times = new StepTimes();
    private int jobs;
    private long started;
    private long ended;
    private boolean isOver;
    private long trainedNanos;
    private int refreshed = -1;

    /**
     * Looks at what is to be done.
     *
     * @param clock in nanoseconds
     */
    Forecast(List<Experiment> experiments, RunStore store, int jobs, LongSupplier clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.started = clock.getAsLong();
        final Map<String, Boolean> counted = new HashMap<>();
        for (Experiment experiment : experiments) {
            final Optional<Workload> teacher =
                    experiment.teacher().map(other -> new Workload(other, Optional.empty(), store, counted));
            teacher.ifPresent(workloads::add);
            final Workload workload = new Workload(experiment, teacher, store, counted);
            workloads.add(workload);
            this.experiments.add(workload);
        }
        this.runs = workloads.stream().mapToInt(Workload::runs).sum();
        this.stored = workloads.stream().mapToInt(Workload::stored).sum();
    }

    /** Returns how many runs the experiments have, those in the store included, and each of several experiments once. */
    public int runs() {
        return runs;
    }

    /** Returns how many of them were in the store at the beginning. */
    public int stored() {
        return stored;
    }

    /** Returns how many runs go at once. */
    public synchronized int jobs() {
        return jobs;
    }

    /** Notes that there are more cores now, or fewer. */
    synchronized void use(int now) {
        jobs = now;
    }

    /** Returns how long it takes from now on; empty as long as too little is known. */
    public synchronized Optional<Duration> left() {
        refresh();
        double work = 0;
        double longest = 0;
        double stepsLeft = 0;
        double unknownSteps = 0;
        for (Workload workload : workloads) {
            for (int level = 0; level <= workload.grid().levels(); level++) {
                final double steps =
                        (double) workload.open(level) * workload.grid().steps(level);
                stepsLeft += steps;
                unknownSteps += times.isKnown(workload.kind()) ? 0 : steps;
                work += workload.secondsOpen(level);
            }
            for (double correction : workload.corrections()) {
                work += correction;
            }
            longest = Math.max(longest, workload.longestPath());
        }
        if (unknownSteps > MOST_UNKNOWN * stepsLeft) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(1e3 * Math.max(work / jobs, longest))));
    }

    /** Returns how long it has been going on; at the end, how long it took. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(now() - started);
    }

    /** Returns the part of the time, on all jobs together, in which runs were trained so far, in [0, 1]. */
    public synchronized double busy() {
        long nanos = trainedNanos;
        for (Workload workload : workloads) {
            for (RunPace pace : workload.running()) {
                nanos += now() - pace.started();
            }
        }
        final double all = (double) (now() - started) * jobs;
        return all <= 0 ? 0 : Math.min(1, nanos / all);
    }

    private long now() {
        return isOver ? ended : clock.getAsLong();
    }

    /** Expects of every run what is known now. */
    private void refresh() {
        final Set<Kind> kinds = workloads.stream().map(Workload::kind).collect(Collectors.toSet());
        final double mean = times.mean(kinds);
        workloads.forEach(workload -> workload.expect(times, Double.isNaN(mean) ? SOME_SECONDS : mean));
        refreshed = times.version();
    }

    /** Learns from stored runs, where others of their kind are missing. */
    synchronized void learnFrom(RunStore store) {
        workloads.forEach(workload -> workload.learnFrom(store, times));
    }

    /** Returns kinds of runs that are to be trained and of which nothing is known, each by one experiment that has them. */
    synchronized List<Workload> unknown() {
        final Map<Kind, Workload> unknown = new HashMap<>();
        final List<Workload> inOrder = new ArrayList<>();
        for (Workload workload : workloads) {
            if (workload.stepsMissing() > 0
                    && !times.isKnown(workload.kind())
                    && unknown.putIfAbsent(workload.kind(), workload) == null) {
                inOrder.add(workload);
            }
        }
        return inOrder;
    }

    /** Returns how many steps are to be trained in runs of a kind. */
    synchronized long stepsMissing(Kind kind) {
        return workloads.stream()
                .filter(workload -> workload.kind().equals(kind))
                .mapToLong(Workload::stepsMissing)
                .sum();
    }

    /** Learns what a trial took. */
    synchronized void tried(Kind kind, double remaining, double secondsPerStep) {
        times.before(kind, remaining, secondsPerStep);
    }

    /** The clock starts when runs do. */
    synchronized void start() {
        started = clock.getAsLong();
    }

    synchronized void end() {
        ended = clock.getAsLong();
        isOver = true;
    }

    /** Another number whenever urgencies have changed. */
    synchronized int version() {
        return times.version();
    }

    /** Returns what is to be done of each experiment, in their order. */
    List<Workload> experiments() {
        return experiments;
    }

    /**
     * Returns the seconds of the longest way from a run on; infinite for one that is in the store, which costs next to nothing
     * and lets others begin.
     *
     * @param student what follows from a teacher's run
     */
    synchronized double urgency(Item run, Optional<Workload> student) {
        if (!run.workload().isMissing(run.index())) {
            return Double.POSITIVE_INFINITY;
        }
        if (refreshed != times.version()) {
            refresh();
        }
        return run.workload().pathFrom(run.index(), student);
    }

    /** Notes that a run is being trained, and returns what has to hear of its steps. */
    RunPace began(Item run) {
        final RunGrid grid = run.workload().grid();
        final int level = grid.level(run.index());
        final RunPace pace =
                new RunPace(grid.steps(level), clock, now -> learn(grid.kind(), grid.remaining(level), now));
        synchronized (this) {
            run.workload().began(run.index(), pace);
        }
        return pace;
    }

    private synchronized void learn(Kind kind, double remaining, RunPace pace) {
        times.running(kind, remaining, pace.secondsPerStep());
    }

    /** Notes that a run is not being trained any more. */
    synchronized void trained(Item run, boolean completed) {
        run.workload().trained(run.index()).ifPresent(pace -> {
            trainedNanos += clock.getAsLong() - pace.started();
            if (completed) {
                final RunGrid grid = run.workload().grid();
                final int level = grid.level(run.index());
                times.finished(grid.kind(), grid.remaining(level), pace.secondsAll() / grid.steps(level));
            }
        });
    }

    /** Notes that a run needs nothing more, however it ended. */
    synchronized void ended(Item run) {
        run.workload().ended(run.index());
    }
}
