// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.DegradationPoint;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.PairedComparison;
import io.github.lotteryrl.stats.PairedTest;
import io.github.lotteryrl.stats.Retention;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a search found. Reads the store it was run with, when it is asked; what other searches left there besides is no part of
 * it, so that the same search has the same report whatever else its store holds. Thread-safe.
 *
 * <p>Statistics take the returns over fresh episodes and fixed seeds: the same report gives the same digits. Their intervals are
 * too narrow where seeds are few ({@link Bootstrap#UNDER_COVERAGE}), and their p cannot be small there ({@link
 * PairedTest#smallestP}). The random policy's return is measured by {@link io.github.lotteryrl.agent.RandomReturn}.
 */
public final class TicketReport {

    private static final Bootstrap BOOTSTRAP = Bootstrap.of(Seed.of(0));
    private static final PairedTest TEST = PairedTest.of(Seed.of(0)).withCorrection(PairedTest.Correction.MAX_T);

    /** With fewer a level says nothing of a difference: p is 1, whatever it is. */
    private static final int FEWEST_PAIRS = 2;

    private final Experiment experiment;
    private final RunStore store;
    private final List<Failure> failures;
    private final Optional<TicketReport> teacher;
    /** A run is read from the store with all its weights, and curves are asked for again and again. */
    private final Map<RunKey, Scores> scores = new ConcurrentHashMap<>();

    /**
     * Makes the report of an experiment from a store.
     *
     * @param store where the runs are; those that it does not hold count as having no result
     * @param failures runs that have no result, and why; those of other experiments are left out, and so are those of the same one
     *     {@linkplain Experiment#named under another name}
     */
    public TicketReport(Experiment experiment, RunStore store, List<Failure> failures) {
        this.experiment = experiment;
        this.store = store;
        this.teacher = experiment.teacher().map(other -> new TicketReport(other, store, failures));
        final List<Failure> own = failures.stream()
                .filter(failure -> failure.experiment() == experiment)
                .toList();
        this.failures = Stream.concat(teacher.stream().flatMap(other -> other.failures().stream()), own.stream())
                .toList();
    }

    /** Returns what was run. */
    public Experiment experiment() {
        return experiment;
    }

    /**
     * Returns the runs that failed, those of teachers first. One that diverged is kept as such in the store; any other is made again by
     * the next search with it.
     */
    public List<Failure> failures() {
        return failures;
    }

    /** Returns what became of the agents that this one's learned from, if it is a student. */
    public Optional<TicketReport> teacher() {
        return teacher;
    }

    /**
     * Returns the return of the best evaluation, for each level and seed: what the paper's curves show. Without a result are runs that
     * failed, diverged or were not made, and above level 0 all of a condition that is not part of the search.
     */
    public ReturnCurve curve(MaskBaseline condition) {
        return curve(condition, Scores::bestReturn);
    }

    /**
     * Returns the return over fresh episodes, for each level and seed: the unbiased number, for claims and comparisons. Results are
     * missing as in {@link #curve}.
     */
    public ReturnCurve freshCurve(MaskBaseline condition) {
        return curve(condition, Scores::freshReturn);
    }

    /**
     * Returns how far a condition can be pruned before it degrades, against the mean of its own dense runs.
     *
     * @param randomReturn mean return of the random policy
     * @throws IllegalArgumentException as {@link Degradation#estimate}: in particular if fewer than two seeds have a dense run
     */
    public DegradationPoint.Estimate degradation(MaskBaseline condition, double randomReturn) {
        return Degradation.of(randomReturn).estimate(freshCurve(condition), BOOTSTRAP);
    }

    /**
     * Returns how much further one condition can be pruned than another; seeds are drawn in pairs.
     *
     * @param randomReturn mean return of the random policy
     * @throws IllegalArgumentException as {@link #degradation}
     */
    public DegradationPoint.Difference degradationDifference(
            MaskBaseline first, MaskBaseline second, double randomReturn) {
        return Degradation.of(randomReturn).pairedDifference(freshCurve(first), freshCurve(second), BOOTSTRAP);
    }

    /**
     * Returns how much further a condition can be pruned here than one of another search on the same task, each against its own
     * dense runs: students against agents, or agents against others. Seeds are drawn in pairs if the searches {@linkplain
     * #sharesRuns share runs}, and otherwise independently.
     *
     * @param first a condition of this report
     * @param second a condition of the other
     * @param randomReturn mean return of the random policy
     * @throws IllegalArgumentException as {@link #degradation}, for either
     */
    public DegradationPoint.Difference degradationDifference(
            MaskBaseline first, TicketReport other, MaskBaseline second, double randomReturn) {
        final Degradation degradation = Degradation.of(randomReturn);
        final ReturnCurve own = freshCurve(first);
        final ReturnCurve others = other.freshCurve(second);
        return sharesRuns(other)
                ? degradation.pairedDifference(own, others, BOOTSTRAP)
                : degradation.difference(own, others, BOOTSTRAP);
    }

    /**
     * Returns whether a seed stands for the same luck in another search: both have the same seeds, and the same agent was trained
     * dense for each of them, as the agent itself here, or the teacher, and there as either.
     */
    public boolean sharesRuns(TicketReport other) {
        return experiment.seeds().equals(other.experiment.seeds())
                && denseRuns().anyMatch(run -> other.denseRuns().anyMatch(run::equals));
    }

    /** Returns what determines the dense runs, besides their seeds: the agents' and, if there are any, the teachers'. */
    private Stream<List<String>> denseRuns() {
        final Stream<List<String>> own = Stream.of(List.of(
                experiment.environment().identity(),
                experiment.agent().identity(),
                experiment.pruning().init().identity()));
        return Stream.concat(own, teacher.stream().flatMap(TicketReport::denseRuns));
    }

    /**
     * Compares two conditions level by level, paired by seed, with p corrected for the number of levels by max-T. Levels at which
     * fewer than two seeds have a result in both are left out.
     *
     * @throws IllegalArgumentException if that leaves no level
     */
    public PairedComparison compare(MaskBaseline first, MaskBaseline second) {
        final double[][] ofFirst = returns(first, Scores::freshReturn);
        final double[][] ofSecond = returns(second, Scores::freshReturn);
        for (int level = 0; level < ofFirst.length; level++) {
            if (pairs(ofFirst[level], ofSecond[level]) < FEWEST_PAIRS) {
                Arrays.fill(ofFirst[level], Double.NaN);
            }
        }
        final PairedComparison all = TEST.compare(curve(ofFirst), curve(ofSecond));
        return new PairedComparison(
                all.exact(),
                all.levels().stream().filter(level -> level.pairs() > 0).toList());
    }

    private static long pairs(double[] first, double[] second) {
        return IntStream.range(0, first.length)
                .filter(seed -> !Double.isNaN(first[seed] - second[seed]))
                .count();
    }

    /**
     * Returns how much of the dense agent's advantage over the random policy a condition keeps, on average over the levels at which
     * every condition is run.
     *
     * @param randomReturn mean return of the random policy
     * @throws IllegalArgumentException as {@link Retention#estimate}: in particular if fewer than two seeds have a result at every
     *     level
     */
    public Interval retention(MaskBaseline condition, double randomReturn) {
        return Retention.of(randomReturn).estimate(compared(condition), BOOTSTRAP);
    }

    /**
     * Returns how much more one condition keeps than another, paired by seed: one test for all levels.
     *
     * @param randomReturn mean return of the random policy
     * @throws IllegalArgumentException as {@link #retention}
     */
    public Retention.Difference retentionDifference(MaskBaseline first, MaskBaseline second, double randomReturn) {
        return Retention.of(randomReturn).pairedDifference(compared(first), compared(second), TEST, BOOTSTRAP);
    }

    private ReturnCurve compared(MaskBaseline condition) {
        return freshCurve(condition).at(experiment.comparedLevels());
    }

    private ReturnCurve curve(MaskBaseline condition, ToDoubleFunction<Scores> number) {
        return curve(returns(condition, number));
    }

    private ReturnCurve curve(double[][] returns) {
        final int prunable = Math.max(1, experiment.layout().prunableSize());
        return new ReturnCurve(experiment.pruning().schedule().remaining(prunable), returns);
    }

    /** Returns a row per level, a column per seed, NaN where there is no result. */
    private double[][] returns(MaskBaseline condition, ToDoubleFunction<Scores> number) {
        final double[][] returns =
                new double[experiment.levels() + 1][experiment.seeds().size()];
        for (int level = 0; level < returns.length; level++) {
            final int row = level;
            Arrays.setAll(
                    returns[level],
                    column -> scores(condition, experiment.seeds().get(column), row)
                            .map(number::applyAsDouble)
                            .orElse(Double.NaN));
        }
        return returns;
    }

    /**
     * What a run is worth.
     *
     * @param weights that survive in its network
     * @param bestReturn mean return of the best evaluation
     * @param freshReturn mean return over fresh episodes
     */
    public record Scores(int weights, double bestReturn, double freshReturn) {}

    /**
     * Returns what a run of a condition is worth, if it came to its end; level 0 is the dense run that all conditions share.
     *
     * @throws IllegalArgumentException if seed or level is not part of the search
     */
    public Optional<Scores> scores(MaskBaseline condition, long seed, int level) {
        final RunKey key = experiment.key(condition, seed, level);
        final Optional<Scores> known = Optional.ofNullable(scores.get(key));
        return known.or(() -> {
            final Optional<Scores> read = run(condition, seed, level)
                    .map(run -> new Scores(
                            run.start().mask().survivors(),
                            run.result().bestEvaluation().meanReturn(),
                            run.result().freshReturn()));
            read.ifPresent(found -> scores.put(key, found));
            return read;
        });
    }

    /**
     * Returns a run of a condition, if it came to its end; level 0 is the dense run that all conditions share.
     *
     * @throws IllegalArgumentException if seed or level is not part of the search
     */
    public Optional<RunRecord.Completed> run(MaskBaseline condition, long seed, int level) {
        final RunKey key = experiment.key(condition, seed, level);
        return Optional.of(key)
                .filter(planned -> experiment.isPlanned(condition, level))
                .flatMap(store::find)
                .filter(RunRecord.Completed.class::isInstance)
                .map(RunRecord.Completed.class::cast);
    }

    /**
     * Returns the ticket at a level.
     *
     * @throws IllegalArgumentException if seed or level is not part of the search, or the ticket's run has no result
     */
    public Ticket ticket(long seed, int level) {
        return findTicket(seed, level)
                .orElseThrow(() -> new IllegalArgumentException("seed " + seed + " level " + level + " has no result"));
    }

    /**
     * Returns the ticket at a level, if its run came to its end.
     *
     * @throws IllegalArgumentException if seed or level is not part of the search
     */
    public Optional<Ticket> findTicket(long seed, int level) {
        return run(MaskBaseline.MASK_WEIGHTS, seed, level)
                .map(run -> new Ticket(
                        run.identity(),
                        seed,
                        level,
                        experiment.observations(),
                        experiment.actions(),
                        networks(),
                        run.start(),
                        run.result().best(),
                        run.result().freshReturn()));
    }

    /**
     * Returns the inputs that are enough: those that survive in most seeds at the sparsest level that still does as well as
     * the dense agent (the paper, section 4.2).
     *
     * @param fraction of the dense agent's fresh return that has to be left, in [0, 1]
     * @throws IllegalArgumentException as {@link MinimalRepresentation#choose(List, double)}: if {@code fraction} is out of its
     *     bounds, no seed has a dense run, or no level will do
     * @throws UnsupportedOperationException if the agent is not made of networks of this library
     */
    public MinimalRepresentation minimalRepresentation(double fraction) {
        final List<MinimalRepresentation.Run> runs = new ArrayList<>();
        for (long seed : experiment.seeds()) {
            for (int level = 0; level <= experiment.levels(); level++) {
                findTicket(seed, level)
                        .map(ticket -> new MinimalRepresentation.Run(
                                ticket.seed(),
                                ticket.level(),
                                ticket.freshReturn(),
                                Arrays.stream(ticket.survivingInputIndices())
                                        .boxed()
                                        .toList()))
                        .ifPresent(runs::add);
            }
        }
        return MinimalRepresentation.choose(runs, fraction);
    }

    private List<NetworkSpec> networks() {
        return experiment.agent() instanceof NeuralAgent agent
                ? agent.networks(experiment.observations(), experiment.actions())
                : List.of();
    }
}
