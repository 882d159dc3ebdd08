// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Spark's own master and two workers. Each test can do with one of the two. */
@Timeout(180)
class SparkClusterTest {

    private static SparkCluster cluster;
    private static JavaSparkContext context;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        cluster = SparkCluster.start(home, 2);
        context = new JavaSparkContext(new SparkConf()
                .setMaster(cluster.url())
                .setAppName("lottery")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 --add-modules jdk.incubator.vector"));
    }

    @AfterAll
    static void end() {
        if (context != null) {
            context.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theSameBytesAsOnTheCoresOfThisMachine() throws InterruptedException {
        final List<Experiment> experiments = SparkExperiments.all();
        final FolderStore store = FolderStore.open(folder.resolve("spark"));
        assertThat(new SparkRunner(context, store, ExperimentListener.SILENT).run(experiments))
                .isEmpty();
        assertThat(store.hash()).isEqualTo(SparkExperiments.localHash(folder.resolve("local"), experiments));
    }

    @Test
    void theRunsOfAWorkerThatWasKilledAreMadeElsewhere() throws Exception {
        final List<Experiment> experiments =
                List.of(SparkExperiments.tickets(SparkExperiments.gated(folder), SparkExperiments.PPO, 1));
        final String expected = SparkExperiments.localHash(folder.resolve("local"), experiments);

        Files.createFile(SparkExperiments.hold(folder));
        final FolderStore store = FolderStore.open(folder.resolve("spark"));
        final ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            final Future<List<Failure>> failures =
                    caller.submit(() -> new SparkRunner(context, store, ExperimentListener.SILENT).run(experiments));
            SparkCluster.await("a run in its middle", () -> !executors().isEmpty());
            cluster.killWorkerOf(executors().get(0));
            Files.delete(SparkExperiments.hold(folder));
            assertThat(failures.get(120, TimeUnit.SECONDS)).isEmpty();
        } finally {
            caller.shutdownNow();
        }
        assertThat(store.hash()).isEqualTo(expected);
    }

    /** The processes in which runs are held. */
    private List<Long> executors() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .map(name -> Long.parseLong(name.replace(".pid", "")))
                    .toList();
        }
    }
}
