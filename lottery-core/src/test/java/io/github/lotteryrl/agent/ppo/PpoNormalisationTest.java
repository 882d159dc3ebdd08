// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentWrapper;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalised observations, from the statistics to the ticket. */
class PpoNormalisationTest {

    private static final int BATCH = 128;

    /** {@link Tasks#LINE} seen through an odd instrument: large numbers far from zero, small ones, and one that never varies. */
    private static final EnvironmentFactory ODD = EnvironmentFactory.of("Odd", 1, () -> new Odd(Tasks.LINE.create()));

    private static final class Odd extends EnvironmentWrapper {

        Odd(Environment inner) {
            super(inner);
        }

        @Override
        public ObservationSpace observationSpace() {
            return ObservationSpace.of("place", "goal", "constant");
        }

        @Override
        public void observe(float[] target, int offset) {
            inner().observe(target, offset);
            target[offset] = 1_000 + 50 * target[offset];
            target[offset + 1] = 0.003f * target[offset + 1];
            target[offset + 2] = 0.1f;
        }
    }

    private static Ppo.Builder small() {
        return Ppo.builder()
                .hidden(16)
                .activation(Activation.TANH)
                .normaliseObservations(true)
                .steps(5 * BATCH)
                .evaluation(new EvaluationPlan(2, 3, 7, 100, false));
    }

    /** Means and variances in two passes over everything at once, where the run joins those of its rollouts. */
    @Test
    void statisticsAreThoseOfAllThatWasActedOnBefore() {
        final Ppo agent = small().build();
        final List<double[]> seen = new ArrayList<>();
        try (PpoLearner learner = new PpoLearner(agent, Runs.dense(agent, ODD, 1))) {
            for (int iteration = 0; iteration < 5; iteration++) {
                learner.iterate();
                assertStatistics(learner.parameters(), seen);
                for (int i = 0; i < BATCH; i++) {
                    seen.add(new double[] {
                        learner.rollout.observations.get(i, 0),
                        learner.rollout.observations.get(i, 1),
                        learner.rollout.observations.get(i, 2)
                    });
                }
            }
        }
    }

    private static void assertStatistics(Parameters parameters, List<double[]> seen) {
        assertThat(parameters.tensor("input.count")).containsExactly(seen.size());
        for (int d = 0; d < 3; d++) {
            final int dimension = d;
            final double[] values = seen.stream().mapToDouble(o -> o[dimension]).toArray();
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double variance = 0;
            for (double value : values) {
                variance += (value - mean) * (value - mean) / values.length;
            }
            final double deviation = values.length == 0 ? 0 : Math.sqrt(variance + 1e-8);
            assertThat((double) parameters.tensor("input.mean")[d])
                    .isCloseTo(mean, within(1e-6 * Math.max(1e-3, Math.abs(mean))));
            assertThat((double) parameters.tensor("input.deviation")[d]).isCloseTo(deviation, within(1e-6 * deviation));
        }
    }

