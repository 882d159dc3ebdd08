// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.stats.DegradationPoint;
import io.github.lotteryrl.stats.PairedComparison;
import io.github.lotteryrl.ticket.IterativePruning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TicketReportTest {

    private static final Ppo TEACHER = Ppo.builder()
            .hidden(8)
            .steps(256)
            .evaluation(new EvaluationPlan(1, 2, 4, 50, false))
            .build();

    private static TicketReport report(Agent agent) throws InterruptedException {
        return TicketSearch.builder()
                .environment(Tasks.BANDIT)
                .agent(agent)
                .schedule(PruningSchedule.geometric(0.2, 1))
                .seeds(0, 1)
                .parallelism(1)
                .build()
                .run();
    }

    private static Experiment experiment(Agent agent, OptionalLong rewindStep, Long... seeds) {
        return new Experiment(
                "made up",
                Tasks.BANDIT,
                agent,
                new IterativePruning(
                        InitScheme.kaimingUniform(),
                        PruningSchedule.geometric(0.5, 2),
                        PruningCriterion.globalMagnitude(),
                        rewindStep),
                List.of(MaskBaseline.MASK_PERMUTED),
                List.of(seeds));
    }

    /**
     * Returns a report of returns that are made up.
     *
     * @param ticket a row per level, a column per seed, NaN for a run that failed
     * @param permuted the same of a baseline, without level 0
     */
    private static TicketReport report(Experiment experiment, double[][] ticket, double[]... permuted) {
        final RunStore store = RunStore.inMemory();
        for (int level = 0; level < ticket.length; level++) {
            put(store, experiment, MaskBaseline.MASK_WEIGHTS, level, ticket[level]);
        }
        for (int level = 1; level <= permuted.length; level++) {
            put(store, experiment, MaskBaseline.MASK_PERMUTED, level, permuted[level - 1]);
        }
        return new TicketReport(experiment, store, List.of());
    }

    private static void put(
            RunStore store, Experiment experiment, MaskBaseline condition, int level, double... returns) {
        final ParameterLayout layout = experiment.layout();
        final Parameters weights = InitScheme.kaimingUniform().initialise(layout, Seed.of(0));
        for (int i = 0; i < returns.length; i++) {
            final RunKey key = experiment.key(condition, experiment.seeds().get(i), level);
            final TrainingResult result = new TrainingResult(
                    List.of(new Evaluation(1, 100, 1)), weights, weights, List.of(returns[i]), Optional.empty(), 1);
            final RunRecord run = Double.isNaN(returns[i])
                    ? new RunRecord.Failed(key.identity(), "made up")
                    : new RunRecord.Completed(key.identity(), new TicketStart(Mask.dense(layout), weights), 0, result);
            store.put(key, run, Duration.ZERO);
        }
    }

    /** Differences 1, 2 and 3 at level 1, whose p is 2 of 8 flips; at level 2 one pair is left, and so no retention. */
    @Test
    void comparesTheLevelsAtWhichThereArePairs() {
        final double nan = Double.NaN;
        final TicketReport report = report(
                experiment(TEACHER, OptionalLong.empty(), 3L, 5L, 4L),
                new double[][] {{9, 8, 10}, {7, 8, 9}, {5, nan, 5}},
                new double[] {6, 6, 6},
                new double[] {1, 1, nan});
        final PairedComparison comparison = report.compare(MaskBaseline.MASK_WEIGHTS, MaskBaseline.MASK_PERMUTED);
        assertThat(comparison.levels())
                .containsExactly(
                        new PairedComparison.Level(0, 1, 3, 0, 1, 1),
                        new PairedComparison.Level(1, comparison.levels().get(1).remaining(), 3, 2, 0.25, 0.25));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.retentionDifference(MaskBaseline.MASK_WEIGHTS, MaskBaseline.MASK_PERMUTED, 0))
                .withMessage("seeds 1 not in [2, ...)");
    }

    /** Random 1, dense 11, so that 10 is the bound: the ticket reaches it halfway from 0.5 to 0.25, the baseline from 1 to 0.5. */
    @Test
    void measuresHowFarAConditionCanBePruned() {
        final TicketReport report = report(
                experiment(TEACHER, OptionalLong.empty(), 0L, 1L),
                new double[][] {{11, 11}, {11, 11}, {9, 9}},
                new double[] {9, 9},
                new double[] {1, 1});
        final DegradationPoint.Estimate ticket = report.degradation(MaskBaseline.MASK_WEIGHTS, 1);
        assertThat(ticket.point().remaining()).isCloseTo(Math.sqrt(0.125), within(1e-12));
        assertThat(ticket.remaining().high()).isEqualTo(ticket.remaining().low());
        final DegradationPoint.Difference difference =
                report.degradationDifference(MaskBaseline.MASK_WEIGHTS, MaskBaseline.MASK_PERMUTED, 1);
        assertThat(difference.log10Ratio().estimate()).isCloseTo(Math.log10(0.5), within(1e-12));
        assertThat(report.retention(MaskBaseline.MASK_WEIGHTS, 1).estimate()).isCloseTo(0.9, within(1e-12));
        assertThat(report.retentionDifference(MaskBaseline.MASK_WEIGHTS, MaskBaseline.MASK_PERMUTED, 1)
                        .difference()
                        .estimate())
                .isCloseTo(0.5, within(1e-12));
    }

    /**
     * Two searches whose seeds fared alike: drawn in pairs there is no difference in any resample, drawn independently there is. They
     * are paired if the dense agents are the same, be they teachers or not, however late is rewound.
     */
    @Test
    void seedsArePairedWhereTheyAreTheSameLuck() {
        final double[][] returns = {{10, 10}, {10, 2}, {10, 2}};
        final OptionalLong never = OptionalLong.empty();
        final TicketReport agents = report(experiment(TEACHER, never, 0L, 1L), returns);
        final PolicyCloning student = PolicyCloning.of(TEACHER).hidden(6).build();
        for (Experiment other : List.of(
                experiment(student, never, 0L, 1L),
                experiment(student.toBuilder().learningRate(0.1).build(), never, 0L, 1L),
                experiment(TEACHER, OptionalLong.of(128), 0L, 1L))) {
            assertPaired(agents, report(other, returns), true);
        }
        assertPaired(
                report(experiment(student, never, 0L, 1L), returns),
                report(experiment(student.toBuilder().learningRate(0.1).build(), never, 0L, 1L), returns),
                true);
        final Ppo longer = TEACHER.toBuilder().steps(512).build();
        assertPaired(agents, report(experiment(longer, never, 0L, 1L), returns), false);
        assertPaired(agents, report(experiment(PolicyCloning.of(longer).build(), never, 0L, 1L), returns), false);
        assertPaired(agents, report(experiment(student, never, 1L, 0L), returns), false);
    }

    /** Another search had the baseline at level 1 too, and one condition more. */
    @Test
    void runsOfOtherSearchesAreNoPartOfTheReport() {
        final Experiment experiment = experiment(TEACHER, OptionalLong.empty(), 0L, 1L);
        final RunStore store = RunStore.inMemory();
        put(store, experiment, MaskBaseline.MASK_PERMUTED, 1, 3, 4);
        put(store, experiment, MaskBaseline.MASK_PERMUTED, 2, 1, 2);
        put(store, experiment, MaskBaseline.RANDOM_REINIT, 2, 5, 6);
        final TicketReport report = new TicketReport(experiment.withBaselinesEvery(2), store, List.of());
        assertThat(report.run(MaskBaseline.MASK_PERMUTED, 0, 1)).isEmpty();
        assertThat(report.freshCurve(MaskBaseline.MASK_PERMUTED).returns(2)).containsExactly(1, 2);
        assertThat(report.run(MaskBaseline.RANDOM_REINIT, 0, 2)).isEmpty();
    }

    private static void assertPaired(TicketReport first, TicketReport second, boolean paired) {
        final DegradationPoint.Difference difference =
                first.degradationDifference(MaskBaseline.MASK_WEIGHTS, second, MaskBaseline.MASK_WEIGHTS, 0);
        assertThat(difference.log10Ratio().estimate()).isZero();
        assertThat(difference.log10Ratio().high() == difference.log10Ratio().low())
                .as("%s and %s", first.experiment().agent(), second.experiment().agent())
                .isEqualTo(paired);
        assertThat(second.sharesRuns(first)).isEqualTo(paired);
    }

    @Test
    void aStudentsReportKnowsItsTeachers() throws InterruptedException {
        final PolicyCloning student = PolicyCloning.of(TEACHER).hidden(6).build();
        final TicketReport teachers = report(student).teacher().orElseThrow();
        assertThat(teachers.experiment().agent()).isEqualTo(TEACHER);
        final TicketReport alone = report(TEACHER);
        assertThat(alone.teacher()).isEmpty();
        for (long seed = 0; seed < 2; seed++) {
            assertThat(teachers.run(MaskBaseline.MASK_WEIGHTS, seed, 0))
                    .isPresent()
                    .isEqualTo(alone.run(MaskBaseline.MASK_WEIGHTS, seed, 0));
        }
    }

    @Test
    void failuresOfTeachersAreAmongTheStudents() throws InterruptedException {
        final Ppo diverging = TEACHER.toBuilder().learningRate(1e30).build();
        final TicketReport report = report(PolicyCloning.of(diverging).build());
        assertThat(report.failures()).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.experiment())
                    .isSameAs(report.experiment().teacher().orElseThrow());
            assertThat(failure.reason()).startsWith("diverged: ");
        });
    }
}
