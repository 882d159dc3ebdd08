// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import io.github.lotteryrl.agent.NeuralAgent;
import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a search found. Reads the store it was run with, whenever it is asked. Thread-safe. */
public final class TicketReport {

    private final Experiment experiment;
    private final RunStore store;
    private final List<Failure> failures;
    private final Optional<TicketReport> teacher;

    /**
     * Makes the report of an experiment from a store.
     *
     * @param failures runs that have no result, and why
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

    /** Returns the runs that failed, those of teachers first. */
    public List<Failure> failures() {
        return failures;
    }

    /** Returns what became of the agents that this one's learned from, if it is a student. */
    public Optional<TicketReport> teacher() {
        return teacher;
    }

    /** Returns the return of the best evaluation, for each level and seed: what the paper's curves show. */
    public ReturnCurve curve(MaskBaseline condition) {
        return curve(condition, result -> result.bestEvaluation().meanReturn());
    }

    /** Returns the return over fresh episodes, for each level and seed: the unbiased number, for claims and comparisons. */
    public ReturnCurve freshCurve(MaskBaseline condition) {
        return curve(condition, TrainingResult::freshReturn);
    }

    private ReturnCurve curve(MaskBaseline condition, ToDoubleFunction<TrainingResult> number) {
        final double[][] returns =
                new double[experiment.levels() + 1][experiment.seeds().size()];
        for (int level = 0; level < returns.length; level++) {
            final int row = level;
            Arrays.setAll(
                    returns[level],
                    column -> run(condition, experiment.seeds().get(column), row)
                            .map(run -> number.applyAsDouble(run.result()))
                            .orElse(Double.NaN));
        }
        final int prunable = Math.max(1, experiment.layout().prunableSize());
        return new ReturnCurve(experiment.pruning().schedule().remaining(prunable), returns);
    }

    /** Returns a run of a condition, if it came to its end; level 0 is the dense run that all conditions share. */
    public Optional<RunRecord.Completed> run(MaskBaseline condition, long seed, int level) {
        return store.find(experiment.key(condition, seed, level))
                .filter(RunRecord.Completed.class::isInstance)
                .map(RunRecord.Completed.class::cast);
    }

    /**
     * Returns the ticket at a level.
     *
     * @throws IllegalArgumentException if seed or level is not part of the search, or the ticket's run failed
     */
    public Ticket ticket(long seed, int level) {
        return findTicket(seed, level)
                .orElseThrow(() -> new IllegalArgumentException("seed " + seed + " level " + level + " has no result"));
    }

    /** Returns the ticket at a level, if its run came to its end. */
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
