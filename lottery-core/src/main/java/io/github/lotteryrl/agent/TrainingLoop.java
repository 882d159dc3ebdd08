// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.ParameterVector;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains any learner: within its budget, evaluated on separate environments on a fixed calendar, the best checkpoint kept (the
 * paper, section 2 and footnote 1; of equals the later one), and at the end played on fresh episodes. From time to time it keeps
 * all that it needs to go on after a kill, to the same end.
 */
public final class TrainingLoop {

    /** Raised whenever what is saved changes its form. */
    private static final String FORMAT = "training 1";

    private final Learner learner;
    private final TrainingTask task;
    private final EvaluationPlan plan;
    private final Seed evaluationSeed;
    private final List<Evaluation> evaluations = new ArrayList<>();
    private Optional<Parameters> snapshot = Optional.empty();
    private Parameters best;
    private double bestReturn = Double.NEGATIVE_INFINITY;
    /** Number of the evaluation that is due next. */
    private int calendar = 1;

    private TrainingLoop(Learner learner, TrainingTask task, EvaluationPlan plan) {
        this.learner = learner;
        this.task = task;
        this.plan = plan;
        this.evaluationSeed = task.seed().derive("evaluation");
        this.best = task.start().weights();
    }

    /**
     * Trains {@code learner} to the end of its budget.
     *
     * @param learner new
     * @param budget steps at which the last evaluation is due
     * @throws InterruptedException if the thread was interrupted
     */
    public static TrainingResult run(Learner learner, TrainingTask task, EvaluationPlan plan, long budget)
            throws InterruptedException {
        return new TrainingLoop(learner, task, plan).run(budget);
    }

    private TrainingResult run(long budget) throws InterruptedException {
        try (Evaluator evaluator = new Evaluator(task.environment(), plan.episodes(), plan.maxSteps())) {
            final long first = learner.steps();
            if (resume()) {
                task.listener().resumed(learner.steps() - first);
            } else {
                keepSnapshot();
            }
            while (!learner.isFinished()) {
                if (Thread.interrupted()) {
                    task.checkpoint().save(this::save);
                    throw new InterruptedException("training interrupted after " + learner.steps() + " steps");
                }
                final long before = learner.steps();
                learner.iterate();
                task.listener().stepped(learner.steps() - before);
                keepSnapshot();
                if (learner.steps() >= mark(calendar, first, budget) || learner.isFinished()) {
                    evaluate(evaluator);
                    while (calendar < plan.count() && mark(calendar, first, budget) <= learner.steps()) {
                        calendar++;
                    }
                }
                if (task.checkpoint().isDue()) {
                    task.checkpoint().save(this::save);
                }
            }
            return finish(evaluator, first);
        }
    }

    private void save(OutputStream out) {
        final StateWriter to = new StateWriter(out);
        to.section(FORMAT);
        to.number(calendar);
        to.number(evaluations.size());
        for (Evaluation evaluation : evaluations) {
            to.number(evaluation.step());
            to.real(evaluation.meanReturn());
            to.real(evaluation.meanLength());
        }
        save(best, to);
        to.number(snapshot.isPresent() ? 1 : 0);
        snapshot.ifPresent(parameters -> save(parameters, to));
        learner.save(to);
    }

    private void save(Parameters parameters, StateWriter to) {
        new ParameterVector(task.start().mask(), parameters).save(to);
    }

    /** Goes on from the checkpoint, and returns whether there was one. */
    private boolean resume() {
        final Optional<InputStream> saved = task.checkpoint().open();
        if (saved.isEmpty()) {
            return false;
        }
        try (InputStream in = saved.get()) {
            restore(new StateReader(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the checkpoint", e);
        }
        return true;
    }

    private void restore(StateReader from) {
        from.section(FORMAT);
        calendar = from.number("number of the next evaluation", 1, plan.count());
        final int count = from.number("evaluations", 0, plan.count());
        for (int i = 0; i < count; i++) {
            final Evaluation evaluation = new Evaluation(from.number(), from.real(), from.real());
            evaluations.add(evaluation);
            bestReturn = Math.max(bestReturn, evaluation.meanReturn());
        }
        best = restoreParameters(from);
        if (from.number("snapshots", 0, 1) == 1) {
            snapshot = Optional.of(restoreParameters(from));
        }
        learner.restore(from);
        from.expectEnd();
    }

    private Parameters restoreParameters(StateReader from) {
        final ParameterVector parameters =
                new ParameterVector(task.start().mask(), task.start().weights());
        parameters.restore(from);
        return parameters.toParameters();
    }

    private long mark(int index, long first, long budget) {
        return first + (budget - first) * index / plan.count();
    }

    private void keepSnapshot() {
        if (snapshot.isEmpty()
                && task.snapshotStep().isPresent()
                && learner.steps() >= task.snapshotStep().getAsLong()) {
            snapshot = Optional.of(learner.parameters());
        }
    }

    private void evaluate(Evaluator evaluator) {
        learner.takeLoss().ifPresent(loss -> task.listener().learned(learner.steps(), loss));
        final Evaluator.Episodes episodes =
                play(evaluator, plan.episodes(), evaluationSeed.derive("calendar", evaluations.size()));
        final Evaluation evaluation = new Evaluation(learner.steps(), episodes.meanReturn(), episodes.meanLength());
        evaluations.add(evaluation);
        if (evaluation.meanReturn() >= bestReturn) {
            bestReturn = evaluation.meanReturn();
            best = learner.parameters();
        }
        task.listener().evaluated(evaluation);
    }

    private Evaluator.Episodes play(Evaluator evaluator, int count, Seed seed) {
        final Actor actor = learner.evaluationActor(seed.derive("actions").random());
        return evaluator.play(actor, count, seed.derive("episodes").random());
    }

    private TrainingResult finish(Evaluator evaluator, long first) {
        final Parameters last = learner.parameters();
        learner.load(best);
        final Evaluator.Episodes fresh = play(evaluator, plan.freshEpisodes(), evaluationSeed.derive("fresh"));
        final List<Double> returns = Arrays.stream(fresh.returns()).boxed().toList();
        return new TrainingResult(evaluations, best, last, returns, snapshot, learner.steps() - first);
    }
}