    /** The returns of the fresh episodes to the bit, from the file alone. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void theTicketOfAFileActsAsTheAgentDid(double density, @TempDir Path folder) throws IOException {
        final Ppo agent = small().build();
        final TrainingTask task = Runs.sparse(agent, ODD, 3, density);
        final TrainingResult result = Runs.train(agent, task);
        assertThat(result.best().tensor("input.count")[0]).isGreaterThan(0);
        final Path file = folder.resolve("odd.ticket");
        try (Environment environment = ODD.create()) {
            new Ticket(
                            agent.identity(),
                            3,
                            0,
                            environment.observationSpace(),
                            environment.actionSpace(),
                            agent.networks(environment.observationSpace(), environment.actionSpace()),
                            task.start(),
                            result.best(),
                            result.freshReturn())
                    .write(file);
            final Policy policy = Ticket.read(file).policy();
            final RandomStream seeds = Seed.of(3)
                    .derive("evaluation")
                    .derive("fresh")
                    .derive("episodes")
                    .random();
            final float[] observation = new float[3];
            final float[] action = new float[2];
            for (double expected : result.freshReturns()) {
                environment.reset(seeds.nextLong());
                double sum = 0;
                for (int step = 0; step < 100 && !environment.isDone(); step++) {
                    environment.observe(observation, 0);
                    policy.action(observation, action);
                    sum += environment.step(action);
                }
                assertThat(sum).isEqualTo(expected);
            }
        }
    }

    private static IterativePruning pruning(OptionalLong rewindStep) {
        return new IterativePruning(
                InitScheme.kaimingUniform(),
                PruningSchedule.geometric(0.2, 1),
                PruningCriterion.globalMagnitude(),
                rewindStep);
    }

    @Test
    void aResetTicketHasSeenNothing() {
        final Ppo agent = small().build();
        final IterativePruning.LevelStart dense =
                pruning(OptionalLong.empty()).dense(Runs.layout(agent, ODD), Seed.of(1));
        final TrainingResult result = Runs.train(agent, TrainingTask.of(ODD, dense.start(), Seed.of(1)));
        final IterativePruning.LevelStart next =
                pruning(OptionalLong.empty()).next(dense, result, dense.start().weights());
        for (String tensor : List.of("input.count", "input.mean", "input.deviation")) {
            assertThat(next.start().weights().tensor(tensor)).containsOnly(0);
        }
    }

    /** Two iterations, of which the second was normalised by what the first had seen: the run goes on with that, and adds to it. */
    @Test
    void aRewoundTicketGoesOnFromWhatWasSeenUntilThen() {
        final Ppo agent = small().build();
        final IterativePruning pruning = pruning(OptionalLong.of(2 * BATCH));
        final IterativePruning.LevelStart dense = pruning.dense(Runs.layout(agent, ODD), Seed.of(1));
        final TrainingResult result = Runs.train(
                agent, TrainingTask.of(ODD, dense.start(), Seed.of(1)).keepingSnapshotAt(2 * BATCH));
        final TicketStart start = pruning.next(dense, result, pruning.origin(dense.start(), result))
                .start();
        double mean = 0;
        try (PpoLearner learner =
                new PpoLearner(agent, TrainingTask.of(ODD, start, Seed.of(2)).startingAt(2 * BATCH))) {
            learner.iterate();
            assertThat(learner.parameters().tensor("input.count")).containsExactly(BATCH);
            for (String tensor : List.of("input.mean", "input.deviation")) {
                assertThat(learner.parameters().tensor(tensor))
                        .containsExactly(start.weights().tensor(tensor));
            }
            for (int i = 0; i < BATCH; i++) {
                mean += learner.rollout.observations.get(i, 0) / BATCH;
            }
            learner.iterate();
            final Parameters after = learner.parameters();
            assertThat(after.tensor("input.count")).containsExactly(2 * BATCH);
            assertThat((double) after.tensor("input.mean")[0])
                    .isCloseTo((start.weights().tensor("input.mean")[0] + mean) / 2, within(1e-3));
        }
    }

    /** As in {@link PpoTrainingTest}: standing still costs 13.5. Without statistics the goal cannot be told from zero. */
    @Test
    void aTaskIsLearnedThatIsNotWithout() {
        final Ppo with = Ppo.builder()
                .hidden(16)
                .activation(Activation.TANH)
                .steps(30_000)
                .learningRate(3e-3)
                .discount(0.9)
                .normaliseAdvantages(true)
                .normaliseObservations(true)
                .evaluation(new EvaluationPlan(10, 10, 100, 100, false))
                .build();
        final Ppo without = with.toBuilder().normaliseObservations(false).build();
        for (long seed = 0; seed < 3; seed++) {
            assertThat(Runs.train(with, ODD, seed).freshReturn()).isGreaterThan(-1.5);
            assertThat(Runs.train(without, ODD, seed).freshReturn()).isLessThan(-5);
        }
    }

    @Test
    void thereIsNothingToNormaliseInBits() {
        final Ppo agent = small().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.layout(agent, Tasks.CATCH))
                .withMessage("normaliseObservations needs real numbers, the task shows binary [2, 5, 5]");
    }
}
