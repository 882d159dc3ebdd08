// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunStore;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two cores in this process; each run is tried up to four times. */
@Timeout(120)
class SparkRunnerTest {

    @TempDir
    private Path folder;

    private JavaSparkContext context;

    @BeforeEach
    void open() {
        context = new JavaSparkContext(new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("lottery")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false"));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theSameBytesAsOnTheCoresOfThisMachine() throws InterruptedException {
        final List<Experiment> experiments = SparkExperiments.all();
        final AtomicInteger planned = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();
        final AtomicLong steps = new AtomicLong();
        final AtomicInteger evaluations = new AtomicInteger();
        final ExperimentListener listener = new ExperimentListener() {
            @Override
            public void planned(Experiment experiment, int runs) {
                planned.addAndGet(runs);
            }

            @Override
            public void stepped(Experiment experiment, RunKey key, long count) {
                steps.addAndGet(count);
            }

            @Override
            public void evaluated(Experiment experiment, RunKey key, Evaluation evaluation) {
                evaluations.incrementAndGet();
            }

            @Override
            public void finished(Experiment experiment, RunKey key, Outcome outcome) {
                finished.incrementAndGet();
            }
        };
        final FolderStore store = FolderStore.open(folder.resolve("spark"));
        assertThat(new SparkRunner(context, store, listener).run(experiments)).isEmpty();
        assertThat(store.hash()).isEqualTo(SparkExperiments.localHash(folder.resolve("local"), experiments));
        assertThat(finished).hasValue(planned.get());
        assertThat(store.hashes()).hasSize(planned.get());
        assertThat(evaluations).hasValue(planned.get() * SparkExperiments.PLAN.count());
        assertThat(steps.get()).isBetween(planned.get() * 384L, planned.get() * 512L);
    }

    @Test
    void whatFailsLocallyFailsAlikeAndIsNotTriedAgain() throws InterruptedException {
        final Agent wild = SparkExperiments.PPO.toBuilder()
                .hidden(16, 16)
                .learningRate(1e6)
                .build();
        final List<Experiment> experiments = List.of(
                SparkExperiments.tickets(SparkExperiments.fragile(), SparkExperiments.PPO, 1),
                SparkExperiments.tickets(SparkExperiments.BANDIT, wild, 1));
        final FolderStore local = FolderStore.open(folder.resolve("local"));
        final List<Failure> expected = new LocalRunner(local, 2, ExperimentListener.SILENT).run(experiments);
        assertThat(expected).hasSize(4);

        final FolderStore store = FolderStore.open(folder.resolve("spark"));
        SparkExperiments.Fragile.failures = 0;
        assertThat(new SparkRunner(context, store, 2, ExperimentListener.SILENT).run(experiments))
                .containsExactlyInAnyOrderElementsOf(expected)
                .anySatisfy(failure ->
                        assertThat(failure.reason()).isEqualTo("java.lang.IllegalStateException: the sensor is off"));
        assertThat(SparkExperiments.Fragile.failures).isEqualTo(2);
        assertThat(store.hashes()).as("the diverged runs alone").hasSize(2);
        assertThat(store.hash()).isEqualTo(local.hash());
    }

    @Test
    void whatCannotBeSentIsRefusedBeforeAnythingIsRun() {
        final Experiment healthy = SparkExperiments.tickets(SparkExperiments.BANDIT, SparkExperiments.PPO, 0);
        final Experiment foreign = SparkExperiments.tickets(Tasks.BANDIT, SparkExperiments.PPO, 0);
        final FolderStore store = FolderStore.open(folder);
        final SparkRunner runner = new SparkRunner(context, store, ExperimentListener.SILENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runner.run(List.of(healthy, foreign)))
                .withMessageStartingWith("environment 'Bandit@1' cannot be sent to Spark's executors: "
                        + "no provider finds 'Bandit', and its factory is not Serializable (");
        assertThat(store.hashes()).isEmpty();
    }

    @Test
    void anInterruptCancelsTheJobs() throws Exception {
        Files.createFile(SparkExperiments.hold(folder));
        final Experiment gated = SparkExperiments.tickets(SparkExperiments.gated(folder), SparkExperiments.PPO, 0);
        final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        final Thread caller = new Thread(() -> {
            try {
                new SparkRunner(context, RunStore.inMemory(), ExperimentListener.SILENT).run(List.of(gated));
            } catch (InterruptedException | RuntimeException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        SparkCluster.await(
                "a run",
                () -> Files.exists(folder.resolve(ProcessHandle.current().pid() + ".pid")));
        caller.interrupt();
        assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        SparkCluster.await("the end of all jobs", () -> context.statusTracker().getActiveJobIds().length == 0);
    }

    @Test
    void aContextThatWasStoppedEndsTheSweep() {
        final SparkRunner runner = new SparkRunner(context, RunStore.inMemory(), ExperimentListener.SILENT);
        context.close();
        assertThatThrownBy(() -> runner.run(SparkExperiments.all()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the Spark application ended before its runs");
    }
}
