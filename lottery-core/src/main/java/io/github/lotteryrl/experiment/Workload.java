// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.experiment.StepTimes.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done of an experiment: which of its runs are to be trained yet, how those under way get on, and what each is
 * expected to take. Not thread-safe, but for what never changes, which stands first: the {@link Forecast} that it belongs to
 * touches the rest with its own lock held, and nobody else does once runs have started.
 */
final class Workload {

    /** So many stored runs of a level tell how long others take. */
    private static final int STORED_SAMPLES = 3;

    private final RunGrid grid;
    private final Optional<Workload> teacher;
    private final int runs;
    private final int stored;

    /** What is to be trained yet. */
    private final BitSet missing = new BitSet();
    /** The same, each run of several experiments in one of them alone. */
    private final BitSet counted = new BitSet();
    /** How many of {@link #counted} a level has. */
    private final int[] open;
    /** What a run of each level is expected to take. */
    private final double[] seconds;

    private final Map<Integer, RunPace> running = new HashMap<>();

    /** A run, by its number in the grid. Says which run it is and nothing of how it gets on: immutable and thread-safe. */
    record Item(Workload workload, int index) {
        Experiment experiment() {
            return workload.grid.experiment();
        }

        RunKey key() {
            return workload.grid.key(index);
        }
    }

    /**
     * Looks at what is to be done.
     *
     * @param teacher of the experiment's students
     * @param elsewhere identities of the runs that other workloads count, and whether they are stored; modified: those that this
     *     one counts are added
     */
    Workload(Experiment experiment, Optional<Workload> teacher, RunStore store, Map<String, Boolean> elsewhere) {
        this.grid = new RunGrid(experiment);
        this.teacher = teacher;
        this.open = new int[grid.levels() + 1];
        this.seconds = new double[grid.levels() + 1];
        int all = 0;
        int found = 0;
        for (long seed : experiment.seeds()) {
            for (Item item : from(seed, 0)) {
                final RunKey key = item.key();
                final boolean isCounted = !elsewhere.containsKey(key.identity());
                final boolean isStored = elsewhere.computeIfAbsent(key.identity(), run -> store.contains(key));
                missing.set(item.index, !isStored);
                if (isCounted) {
                    all++;
                    found += isStored ? 1 : 0;
                    counted.set(item.index, !isStored);
                    open[key.level()] += isStored ? 0 : 1;
                }
            }
        }
        this.runs = all;
        this.stored = found;
    }

    RunGrid grid() {
        return grid;
    }

    Kind kind() {
        return grid.kind();
    }

    Optional<Workload> teacher() {
        return teacher;
    }

    /** Returns how many runs there are, those of another workload left out. */
    int runs() {
        return runs;
    }

    /** Returns how many of them were in the store at the beginning. */
    int stored() {
        return stored;
    }

    /** Returns a ticket's run. */
    Item ticket(long seed, int level) {
        return new Item(this, grid.indexOf(seed, level, 0));
    }

    /** Returns a baseline's run. */
    Item baseline(long seed, int level, int baseline) {
        return new Item(this, grid.indexOf(seed, level, 1 + baseline));
    }

    /** Returns all runs of a seed from a level on, at each level the ticket's before the baselines'. */
    List<Item> from(long seed, int firstLevel) {
        final List<Item> items = new ArrayList<>();
        for (int level = firstLevel; level <= grid.levels(); level++) {
            for (int condition = 0; condition < grid.conditions(level); condition++) {
                items.add(new Item(this, grid.indexOf(seed, level, condition)));
            }
        }
        return items;
    }

    /** Returns how many runs of a level are to be trained yet, those under way included, and those of another workload not. */
    int open(int level) {
        return open[level];
    }

    /** Returns the sparsest level that has runs to be trained. */
    int lastOpenLevel() {
        int last = 0;
        for (int level = 0; level < open.length; level++) {
            last = open[level] > 0 ? level : last;
        }
        return last;
    }

    /** Returns the steps of all open runs. */
    long stepsMissing() {
        long sum = 0;
        for (int level = 0; level < open.length; level++) {
            sum += open[level] * grid.steps(level);
        }
        return sum;
    }

