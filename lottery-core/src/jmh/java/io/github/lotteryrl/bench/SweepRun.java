// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import com.google.common.io.MoreFiles;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunKey;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.experiment.Sweep;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * What a sweep costs besides training: many tiny runs, and a store of many. Plain timing, the median of some repetitions; time of
 * training is the processor's, as other work on the machine takes none of it.
 */
final class SweepRun {

    static final String WALL = "sweep-wall";
    static final String TRAINING = "sweep-training";
    static final String OTHER = "sweep-other";
    static final String PUT = "store-put";
    static final String KEYS = "store-keys";
    static final String OPEN = "store-open";
    static final String RECOGNISE = "store-recognise";

    /** On so many cores. */
    static final int JOBS = 2;

    private static final EnvironmentFactory TASK = Environments.find("CartPole-v1");
    private static final Ppo AGENT = Ppo.cartPole().toBuilder().steps(2_048).build();
    /** Of ten levels with four conditions each, and the dense run. */
    private static final int RUNS_PER_SEED = 1 + 10 * 4;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SweepRun() {}

    /** Prints the results of the kernels in use as lines of the file. */
    public static void main(String... args) throws InterruptedException, IOException {
        final boolean quick = Boolean.parseBoolean(args[1]);
        final Path folder = Files.createTempDirectory("sweep");
        try {
            tiny(folder, quick ? 1 : 5, quick ? 1 : 5);
            many(folder, quick ? 1 : 244, quick ? 1 : 3);
        } finally {
            MoreFiles.deleteRecursively(folder);
        }
    }

    private static Experiment experiment(long firstSeed, int seeds) {
        return new Experiment(
                "sweep",
                TASK,
                AGENT,
                new IterativePruning(
                        InitScheme.kaimingUniform(),
                        PruningSchedule.geometric(0.2, 10),
                        PruningCriterion.globalMagnitude(),
                        OptionalLong.empty()),
                MaskBaseline.all(),
                LongStream.range(firstSeed, firstSeed + seeds).boxed().toList());
    }

    /** Runs of 2 048 steps of PPO on Cart-Pole, 205 of them; the first sweep is to warm up. */
    private static void tiny(Path folder, int seeds, int repetitions) throws InterruptedException {
        final double[] wall = new double[repetitions];
        final double[] training = new double[repetitions];
        final double[] other = new double[repetitions];
        for (int repetition = -1; repetition < repetitions; repetition++) {
            final Experiment experiment = experiment(1_000 * repetition, seeds);
            final RunStore store = FolderStore.open(folder.resolve("tiny" + repetition));
            final AtomicLong trained = new AtomicLong();
            final AtomicLong inTraining = new AtomicLong();
            final long started = System.nanoTime();
            new Sweep(store, JOBS, ExperimentListener.SILENT, (task, checkpoint, listener) -> {
                        final long before = THREADS.getCurrentThreadCpuTime();
                        final long began = System.nanoTime();
                        final RunRecord run = task.train(checkpoint, listener);
                        inTraining.addAndGet(System.nanoTime() - began);
                        trained.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
                        return run;
                    })
                    .run(List.of(experiment));
            if (repetition >= 0) {
                final int runs = seeds * RUNS_PER_SEED;
                final long took = System.nanoTime() - started;
                wall[repetition] = took / 1e3 / runs;
                training[repetition] = trained.get() / 1e3 / runs;
                other[repetition] = ((double) took * JOBS - inTraining.get()) / 1e3 / runs;
            }
        }
        report(WALL, wall);
        report(TRAINING, training);
        report(OTHER, other);
    }

    /** A store of 10 004 runs, whose weights and curves are those of one seed. */
    private static void many(Path folder, int seeds, int repetitions) throws InterruptedException {
        final Path place = folder.resolve("many");
        final RunStore memory = RunStore.inMemory();
        final Experiment one = experiment(0, 1);
        new LocalRunner(memory, JOBS, ExperimentListener.SILENT).run(List.of(one));
        final Map<String, RunRecord.Completed> records = new HashMap<>();
        for (RunKey key : one.keys()) {
            records.put(key.condition() + key.level(), (RunRecord.Completed)
                    memory.find(key).orElseThrow());
        }
        final Experiment all = experiment(0, seeds);
        final FolderStore store = FolderStore.open(place);
        final List<RunKey> keys = all.keys();
        final double[] puts = new double[keys.size()];
        for (int i = 0; i < puts.length; i++) {
            final RunKey key = keys.get(i);
            final RunRecord.Completed run = records.get(key.condition() + key.level());
            final RunRecord copy = new RunRecord.Completed(key.identity(), run.start(), run.firstStep(), run.result());
            final long started = System.nanoTime();
            store.put(key, copy, Duration.ofMillis(20));
            puts[i] = (System.nanoTime() - started) / 1e3;
        }
        final double[] plan = new double[repetitions];
        final double[] open = new double[repetitions];
        final double[] recognise = new double[repetitions];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            final long first = System.nanoTime();
            all.keys().forEach(RunKey::hash);
            final long second = System.nanoTime();
            final FolderStore opened = FolderStore.open(place);
            final long third = System.nanoTime();
            new LocalRunner(opened, JOBS, ExperimentListener.SILENT).run(List.of(all));
            plan[repetition] = (second - first) / 1e3;
            open[repetition] = (third - second) / 1e3;
            recognise[repetition] = (System.nanoTime() - third) / 1e3;
        }
        report(PUT, puts);
        report(KEYS, plan);
        report(OPEN, open);
        report(RECOGNISE, recognise);
    }

    private static void report(String name, double[] times) {
        Arrays.sort(times);
        System.out.println(Result.withoutNetwork(name, Benchmarks.VECTOR, times[times.length / 2])
                .toCsv());
    }
}
