// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.experiment.StepTimes.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
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

    /** A run under way tells how quick it is at this part of its steps, and whenever it has made twice as many. */
    private static final double FIRST_NEWS = 0.05;

    /** Before that, it may have told more of the compiler than of training. */
    private static final long LEAST_NEWS_NANOS = 2_000_000_000;

    private static final int STORED_SAMPLES = 3;

    private int jobs;
    private final LongSupplier clock;
    private final StepTimes times = new StepTimes();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> experiments = new ArrayList<>();
    private final int runs;
    private final int stored;
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
        final Set<String> missing = new HashSet<>();
        int all = 0;
        int found = 0;
        for (Experiment experiment : experiments) {
            final Optional<Line> teacher =
                    experiment.teacher().map(other -> new Line(other, Optional.empty(), store, missing));
            teacher.ifPresent(lines::add);
            final Line line = new Line(experiment, teacher, store, missing);
            lines.add(line);
            this.experiments.add(line);
            all += experiment.runs()
                    + experiment.teacher().map(Experiment::runs).orElse(0);
            found += line.stored + teacher.map(other -> other.stored).orElse(0);
        }
        this.runs = all;
        this.stored = found;
    }

    /** Returns how many runs the experiments have, those in the store included. */
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
        for (Line line : lines) {
            for (int level = 0; level <= line.levels; level++) {
                final double steps = (double) line.open[level] * line.steps(level);
                stepsLeft += steps;
                unknownSteps += times.isKnown(line.kind) ? 0 : steps;
                work += line.open[level] * line.seconds[level];
            }
            for (Map.Entry<Integer, Running> run : line.running.entrySet()) {
                if (line.counted.get(run.getKey())) {
                    final double expected = line.seconds[line.level(run.getKey())];
                    work += run.getValue().secondsLeft(expected) - expected;
                }
            }
            for (int seed = 0; seed < line.seeds; seed++) {
                longest = Math.max(longest, line.wholePath(seed));
            }
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
        for (Line line : lines) {
            for (Running run : line.running.values()) {
                nanos += now() - run.started;
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
        final Set<Kind> kinds = lines.stream().map(line -> line.kind).collect(Collectors.toSet());
        final double mean = times.mean(kinds);
        lines.forEach(line -> line.expect(Double.isNaN(mean) ? SOME_SECONDS : mean));
        refreshed = times.version();
    }

    /** Learns from stored runs, where others of their kind are missing. */
    void learnFrom(RunStore store) {
        lines.forEach(line -> line.learnFrom(store));
    }

    /** Returns kinds of runs that are to be trained and of which nothing is known, each by one experiment that has them. */
    List<Line> unknown() {
        final Map<Kind, Line> unknown = new HashMap<>();
        final List<Line> inOrder = new ArrayList<>();
        for (Line line : lines) {
            if (line.stepsMissing() > 0 && !times.isKnown(line.kind) && unknown.putIfAbsent(line.kind, line) == null) {
                inOrder.add(line);
            }
        }
        return inOrder;
    }

    /** Returns how many steps are to be trained in runs of a kind. */
    long stepsMissing(Kind kind) {
        return lines.stream()
                .filter(line -> line.kind.equals(kind))
                .mapToLong(Line::stepsMissing)
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

    /** Returns the runs of each experiment, in their order. */
    List<Line> experiments() {
        return experiments;
    }

    /** A run that is being trained. */
    final class Running {
        private final Line line;
        private final int level;
        private final long all;
        private final long started = clock.getAsLong();
        // Written by the thread of the run alone.
        private volatile long firstTold;
        private volatile long first;
        private volatile long steps;
        private volatile double nextNews = FIRST_NEWS;

        private Running(Line line, int level) {
            this.line = line;
            this.level = level;
            this.all = line.steps(level);
        }

        /** Steps were made. The first to be heard of may have been made before a kill, and say nothing about the time. */
        void stepped(long more) {
            final long before = steps;
            if (before == 0) {
                firstTold = clock.getAsLong();
                first = more;
            }
            final long told = before + more - first;
            steps = before + more;
            if (told >= nextNews * all && clock.getAsLong() - firstTold >= LEAST_NEWS_NANOS) {
                nextNews = 2.0 * told / all;
                synchronized (Forecast.this) {
                    times.running(line.kind, line.remaining(level), secondsPerStep());
                }
            }
        }

        private double secondsPerStep() {
            return (clock.getAsLong() - firstTold) * 1e-9 / (steps - first);
        }

        private double secondsLeft(double expected) {
            if (nextNews > FIRST_NEWS) {
                return Math.max(0, all - steps) * secondsPerStep();
            }
            return Math.max(0, expected - (clock.getAsLong() - started) * 1e-9);
        }

        /** Returns the seconds of the whole run, also of one that went on from a checkpoint. */
        private double secondsAll() {
            final long now = clock.getAsLong();
            if (steps <= first) {
                return (now - started) * 1e-9;
            }
            final double afterFirst = (now - firstTold) * 1e-9;
            return (firstTold - started) * 1e-9 + afterFirst * steps / (steps - first);
        }
    }

    /** The runs of an experiment, numbered by seed, level and condition, the ticket's first. */
    final class Line {
        private final Experiment experiment;
        private final Optional<Line> teacher;
        private final Kind kind;
        private final int seeds;
        private final int levels;
        private final int conditions;
        private final int prunable;
        /** What is to be trained yet. */
        private final BitSet missing = new BitSet();
        /** The same, each run of several experiments in one of them alone. */
        private final BitSet counted = new BitSet();
        /** How many of {@link #counted} a level has. */
        private final int[] open;

        private final Map<Integer, Running> running = new HashMap<>();
        /** What a run of each level is expected to take. */
        private final double[] seconds;

        private final int stored;

        private Line(Experiment experiment, Optional<Line> teacher, RunStore store, Set<String> missingElsewhere) {
            this.experiment = experiment;
            this.teacher = teacher;
            final List<MaskBaseline> baselines = experiment.baselines();
            kind = new Kind(
                    experiment.environment().identity(), experiment.agent().identity());
            seeds = experiment.seeds().size();
            levels = experiment.levels();
            conditions = 1 + baselines.size();
            prunable = experiment.layout().prunableSize();
            open = new int[levels + 1];
            seconds = new double[levels + 1];
            int found = 0;
            for (int seed = 0; seed < seeds; seed++) {
                for (int level = 0; level <= levels; level++) {
                    for (int condition = 0; condition < conditions(level); condition++) {
                        final long value = experiment.seeds().get(seed);
                        final RunKey key = condition == 0
                                ? experiment.ticketKey(value, level)
                                : experiment.key(baselines.get(condition - 1), value, level);
                        if (store.contains(key)) {
                            found++;
                            continue;
                        }
                        missing.set(index(seed, level, condition));
                        if (missingElsewhere.add(key.identity())) {
                            counted.set(index(seed, level, condition));
                            open[level]++;
                        }
                    }
                }
            }
            stored = found;
        }

        Experiment experiment() {
            return experiment;
        }

        Optional<Line> teacher() {
            return teacher;
        }

        Kind kind() {
            return kind;
        }

        /** Returns how many conditions are run at a level. */
        private int conditions(int level) {
            return 1 + experiment.baselines(level).size();
        }

        private int index(int seed, int level, int condition) {
            return (seed * (levels + 1) + level) * conditions + condition;
        }

        private int level(int index) {
            return index / conditions % (levels + 1);
        }

        /** Returns the number of a ticket's run, for {@code began} and {@code ended}. */
        int ticket(long seed, int level) {
            return index(experiment.seeds().indexOf(seed), level, 0);
        }

        /** Returns the number of a baseline's run. */
        int baseline(long seed, int level, int baseline) {
            return index(experiment.seeds().indexOf(seed), level, 1 + baseline);
        }

        /** Returns the sparsest level that has runs to be trained. */
        int lastMissingLevel() {
            int last = 0;
            for (int level = 0; level <= levels; level++) {
                last = open[level] > 0 ? level : last;
            }
            return last;
        }

        double remaining(int level) {
            return prunable == 0 ? 1 : (double) experiment.pruning().schedule().survivors(level, prunable) / prunable;
        }

        /** Returns the steps of a run: after late rewinding there are fewer. */
        long steps(int level) {
            final long done = level == 0 ? 0 : experiment.pruning().rewindStep().orElse(0);
            return Math.max(1, experiment.agent().steps() - done);
        }

        private long stepsMissing() {
            long sum = 0;
            for (int level = 0; level <= levels; level++) {
                sum += open[level] * steps(level);
            }
            return sum;
        }

        private void learnFrom(RunStore store) {
            if (stepsMissing() == 0) {
                return;
            }
            for (int level = 0; level <= levels; level++) {
                final List<Double> seconds = new ArrayList<>();
                for (int seed = 0; seed < seeds && seconds.size() < STORED_SAMPLES; seed++) {
                    if (!missing.get(index(seed, level, 0))) {
                        store.wallTime(experiment.ticketKey(experiment.seeds().get(seed), level))
                                .ifPresent(time -> seconds.add(time.toNanos() * 1e-9));
                    }
                }
                if (!seconds.isEmpty()) {
                    seconds.sort(null);
                    tried(kind, remaining(level), seconds.get(seconds.size() / 2) / steps(level));
                }
            }
        }

        private void expect(double ifUnknown) {
            for (int level = 0; level <= levels; level++) {
                final double perStep = times.seconds(kind, remaining(level));
                seconds[level] = steps(level) * (Double.isNaN(perStep) ? ifUnknown : perStep);
            }
        }

        private double secondsLeft(int index) {
            if (!missing.get(index)) {
                return 0;
            }
            final double expected = seconds[level(index)];
            final Running run = running.get(index);
            return run == null ? expected : run.secondsLeft(expected);
        }

        /** Returns the longest way from a level of a ticket to an end, over tickets and baselines. */
        private double path(int seed, int level) {
            double path = 0;
            for (int k = levels; k >= level; k--) {
                path += secondsLeft(index(seed, k, 0));
                for (int condition = 1; condition < conditions(k); condition++) {
                    path = Math.max(path, secondsLeft(index(seed, k, condition)));
                }
            }
            return path;
        }

        private double wholePath(int seed) {
            return path(seed, 0) + teacher.map(other -> other.path(seed, 0)).orElse(0.0);
        }

        /**
         * Returns the seconds of the longest way from a run on; infinite for one that is in the store, which costs next to nothing
         * and lets others begin.
         *
         * @param student what follows from a teacher's run
         */
        double urgency(int index, Optional<Line> student) {
            synchronized (Forecast.this) {
                if (!missing.get(index)) {
                    return Double.POSITIVE_INFINITY;
                }
                if (refreshed != times.version()) {
                    refresh();
                }
                final int level = level(index);
                final int seed = index / conditions / (levels + 1);
                return index % conditions > 0
                        ? seconds[level]
                        : path(seed, level)
                                + student.map(other -> other.path(seed, 0)).orElse(0.0);
            }
        }

        /** Notes that a run is being trained. */
        Running began(int index) {
            final Running run = new Running(this, level(index));
            synchronized (Forecast.this) {
                running.put(index, run);
            }
            return run;
        }

        /** Notes that a run is not being trained any more. */
        void trained(int index, boolean completed) {
            synchronized (Forecast.this) {
                final Running run = running.remove(index);
                if (run == null) {
                    return;
                }
                trainedNanos += clock.getAsLong() - run.started;
                if (completed) {
                    times.finished(kind, remaining(level(index)), run.secondsAll() / steps(level(index)));
                }
            }
        }

        /** Notes that a run needs nothing more, however it ended. */
        void ended(int index) {
            synchronized (Forecast.this) {
                missing.clear(index);
                if (counted.get(index)) {
                    counted.clear(index);
                    open[level(index)]--;
                }
            }
        }
    }
}
