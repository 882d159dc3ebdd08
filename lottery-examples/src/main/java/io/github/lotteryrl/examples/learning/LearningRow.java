// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.ClassificationTask;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.examples.Seeds;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A row of the table: a learner on a task. Immutable; {@link #seeds(int, int)}, {@link #solvedAt} and {@link #against} return a
 * changed copy.
 *
 * @param environment the task
 * @param learner as the table calls it
 * @param agent the learner with its settings
 * @param quickSeeds how many seeds {@link Effort#QUICK} takes
 * @param fullSeeds how many seeds {@link Effort#FULL} takes
 * @param solved the fresh return from which on a seed counts as having solved the task
 * @param published what others report, if anything
 */
record LearningRow(
        EnvironmentFactory environment,
        String learner,
        Function<Budget, Agent> agent,
        int quickSeeds,
        int fullSeeds,
        OptionalDouble solved,
        List<Published> published) {

    private static final int SMOKE_SEEDS = 1;

    LearningRow {
        published = List.copyOf(published);
    }

    /** Returns a row with one seed and nothing to compare with. */
    static LearningRow of(EnvironmentFactory environment, String learner, Function<Budget, Agent> agent) {
        return new LearningRow(environment, learner, agent, 1, 1, OptionalDouble.empty(), List.of());
    }

    LearningRow seeds(int quick, int full) {
        return new LearningRow(environment, learner, agent, quick, full, solved, published);
    }

    LearningRow solvedAt(double freshReturn) {
        return new LearningRow(
                environment, learner, agent, quickSeeds, fullSeeds, OptionalDouble.of(freshReturn), published);
    }

    LearningRow against(Published other) {
        final List<Published> longer = new ArrayList<>(published);
        longer.add(other);
        return new LearningRow(environment, learner, agent, quickSeeds, fullSeeds, solved, longer);
    }

    /** Returns the environment's id. */
    String task() {
        return environment.name();
    }

    /** Returns whether returns are accuracies in per cent. */
    boolean isClassification() {
        return environment instanceof ClassificationTask;
    }

    /** Returns the name to choose the row by, as in {@code cartpole-ppo}. */
    String name() {
        final String game =
                task().replaceFirst("\\?.*", "").replaceFirst(".*/", "").replaceFirst("(PyBulletEnv)?-v\\d+$", "");
        return (game + '-' + learner).toLowerCase(Locale.ROOT);
    }

    Seeds seeds(Effort effort) {
        return Seeds.count(
                switch (effort) {
                    case SMOKE -> SMOKE_SEEDS;
                    case QUICK -> quickSeeds;
                    case FULL -> fullSeeds;
                });
    }

    /** Returns what is run: a dense agent for each seed, from Kaiming's initialisation. */
    Experiment experiment(Budget budget, Seeds seeds) {
        final IterativePruning dense = new IterativePruning(
                InitScheme.kaimingUniform(),
                PruningSchedule.listed(),
                PruningCriterion.globalMagnitude(),
                OptionalLong.empty());
        return new Experiment(name(), environment, agent.apply(budget), dense, List.of(), seeds.values());
    }
}
