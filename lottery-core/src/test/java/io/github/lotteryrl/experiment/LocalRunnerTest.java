// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentWrapper;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.experiment.ExperimentListener.Outcome;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalRunnerTest {

    /**
     * Of {@code full(2, 0, 1)}: 22 runs with all conditions, rewound. Made by this library at results version 1, OpenJDK 17,
     * Linux on x86-64. Another value is another result: it needs an entry under "Results changed" in the changelog, and a
     * higher {@link RunKey#RESULTS_VERSION}.
     */
    static final String GOLDEN = "0ae113eef146322de0f9b10432790cfb7bf4c7a5564ff94ad1887b8422626b25";

    @TempDir
    private Path folder;

    private FolderStore store(String name) {
        return FolderStore.open(folder.resolve(name));
    }

    private static List<Failure> run(RunStore store, int jobs, ExperimentListener listener, Experiment... experiments)
            throws InterruptedException {
        return new LocalRunner(store, jobs, listener).run(List.of(experiments));
    }

    private String hashOfUninterrupted(Experiment... experiments) throws InterruptedException {
        final FolderStore store = store("uninterrupted");
        run(store, 2, ExperimentListener.SILENT, experiments);
        return store.hash();
    }

    @Test
    void theNumberOfJobsNeverChangesAResult() throws InterruptedException {
        final Experiment experiment = SmallExperiments.full(2, 0L, 1L);
        for (int jobs : new int[] {1, 2, 4}) {
            final FolderStore store = store("jobs " + jobs);
            final Outcomes outcomes = new Outcomes();
            assertThat(run(store, jobs, outcomes, experiment)).isEmpty();
            assertThat(outcomes.planned).hasValue(2 * (1 + 2 * 5));
            assertThat(outcomes.all()).hasSize(22).containsOnly(Outcome.COMPLETED);
            assertThat(store.hashes()).hasSize(22);
            assertThat(store.hash()).as("with %d jobs", jobs).isEqualTo(GOLDEN);
        }
    }

    @Test
    void whatTheStoreHoldsIsNotRunAgain() throws InterruptedException {
        final FolderStore store = store("store");
        final Experiment experiment = SmallExperiments.full(List.of(MaskBaseline.RANDOM_REINIT), 1, 0L);
        run(store, 2, ExperimentListener.SILENT, experiment);
        final String hash = store.hash();

        final Outcomes second = new Outcomes();
        run(store, 2, second, experiment);
        assertThat(second.all()).hasSize(3).containsOnly(Outcome.FOUND);
        assertThat(store.hash()).isEqualTo(hash);
    }

    /** What a run is called in the store depends on what determines it, not on the experiment that asks for it. */
    @Test
    void aLargerExperimentUsesTheRunsOfASmallerOne() throws InterruptedException {
        final FolderStore store = store("store");
        run(store, 2, ExperimentListener.SILENT, SmallExperiments.full(List.of(MaskBaseline.MASK_REINIT), 1, 0L));
        final Outcomes outcomes = new Outcomes();
        final Experiment larger =
                SmallExperiments.full(List.of(MaskBaseline.MASK_PERMUTED, MaskBaseline.MASK_REINIT), 2, 1L, 0L);
        run(store, 2, outcomes, larger);
        assertThat(outcomes.byRun).hasSize(14);
        assertThat(outcomes.byRun.entrySet().stream()
                        .filter(run -> run.getValue() == Outcome.FOUND)
                        .map(run -> run.getKey()))
                .containsExactlyInAnyOrder(
                        "full: dense seed 0 level 0",
                        "full: mask/weights seed 0 level 1",
                        "full: mask/re-init seed 0 level 1");
        assertThat(store.hash()).isEqualTo(hashOfUninterrupted(larger));
    }

    @Test
    void aDivergingExperimentIsRecordedAndTheOthersFinish() throws InterruptedException {
        final Agent wild = SmallExperiments.AGENT.toBuilder()
                .hidden(16, 16)
                .learningRate(1e6)
                .build();
        final Experiment diverging = new Experiment(
                "wild",
                Tasks.BANDIT,
                wild,
                SmallExperiments.pruning(2, OptionalLong.empty()),
                List.of(MaskBaseline.MASK_PERMUTED),
                List.of(0L));
        final Experiment healthy = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 1, 0L);
        final FolderStore store = store("store");
        final Outcomes outcomes = new Outcomes();
        final List<Failure> failures = run(store, 2, outcomes, diverging, healthy);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.experiment()).isSameAs(diverging);
            assertThat(failure.key()).isEqualTo(diverging.ticketKey(0, 0));
            assertThat(failure.reason())
                    .startsWith("diverged: ")
                    .contains(" after ")
                    .doesNotContain("\n");
        });
        assertThat(store.find(diverging.ticketKey(0, 0))).hasValueSatisfying(record -> {
            assertThat(record).isInstanceOf(RunRecord.Failed.class);
            assertThat(record.identity()).contains("learningRate=1000000 linear", "environment: Bandit@1", "seed: 0");
        });
        assertThat(outcomes.byRun)
                .hasSize(outcomes.planned.get())
                .containsEntry("wild: dense seed 0 level 0", Outcome.FAILED)
                .containsEntry("wild: mask/weights seed 0 level 1", Outcome.BLOCKED)
                .containsEntry("wild: mask/permuted seed 0 level 1", Outcome.BLOCKED)
                .containsEntry("wild: mask/weights seed 0 level 2", Outcome.BLOCKED)
                .containsEntry("wild: mask/permuted seed 0 level 2", Outcome.BLOCKED)
                .containsEntry("Bandit: dense seed 0 level 0", Outcome.COMPLETED)
                .containsEntry("Bandit: mask/weights seed 0 level 1", Outcome.COMPLETED);

        final Outcomes second = new Outcomes();
        assertThat(run(store, 1, second, diverging))
                .as("a failure is not forgotten, nor repeated")
                .hasSize(1);
        assertThat(second.byRun).containsEntry("wild: dense seed 0 level 0", Outcome.FOUND);
    }

    /** An environment that fails after some steps of all its instances together, while it is told to. */
    private static EnvironmentFactory fragile(AtomicBoolean broken, AtomicLong stepsLeft) {
        return EnvironmentFactory.of("Fragile", 1, () -> new EnvironmentWrapper(Tasks.BANDIT.create()) {
            @Override
            public double step(int action) {
                if (broken.get() && stepsLeft.decrementAndGet() < 0) {
                    throw new IllegalStateException("the sensor\nis off");
                }
                return super.step(action);
            }
        });
    }

    @Test
    void anEnvironmentThatThrowsIsReportedAndItsRunMadeNextTime() throws InterruptedException {
        final AtomicBoolean broken = new AtomicBoolean(true);
        final Experiment fragile =
                SmallExperiments.tickets(fragile(broken, new AtomicLong(700)), SmallExperiments.AGENT, 1, 0L);
        final Experiment healthy = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 1, 0L);
        final FolderStore store = store("store");
        final Outcomes outcomes = new Outcomes();
        assertThat(run(store, 2, outcomes, fragile, healthy))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.reason()).isEqualTo("java.lang.IllegalStateException: the sensor is off"));
        assertThat(outcomes.byRun)
                .containsEntry("Fragile: dense seed 0 level 0", Outcome.COMPLETED)
                .containsEntry("Fragile: mask/weights seed 0 level 1", Outcome.FAILED)
                .containsEntry("Bandit: dense seed 0 level 0", Outcome.COMPLETED)
                .containsEntry("Bandit: mask/weights seed 0 level 1", Outcome.COMPLETED);
        assertThat(store.find(fragile.ticketKey(0, 1))).isEmpty();

        broken.set(false);
        final Outcomes second = new Outcomes();
        assertThat(run(store, 2, second, fragile, healthy)).isEmpty();
        assertThat(second.byRun).containsEntry("Fragile: mask/weights seed 0 level 1", Outcome.COMPLETED);
        assertThat(store.hash()).isEqualTo(hashOfUninterrupted(fragile, healthy));
    }

    /** 600 steps end after the fourth iteration, at 512; 550 is below the 600 of the settings. */
    @Test
    void weightsThatWereNotKeptAreAFailureOfTheirRun() throws InterruptedException {
        final Experiment late = new Experiment(
                "late",
                Tasks.BANDIT,
                SmallExperiments.AGENT.toBuilder().steps(600).build(),
                SmallExperiments.pruning(1, OptionalLong.of(550)),
                List.of(),
                List.of(0L));
        final Outcomes outcomes = new Outcomes();
        assertThat(run(RunStore.inMemory(), 1, outcomes, late))
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.reason()).endsWith("training kept no weights to rewind to at step 550"));
        assertThat(outcomes.all()).containsExactlyInAnyOrder(Outcome.FAILED, Outcome.BLOCKED);
    }

    /** Interrupts the thread that called the runner once some runs are done, and holds all training until it has effect. */
    private static final class Interrupter extends Outcomes {
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger left;

        Interrupter(int runs) {
            left = new AtomicInteger(runs);
        }

        @Override
        public void finished(Experiment experiment, RunKey key, Outcome outcome) {
            super.finished(experiment, key, outcome);
            if (left.decrementAndGet() == 0) {
                caller.interrupt();
            }
        }

        @Override
        public void stepped(Experiment experiment, RunKey key, long steps) {
            if (left.get() <= 0) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Test
    void anInterruptEndsTheCallAndTheNextOneGoesOn() throws InterruptedException {
        final Experiment experiment = SmallExperiments.full(2, 0L, 1L);
        final FolderStore store = store("store");
        final Interrupter interrupter = new Interrupter(5);
        assertThatThrownBy(() -> run(store, 2, interrupter, experiment)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("lottery-run"));
        assertThat(store.hashes()).hasSizeBetween(5, 8);
        assertThat(interrupter.all()).containsOnly(Outcome.COMPLETED);

        final Outcomes second = new Outcomes();
        assertThat(run(store, 2, second, experiment)).isEmpty();
        assertThat(second.all()).hasSize(22).contains(Outcome.FOUND, Outcome.COMPLETED);
        assertThat(store.hash()).isEqualTo(hashOfUninterrupted(experiment));
        assertThat(folder.resolve("store").resolve("set-aside")).doesNotExist();
    }

    @Test
    void twoRunnersAtOnceOnOneStoreEndAsOneAlone() throws Exception {
        final Experiment experiment = SmallExperiments.full(2, 0L, 1L);
        final CyclicBarrier together = new CyclicBarrier(2);
        final Callable<List<Failure>> work = () -> {
            final FolderStore store = store("store");
            together.await();
            return run(store, 2, new Outcomes(), experiment);
        };
        final ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            final List<Future<List<Failure>>> both =
                    new ArrayList<>(List.of(threads.submit(work), threads.submit(work)));
            for (Future<List<Failure>> one : both) {
                assertThat(one.get(100, TimeUnit.SECONDS)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store("store").hash()).isEqualTo(hashOfUninterrupted(experiment));
        assertThat(folder.resolve("store").resolve("set-aside")).doesNotExist();
    }

    /** Stands for a full disk. */
    @Test
    void aResultThatCannotBeWrittenEndsTheCall() {
        final FolderStore store = store("store");
        final ExperimentListener obstacle = new ExperimentListener() {
            @Override
            public void planned(Experiment experiment, int runs) {
                final Path temporary = folder.resolve("store").resolve("temporary");
                try {
                    Files.delete(temporary);
                    Files.writeString(temporary, "in the way");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        assertThatThrownBy(() -> run(store, 2, obstacle, SmallExperiments.full(2, 0L, 1L)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write ");
        assertThat(store.hashes()).isEmpty();
    }

    /** What is in the way of checkpoints, one after each iteration, is not in the way of the run. */
    @Test
    void aCheckpointThatCannotBeWrittenEndsNoRun() throws InterruptedException {
        final FolderStore store = FolderStore.open(folder.resolve("store"), Duration.ZERO);
        final Experiment experiment = SmallExperiments.full(1, 0L);
        final Outcomes obstacle = new Outcomes() {
            @Override
            public void stepped(Experiment of, RunKey key, long steps) {
                try {
                    Files.createDirectories(
                            folder.resolve("store").resolve("checkpoints").resolve(key.hash() + ".state"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        assertThat(run(store, 2, obstacle, experiment)).isEmpty();
        assertThat(obstacle.all()).hasSize(6).containsOnly(Outcome.COMPLETED);
        assertThat(folder.resolve("store").resolve("temporary")).isEmptyDirectory();
        assertThat(store.hash()).isEqualTo(hashOfUninterrupted(experiment));
    }

    private static final class NoInit implements InitScheme {
        @Override
        public void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random) {
            throw new UnsupportedOperationException("no idea");
        }

        @Override
        public String identity() {
            return "none";
        }
    }

    /** A defect in somebody's initialisation is thrown, and leaves no run behind in the background. */
    @Test
    void nothingStartsIfAStartCannotBeMade() throws InterruptedException {
        final Experiment healthy = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 1, 0L);
        final Experiment broken = new Experiment(
                "broken",
                Tasks.BANDIT,
                SmallExperiments.AGENT,
                new IterativePruning(
                        new NoInit(),
                        healthy.pruning().schedule(),
                        healthy.pruning().criterion(),
                        OptionalLong.empty()),
                List.of(),
                List.of(0L));
        final FolderStore store = store("store");
        final Outcomes outcomes = new Outcomes();
        assertThatThrownBy(() -> run(store, 2, outcomes, healthy, broken)).hasMessage("no idea");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("lottery-run")) {
                // One of an earlier test may be about to end.
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(outcomes.byRun).isEmpty();
    }

    @Test
    void noJobsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalRunner(RunStore.inMemory(), 0, ExperimentListener.SILENT))
                .withMessage("jobs 0 not in [1, ...)");
    }

    /** Two seeds, two levels, two conditions: 10 runs of students and 2 of teachers, which are dense runs of the teaching agent. */
    @Test
    void studentsLearnFromDenseRunsOfTheirTeacher() throws InterruptedException {
        final Experiment students = students(SmallExperiments.AGENT);
        final FolderStore store = store("students");
        final Outcomes outcomes = new Outcomes();
        assertThat(run(store, 2, outcomes, students)).isEmpty();
        assertThat(outcomes.planned).hasValue(12);
        assertThat(outcomes.all()).hasSize(12).containsOnly(Outcome.COMPLETED);

        final Experiment teachers = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 2, 0L, 1L);
        assertThat(store.find(teachers.ticketKey(0, 0))).isPresent();
        assertThat(store.find(teachers.ticketKey(1, 0))).isPresent();
        final Outcomes again = new Outcomes();
        run(store, 2, again, students, teachers);
        assertThat(again.byRun).containsEntry(teachers.name() + ": dense seed 0 level 0", Outcome.FOUND);
        assertThat(again.byRun).containsEntry(students.name() + ": mask/permuted seed 1 level 2", Outcome.FOUND);

        final FolderStore taught = store("taught");
        run(taught, 1, ExperimentListener.SILENT, teachers);
        run(taught, 4, ExperimentListener.SILENT, students);
        run(store, 1, ExperimentListener.SILENT, teachers);
        assertThat(taught.hash()).isEqualTo(store.hash());
    }

    private static Experiment students(Ppo teacher) {
        return new Experiment(
                "students",
                Tasks.BANDIT,
                PolicyCloning.of(teacher).hidden(6).build(),
                SmallExperiments.pruning(2, OptionalLong.empty()),
                List.of(MaskBaseline.MASK_PERMUTED),
                List.of(0L, 1L));
    }

    @Test
    void studentsOfATeacherThatDivergedAreBlocked() throws InterruptedException {
        final Outcomes outcomes = new Outcomes();
        final Experiment students =
                students(SmallExperiments.AGENT.toBuilder().learningRate(1e30).build());
        final List<Failure> failures = run(store("diverged"), 2, outcomes, students);
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.experiment().name()).isEqualTo("students, teacher"));
        assertThat(outcomes.all()).hasSize(12).containsOnly(Outcome.FAILED, Outcome.BLOCKED);
    }

    /** Three experiments whose tickets are the same as far as they go, all at once. */
    @Test
    void whatSeveralExperimentsNeedIsRunOnce() throws InterruptedException {
        final List<String> trained = Collections.synchronizedList(new ArrayList<>());
        final ExperimentListener listener = new ExperimentListener() {
            @Override
            public void finished(Experiment experiment, RunKey key, Outcome outcome) {
                if (outcome == Outcome.COMPLETED) {
                    trained.add(key.identity());
                }
            }
        };
        final FolderStore store = store("shared");
        final Experiment longest = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 3, 0L, 1L);
        assertThat(run(
                        store,
                        4,
                        listener,
                        SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 2, 0L, 1L),
                        longest,
                        students(SmallExperiments.AGENT)))
                .isEmpty();
        assertThat(trained).doesNotHaveDuplicates().hasSize(2 * 4 + 10);
        assertThat(store.hashes()).hasSize(18);
    }
}
