// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.experiment.VirtualTime.Executed;
import io.github.lotteryrl.ticket.IterativePruning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of runs, in virtual time. */
@Timeout(120)
class SweepTest {

    private static final Ppo LONGER =
            SmallExperiments.AGENT.toBuilder().steps(5_120).build();

    private static void run(RunStore store, VirtualTime time, int jobs, Experiment... experiments)
            throws InterruptedException {
        new Sweep(store, () -> jobs, ExperimentListener.SILENT, time, false, time::nanos).run(List.of(experiments));
    }

    /** One chain of 4 runs of 10 s each, and four of 6 runs of 1 s each: 64 s for two jobs, the longest chain 40. */
    @Test
    void theChainThatIsLongestInTimeGoesFirst() throws InterruptedException {
        final Experiment longer = SmallExperiments.tickets(Tasks.BANDIT, LONGER, 3, 0L);
        final Experiment shorter = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 5, 0L, 1L, 2L, 3L);
        final VirtualTime time = new VirtualTime(task -> task.agent().equals(LONGER) ? 10 : 1);
        run(RunStore.inMemory(), time, 2, shorter, longer);
        assertThat(time.executed).hasSize(28);
        assertThat(time.makespan()).as("by number of runs it were 52").isEqualTo(40, within(1e-9));
    }

    /** As above, but both have equally many steps: what a run takes is known from stored runs of other seeds. */
    @Test
    void storedRunsTellHowLongOthersTake() throws InterruptedException {
        final RunStore memory = RunStore.inMemory();
        final VirtualTime time = new VirtualTime(task -> task.environment().equals(Tasks.LINE) ? 10 : 1);
        run(memory, time, 2, onLine(3, 9L), SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 5, 9L));
        final RunStore store = new RunStore() {
            @Override
            public Optional<RunRecord> find(RunKey key) {
                return memory.find(key);
            }

            @Override
            public void put(RunKey key, RunRecord run, Duration wallTime) {
                memory.put(key, run, wallTime);
            }

            @Override
            public Optional<Duration> wallTime(RunKey key) {
                return Optional.of(Duration.ofSeconds(key.identity().contains("Line@1") ? 10 : 1));
            }
        };
        final VirtualTime second = new VirtualTime(task -> task.environment().equals(Tasks.LINE) ? 10 : 1);
        run(
                store,
                second,
                2,
                SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 5, 9L, 0L, 1L, 2L, 3L),
                onLine(3, 9L, 0L));
        assertThat(second.executed).hasSize(28);
        assertThat(second.makespan()).isEqualTo(40, within(1e-9));
    }

    private static Experiment onLine(int levels, Long... seeds) {
        return SmallExperiments.tickets(Tasks.LINE, SmallExperiments.AGENT, levels, seeds);
    }

    /** Whenever a run waited although its ticket had reached it, all jobs were busy. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4", "4, 3"})
    void noJobIsIdleWhileRunsAreReady(long seed, int jobs) throws InterruptedException {
        final Experiment experiment =
                SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED, MaskBaseline.RANDOM_REINIT), 3, 0L, 1L, 2L);
        final VirtualTime time = new VirtualTime(task ->
                1 + 4 * task.key().runSeed().derive("seconds", seed).random().nextDouble());
        run(RunStore.inMemory(), time, jobs, experiment);
        assertThat(time.executed).hasSize(3 * (1 + 3 * 3));
        for (Executed waiting : time.executed) {
            final double ready = readyAt(waiting.key(), time.executed);
            assertThat(waiting.start()).isGreaterThanOrEqualTo(ready);
            for (Executed event : time.executed) {
                final double moment = event.end();
                if (ready <= moment && moment < waiting.start()) {
                    assertThat(time.executed)
                            .as("%s waited at %s", waiting.key(), moment)
                            .filteredOn(run -> run.start() <= moment && moment < run.end())
                            .hasSize(jobs);
                }
            }
        }
    }

    /** The end of the ticket's run a level before. */
    private static double readyAt(RunKey key, List<Executed> executed) {
        return executed.stream()
                .filter(run -> key.level() > 0
                        && run.key().seed() == key.seed()
                        && run.key().level() == key.level() - 1
                        && List.of(RunKey.DENSE, MaskBaseline.MASK_WEIGHTS.identity())
                                .contains(run.key().condition()))
                .mapToDouble(Executed::end)
                .findFirst()
                .orElse(0);
    }

    /** Dense, then twice a ticket's level and its baseline side by side. */
    @Test
    void baselinesDoNotWaitForTheirLevel() throws InterruptedException {
        final VirtualTime time = new VirtualTime(task -> 4);
        run(RunStore.inMemory(), time, 2, SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED), 2, 0L));
        assertThat(time.makespan()).isEqualTo(12, within(1e-9));
    }

    /** A run writes its result while the next one trains: neither the job nor the order is lost. */
    @Test
    void aCoreIsGivenOnBeforeTheResultIsWritten() throws InterruptedException {
        final RunStore memory = RunStore.inMemory();
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L, 1L);
        final CountDownLatch secondTrains = new CountDownLatch(1);
        final RunStore slow = new RunStore() {
            @Override
            public Optional<RunRecord> find(RunKey key) {
                return memory.find(key);
            }

            @Override
            public void put(RunKey key, RunRecord run, Duration wallTime) {
                try {
                    // Of the first run, which would wait for ever if the second waited for it.
                    secondTrains.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                memory.put(key, run, wallTime);
            }
        };
        new Sweep(slow, 1, ExperimentListener.SILENT, (task, checkpoint, listener) -> {
                    if (task.key().seed() == 1) {
                        secondTrains.countDown();
                    }
                    return task.train(checkpoint, listener);
                })
                .run(List.of(experiment));
        assertThat(memory.find(experiment.ticketKey(0, 0))).isPresent();
        assertThat(memory.find(experiment.ticketKey(1, 0))).isPresent();
    }

    @Test
    void aRunThatIsStoredIsNotPrunedAgain() throws InterruptedException {
        final RunStore store = RunStore.inMemory();
        final Experiment experiment = SmallExperiments.full(1, 0L);
        run(store, new VirtualTime(task -> 1), 1, experiment);
        final Experiment again = new Experiment(
                "again",
                experiment.environment(),
                experiment.agent(),
                new IterativePruning(
                        experiment.pruning().init(),
                        experiment.pruning().schedule(),
                        new Forbidden(experiment.pruning().criterion().identity()),
                        OptionalLong.of(128)),
                SmallExperiments.CONDITIONS,
                List.of(0L));
        final VirtualTime time = new VirtualTime(task -> 1);
        run(store, time, 1, again);
        assertThat(time.executed).isEmpty();
    }

    /** A criterion that must not be asked. */
    private record Forbidden(String identity) implements PruningCriterion {
        @Override
        public Mask prune(Parameters parameters, Mask mask, int survivors) {
            throw new AssertionError("pruned");
        }
    }

    /** The first run ends only beside a second one, and there is room for that only after the first has begun. */
    @Test
    void moreRunsGoAtOnceWhenThereIsRoomForThem() throws InterruptedException {
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L, 1L);
        final AtomicInteger room = new AtomicInteger(1);
        final CyclicBarrier both = new CyclicBarrier(2);
        final RunExecutor executor = (task, checkpoint, listener) -> {
            room.set(2);
            try {
                both.await(60, TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return task.train(checkpoint, listener);
        };
        final Sweep sweep = new Sweep(RunStore.inMemory(), room::get, ExperimentListener.SILENT, executor);
        assertThat(sweep.run(List.of(experiment))).isEmpty();
    }
}
