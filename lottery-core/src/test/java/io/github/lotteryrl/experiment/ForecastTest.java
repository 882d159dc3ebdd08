// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ForecastTest {

    /** Twice as long for the longer agent, sparse runs a third as long at last. */
    private static double seconds(RunTask task) {
        final double remaining = task.start().mask().remaining();
        return task.agent().steps() / 512.0 * (20 + 40 * remaining);
    }

    /** What was foretold after a run, and when. */
    private record Said(double at, Optional<Duration> left) {}

    private static final class Listener extends Outcomes {
        final List<Said> said = new ArrayList<>();
        final List<Forecast> forecasts = new ArrayList<>();
        private final VirtualTime time;

        Listener(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void started(Forecast forecast) {
            forecasts.add(forecast);
        }

        @Override
        public synchronized void finished(Experiment experiment, RunKey key, Outcome outcome) {
            super.finished(experiment, key, outcome);
            said.add(new Said(time.nanos() * 1e-9, forecasts.get(0).left()));
        }
    }

    @Test
    void convergesToTheTruth() throws InterruptedException {
        final Ppo longer = SmallExperiments.AGENT.toBuilder().steps(1_024).build();
        final List<Experiment> experiments = List.of(
                SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED), 4, 0L, 1L, 2L),
                SmallExperiments.tickets(Tasks.LINE, longer, 3, 0L));
        final VirtualTime time = new VirtualTime(ForecastTest::seconds);
        final Listener listener = new Listener(time);
        new Sweep(RunStore.inMemory(), () -> 2, listener, time, false, time::nanos).run(experiments);
        final double makespan = time.makespan();
        assertThat(listener.said).hasSize(31).allSatisfy(said -> {
            assertThat(said.left()).isPresent();
            final double error = said.at() + said.left().get().toMillis() * 1e-3 - makespan;
            assertThat(error)
                    .as("foretold at %.0f of %.0f", said.at(), makespan)
                    .isEqualTo(0, within(makespan * (said.at() < 0.6 * makespan ? 0.25 : 0.05)));
        });
        final Forecast forecast = listener.forecasts.get(0);
        assertThat(forecast.left()).hasValue(Duration.ZERO);
        assertThat(forecast.elapsed().toMillis() * 1e-3).isEqualTo(makespan, within(1e-3));
        final double trained = time.executed.stream()
                .mapToDouble(run -> run.end() - run.start())
                .sum();
        assertThat(forecast.busy()).isEqualTo(trained / (2 * makespan), within(1e-6));
    }

    @Test
    void whatIsInTheStoreTakesNoTime(@TempDir Path folder) throws InterruptedException {
        final FolderStore store = FolderStore.open(folder);
        final Experiment experiment = SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED), 2, 0L);
        new LocalRunner(store, 2, ExperimentListener.SILENT).run(List.of(experiment));
        final Forecast stored = new Forecast(List.of(experiment), store, 2, System::nanoTime);
        assertThat(stored.runs()).isEqualTo(5);
        assertThat(stored.stored()).isEqualTo(5);
        assertThat(stored.left()).hasValue(Duration.ZERO);

        final Experiment more = SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED), 2, 0L, 1L);
        final Forecast half = new Forecast(List.of(more), store, 1, System::nanoTime);
        assertThat(half.stored()).isEqualTo(5);
        assertThat(half.left()).isEmpty();
        half.learnFrom(store);
        final double dense =
                store.wallTime(experiment.ticketKey(0, 0)).orElseThrow().toMillis();
        final double first =
                store.wallTime(experiment.ticketKey(0, 1)).orElseThrow().toMillis();
        final double second =
                store.wallTime(experiment.ticketKey(0, 2)).orElseThrow().toMillis();
        assertThat((double) half.left().orElseThrow().toMillis())
                .as("on one core: a ticket, and a baseline as long as the ticket's level")
                .isEqualTo(dense + 2 * (first + second), within(1.0));
    }

    /** Two experiments that have all runs in common: they are made once. */
    @Test
    void whatSeveralExperimentsNeedCountsOnce() {
        final Experiment one = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 2, 0L);
        final Experiment same = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 2, 0L);
        final Forecast forecast = new Forecast(List.of(one, same), RunStore.inMemory(), 1, System::nanoTime);
        final Forecast alone = new Forecast(List.of(one), RunStore.inMemory(), 1, System::nanoTime);
        for (Forecast each : List.of(forecast, alone)) {
            each.tried(each.experiments().get(0).kind(), 1, 0.001);
        }
        assertThat(alone.left()).hasValue(Duration.ofMillis(3 * 512));
        assertThat(forecast.left()).isEqualTo(alone.left());
        assertThat(forecast.runs()).isEqualTo(3);
    }

    @Test
    void whatSeveralExperimentsFindInTheStoreCountsOnce() throws InterruptedException {
        final RunStore store = RunStore.inMemory();
        final Experiment shorter = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 1, 0L);
        final Experiment longer = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 3, 0L);
        new LocalRunner(store, 1, ExperimentListener.SILENT).run(List.of(shorter));
        final Forecast forecast = new Forecast(List.of(shorter, longer), store, 1, System::nanoTime);
        assertThat(forecast.stored()).isEqualTo(2);
        assertThat(forecast.runs()).isEqualTo(4);
    }

    /** Four iterations of 4 s and 3 s for the episodes at the end; seed 1 goes on in the middle, seed 2 is heard of at the end. */
    @Test
    void aRunThatGoesOnAfterAKillIsKeptWithTheTimeOfAllItsSteps(@TempDir Path folder) throws InterruptedException {
        final AtomicLong seconds = new AtomicLong();
        final RunExecutor executor = (task, checkpoint, listener) -> {
            final RunRecord record = task.train(TrainingCheckpoint.NONE, TrainingListener.SILENT);
            final int iterations = task.key().seed() == 1 ? 2 : 4;
            if (iterations == 2) {
                listener.resumed(256);
            }
            for (int i = 0; i < iterations; i++) {
                seconds.addAndGet(4);
                if (task.key().seed() != 2) {
                    listener.stepped(128);
                }
            }
            seconds.addAndGet(3);
            if (task.key().seed() == 2) {
                listener.stepped(512);
            }
            return record;
        };
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 1, 0L, 1L, 2L);
        final FolderStore store = FolderStore.open(folder);
        new Sweep(store, () -> 1, ExperimentListener.SILENT, executor, false, () -> seconds.get() * 1_000_000_000)
                .run(List.of(experiment));
        assertThat(experiment.keys())
                .hasSize(6)
                .allSatisfy(key -> assertThat(store.wallTime(key)).hasValue(Duration.ofSeconds(19)));
    }

    static List<LearningAgent<?>> agents() {
        final Dqn dqn =
                Dqn.cartPole().toBuilder().hidden(8).batch(16).scaledTo(200_000).build();
        return List.of(
                SmallExperiments.AGENT.toBuilder().steps(200_000).build(),
                PolicyCloning.of(SmallExperiments.AGENT).steps(200_000).build(),
                dqn,
                ValueCloning.of(dqn).build(),
                Classifier.builder().hidden(8).steps(200_000).build());
    }

    /** It takes less than a second; nothing of it is kept, nobody hears of it. */
    @ParameterizedTest
    @MethodSource("agents")
    void aTrialForetellsHowLongItTakes(LearningAgent<?> agent) throws InterruptedException {
        final EnvironmentFactory task = agent instanceof Classifier ? Tasks.QUADRANTS : Tasks.BANDIT;
        final Experiment experiment = SmallExperiments.tickets(task, agent, 2, 0L);
        final RunStore store = RunStore.inMemory();
        final Forecast forecast = new Forecast(List.of(experiment), store, 2, System::nanoTime);
        assertThat(forecast.left()).isEmpty();
        Trial.run(forecast);
        assertThat(forecast.left()).hasValueSatisfying(left -> assertThat(left).isPositive());
        assertThat(store.contains(experiment.ticketKey(0, 0))).isFalse();
    }

    @Test
    void whatIsSoonDoneIsNotTried() throws InterruptedException {
        final AtomicInteger created = new AtomicInteger();
        final EnvironmentFactory counted = EnvironmentFactory.of("Counted", 1, () -> {
            created.incrementAndGet();
            return Tasks.BANDIT.create();
        });
        final Experiment experiment = SmallExperiments.tickets(counted, SmallExperiments.AGENT, 2, 0L);
        created.set(0);
        final Forecast forecast = new Forecast(List.of(experiment), RunStore.inMemory(), 2, System::nanoTime);
        Trial.run(forecast);
        assertThat(created).hasValue(0);
        assertThat(forecast.left()).isEmpty();
    }

    /** As an environment that is not to be had. The runs will say what is wrong. */
    @Test
    void aTrialThatFailsForetellsNothing() throws InterruptedException {
        final AtomicInteger left = new AtomicInteger(1);
        final EnvironmentFactory broken = EnvironmentFactory.of("Broken", 1, () -> {
            if (left.decrementAndGet() < 0) {
                throw new IllegalStateException("no more");
            }
            return Tasks.BANDIT.create();
        });
        final Experiment experiment = SmallExperiments.tickets(
                broken, SmallExperiments.AGENT.toBuilder().steps(200_000).build(), 2, 0L);
        final Forecast forecast = new Forecast(List.of(experiment), RunStore.inMemory(), 2, System::nanoTime);
        Trial.run(forecast);
        assertThat(forecast.left()).isEmpty();
    }
}
