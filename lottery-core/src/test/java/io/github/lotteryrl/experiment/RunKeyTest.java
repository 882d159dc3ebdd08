// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A result is found again by what determines it: all of that, and nothing else. */
class RunKeyTest {

    private static final EnvironmentFactory TASK = Tasks.BANDIT;
    private static final Ppo AGENT = SmallExperiments.AGENT;
    private static final InitScheme INIT = InitScheme.kaimingUniform();
    private static final PruningSchedule SCHEDULE = PruningSchedule.geometric(0.2, 2);
    private static final PruningCriterion CRITERION = PruningCriterion.globalMagnitude();
    private static final OptionalLong RESET = OptionalLong.empty();

    private static Experiment experiment(EnvironmentFactory task, Ppo agent, IterativePruning pruning) {
        return new Experiment("any", task, agent, pruning, List.of(MaskBaseline.MASK_PERMUTED), List.of(0L, 1L));
    }

    private static RunKey second(EnvironmentFactory task, Ppo agent, IterativePruning pruning) {
        return experiment(task, agent, pruning).ticketKey(1, 2);
    }

    @Test
    void whatDeterminesAResultIsPartOfItsName() {
        final IterativePruning pruning = new IterativePruning(INIT, SCHEDULE, CRITERION, RESET);
        final Experiment experiment = experiment(TASK, AGENT, pruning);
        final List<RunKey> keys = List.of(
                experiment.ticketKey(1, 2),
                experiment.ticketKey(0, 2),
                experiment.ticketKey(1, 1),
                experiment.key(MaskBaseline.MASK_PERMUTED, 1, 2),
                second(EnvironmentFactory.of("Bandit", 2, TASK::create), AGENT, pruning),
                second(EnvironmentFactory.of("Robber", 1, TASK::create), AGENT, pruning),
                second(TASK, AGENT.toBuilder().steps(640).build(), pruning),
                second(TASK, AGENT, new IterativePruning(INIT.scaledInput(0.1), SCHEDULE, CRITERION, RESET)),
                second(TASK, AGENT, new IterativePruning(INIT, PruningSchedule.geometric(0.3, 2), CRITERION, RESET)),
                second(TASK, AGENT, new IterativePruning(INIT, PruningSchedule.listed(0.7, 0.64), CRITERION, RESET)),
                second(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, PruningCriterion.layerMagnitude(), RESET)),
                second(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, OptionalLong.of(0))),
                second(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, OptionalLong.of(128))));
        assertThat(keys)
                .extracting(RunKey::hash)
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(keys.stream().map(RunKey::runSeed).distinct())
                .as("the seed depends on condition, seed and level alone, so that settings are compared on equal terms")
                .hasSize(4);
    }

    @Test
    void denseAgentsOnAllDimensionsAreThoseOfTheTicket() throws InterruptedException {
        final Experiment experiment = experiment(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, RESET));
        final RunKey dense = experiment.ticketKey(0, 0);
        assertThat(experiment.denseOn("all", 0, 1, 2).ticketKey(0, 0)).isEqualTo(dense);
        assertThat(experiment.denseOn("turned", 2, 1, 0).ticketKey(0, 0)).isNotEqualTo(dense);
        assertThat(experiment.denseOn("some", 0, 1).ticketKey(0, 0)).isNotEqualTo(dense);

        final TicketStart start =
                experiment.pruning().dense(experiment.layout(), Seed.of(0)).start();
        assertThat(AGENT.train(TrainingTask.of(TASK.observing(0, 1, 2), start, dense.runSeed()))
                        .last())
                .isEqualTo(AGENT.train(TrainingTask.of(TASK, start, dense.runSeed()))
                        .last());
    }

    @Test
    void whatDeterminesNothingIsNot() {
        final Experiment one = experiment(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, RESET));
        final int prunable = one.layout().prunableSize();
        final PruningSchedule sameCounts = PruningSchedule.listed(
                one.pruning().schedule().remaining(prunable).get(1),
                one.pruning().schedule().remaining(prunable).get(2),
                0.1);
        final Experiment other = new Experiment(
                "other",
                TASK,
                AGENT,
                new IterativePruning(INIT, sameCounts, CRITERION, RESET),
                MaskBaseline.all(),
                List.of(7L, 1L));
        assertThat(other.ticketKey(1, 2)).isEqualTo(one.ticketKey(1, 2));
        assertThat(other.key(MaskBaseline.MASK_PERMUTED, 1, 1)).isEqualTo(one.key(MaskBaseline.MASK_PERMUTED, 1, 1));
    }

    /** What a dense agent comes to does not depend on what is done with it later. */
    @Test
    void allConditionsAndCriteriaShareTheDenseRun() {
        final Experiment experiment = experiment(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, RESET));
        final Experiment other = experiment(
                TASK,
                AGENT,
                new IterativePruning(INIT, PruningSchedule.linear(0.5, 4), PruningCriterion.layerMagnitude(), RESET));
        assertThat(Stream.of(
                                experiment.ticketKey(0, 0),
                                experiment.key(MaskBaseline.MASK_PERMUTED, 0, 0),
                                other.ticketKey(0, 0))
                        .distinct())
                .singleElement()
                .satisfies(key -> assertThat(key).hasToString("dense seed 0 level 0"));
    }

    @Test
    void theNameIsPlainText() {
        final Experiment experiment =
                experiment(TASK, AGENT, new IterativePruning(INIT, SCHEDULE, CRITERION, OptionalLong.of(128)));
        assertThat(experiment.key(MaskBaseline.MASK_PERMUTED, 1, 2).identity().lines())
                .containsExactly(
                        "results version: " + RunKey.RESULTS_VERSION,
                        "environment: Bandit@1",
                        "agent: " + AGENT.identity(),
                        "init: kaiming-uniform",
                        "survivors: 48 38 30",
                        "criterion: global-magnitude",
                        "rewind: 128",
                        "condition: mask/permuted",
                        "seed: 1",
                        "level: 2");
    }
}