    /** Tells how long stored runs took, if others are missing. */
    void learnFrom(RunStore store, StepTimes times) {
        if (stepsMissing() == 0) {
            return;
        }
        for (int level = 0; level <= grid.levels(); level++) {
            final List<Double> sample = new ArrayList<>();
            for (int seed = 0; seed < grid.seeds() && sample.size() < STORED_SAMPLES; seed++) {
                final int index = grid.index(seed, level, 0);
                if (!missing.get(index)) {
                    store.wallTime(grid.key(index)).ifPresent(time -> sample.add(time.toNanos() * 1e-9));
                }
            }
            if (!sample.isEmpty()) {
                sample.sort(null);
                times.before(grid.kind(), grid.remaining(level), sample.get(sample.size() / 2) / grid.steps(level));
            }
        }
    }

    /**
     * Expects of every run what is known now.
     *
     * @param ifUnknown seconds of a step, if nothing is known of runs of this kind
     */
    void expect(StepTimes times, double ifUnknown) {
        for (int level = 0; level < seconds.length; level++) {
            final double perStep = times.seconds(grid.kind(), grid.remaining(level));
            seconds[level] = grid.steps(level) * (Double.isNaN(perStep) ? ifUnknown : perStep);
        }
    }

    /** Returns the seconds that the open runs of a level take together, as if none were under way. */
    double secondsOpen(int level) {
        return open[level] * seconds[level];
    }

    /** Returns, for each open run under way, how many seconds more than that it takes from now on: mostly less than 0. */
    List<Double> corrections() {
        final List<Double> corrections = new ArrayList<>();
        running.forEach((index, pace) -> {
            if (counted.get(index)) {
                final double expected = seconds[grid.level(index)];
                corrections.add(pace.secondsLeft(expected) - expected);
            }
        });
        return corrections;
    }

    /** Returns the seconds of the longest chain of runs, its teacher's included. */
    double longestPath() {
        double longest = 0;
        for (int seed = 0; seed < grid.seeds(); seed++) {
            longest = Math.max(longest, path(seed, 0) + pathOf(teacher, seed));
        }
        return longest;
    }

    /**
     * Returns the seconds of the longest way from a run on that has not begun.
     *
     * @param student what follows from a teacher's run
     */
    double pathFrom(int index, Optional<Workload> student) {
        final int level = grid.level(index);
        final int seed = grid.seed(index);
        return grid.isTicket(index) ? path(seed, level) + pathOf(student, seed) : seconds[level];
    }

    private static double pathOf(Optional<Workload> other, int seed) {
        return other.map(workload -> workload.path(seed, 0)).orElse(0.0);
    }

    /** Returns the longest way from a level of a ticket to an end, over tickets and baselines. */
    private double path(int seed, int level) {
        double path = 0;
        for (int k = grid.levels(); k >= level; k--) {
            path += secondsLeft(grid.index(seed, k, 0));
            for (int condition = 1; condition < grid.conditions(k); condition++) {
                path = Math.max(path, secondsLeft(grid.index(seed, k, condition)));
            }
        }
        return path;
    }

    private double secondsLeft(int index) {
        if (!missing.get(index)) {
            return 0;
        }
        final double expected = seconds[grid.level(index)];
        final RunPace pace = running.get(index);
        return pace == null ? expected : pace.secondsLeft(expected);
    }

    boolean isMissing(int index) {
        return missing.get(index);
    }

    /** Returns the runs that are being trained. */
    Collection<RunPace> running() {
        return running.values();
    }

    /** Notes that a run is being trained. */
    void began(int index, RunPace pace) {
        running.put(index, pace);
    }

    /** Notes that a run is not being trained any more, and returns how it got on. */
    Optional<RunPace> trained(int index) {
        return Optional.ofNullable(running.remove(index));
    }

    /** Notes that a run needs nothing more, however it ended. */
    void ended(int index) {
        missing.clear(index);
        if (counted.get(index)) {
            counted.clear(index);
            open[grid.level(index)]--;
        }
    }
}
