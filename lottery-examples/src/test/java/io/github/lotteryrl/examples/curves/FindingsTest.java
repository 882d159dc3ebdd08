// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.ticket.IterativePruning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Study STUDY = Study.of(
            Task.CART_POLE,
            "",
            new Experiment(
                    "made up",
                    Task.CART_POLE.environment(),
                    Ppo.cartPole().toBuilder().hidden(4).build(),
                    new IterativePruning(
                            InitScheme.kaimingUniform(),
                            PruningSchedule.geometric(0.5, 1),
                            PruningCriterion.globalMagnitude(),
                            OptionalLong.empty()),
                    List.of(MaskBaseline.MASK_WEIGHTS, MaskBaseline.RANDOM_REINIT),
                    List.of(0L, 1L)));

    private static void put(RunStore store, MaskBaseline condition, long seed, int level, double freshReturn) {
        final Experiment experiment = STUDY.experiment();
        final RunKey key = experiment.key(condition, seed, level);
        final Parameters weights = InitScheme.kaimingUniform().initialise(experiment.layout(), Seed.of(0));
        final TrainingResult result = new TrainingResult(
                List.of(new Evaluation(1, freshReturn, 1)),
                weights,
                weights,
                List.of(freshReturn),
                Optional.empty(),
                1);
        store.put(
                key,
                new RunRecord.Completed(
                        key.identity(), new TicketStart(Mask.dense(experiment.layout()), weights), 0, result),
                Duration.ZERO);
    }

    /** Of a baseline one run of two diverged: what it keeps has no interval. All else is said, and the figure goes on. */
    @Test
    void whatFailedRunsLeaveOutIsSaid() {
        final RunStore store = RunStore.inMemory();
        for (long seed : STUDY.experiment().seeds()) {
            put(store, MaskBaseline.MASK_WEIGHTS, seed, 0, 500);
            put(store, MaskBaseline.MASK_WEIGHTS, seed, 1, 500);
        }
        put(store, MaskBaseline.RANDOM_REINIT, 0, 1, 100);
        final Findings findings = Findings.of(Map.of(STUDY, new TicketReport(STUDY.experiment(), store, List.of())));
        final String name = "Cart-Pole, PPO 4";
        assertThat(findings.lines()).hasSize(4);
        assertThat(findings.lines().get(0))
                .startsWith(name + ", mask/weights: 90 % of the dense return down to 50.0 % or less");
        assertThat(findings.lines().get(1)).startsWith(name + ", random/re-init: 90 % of the dense return down to ");
        assertThat(findings.lines().get(2)).isEqualTo(name + ": no comparison, seeds 1 not in [2, ...)");
        assertThat(findings.lines().get(3)).isEqualTo(Bootstrap.UNDER_COVERAGE);
        assertThat(findings.fields()).hasSize(2);
    }

    /** Random policy 23, so 90 % of the dense return is 452; between levels the way is in logarithms: 0.5^0.477, 0.5^0.119. */
    @Test
    void ofOneSeedNumbersAreSaidWithoutIntervals() {
        final RunStore store = RunStore.inMemory();
        put(store, MaskBaseline.MASK_WEIGHTS, 1, 0, 500);
        put(store, MaskBaseline.MASK_WEIGHTS, 1, 1, 400);
        put(store, MaskBaseline.RANDOM_REINIT, 1, 1, 100);
        final Findings findings = Findings.of(Map.of(STUDY, new TicketReport(STUDY.experiment(), store, List.of())));
        final String name = "Cart-Pole, PPO 4, one seed";
        assertThat(findings.lines())
                .containsExactly(
                        name + ": 90 % of the dense return down to this part of the weights: mask/weights 71.9 %,"
                                + " random/re-init 92.1 %",
                        name + ", fresh returns: dense 500.0; 50.0 %: mask/weights 400.0, random/re-init 100.0",
                        OneSeed.NO_INTERVALS);
        assertThat(findings.fields()).hasSize(2);
    }

    @Test
    void aStudyWithoutDenseRunsIsNamed() {
        final Findings findings =
                Findings.of(Map.of(STUDY, new TicketReport(STUDY.experiment(), RunStore.inMemory(), List.of())));
        assertThat(findings.lines()).containsExactly("Cart-Pole, PPO 4: no comparison, no dense run came to its end");
    }

    @Test
    void aStudyWithoutScaleIsNamedOnce() {
        final RunStore store = RunStore.inMemory();
        for (long seed : STUDY.experiment().seeds()) {
            put(store, MaskBaseline.MASK_WEIGHTS, seed, 0, 9);
        }
        final Findings findings = Findings.of(Map.of(STUDY, new TicketReport(STUDY.experiment(), store, List.of())));
        assertThat(findings.lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("Cart-Pole, PPO 4: no comparison, dense agents (9"));
    }
}
