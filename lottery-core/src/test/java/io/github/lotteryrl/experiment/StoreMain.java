// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that runs an experiment into a store. */
final class StoreMain {

    static final Experiment EXPERIMENT = SmallExperiments.full(3, 0L, 1L, 2L);

    private StoreMain() {}

    /**
     * Starts the process. It says "ready", waits for a line, runs, and says "finished" after each run and "done" at the end.
     *
     * @param runsToMake after so many it goes on training without getting any further
     */
    static Process start(Path store, int runsToMake) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                StoreMain.class.getName(),
                store.toString(),
                Integer.toString(runsToMake));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) throws Exception {
        final AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
        final ExperimentListener listener = new ExperimentListener() {
            @Override
            public void finished(Experiment experiment, RunKey key, Outcome outcome) {
                System.out.println("finished");
                left.decrementAndGet();
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
        };
        final FolderStore store = FolderStore.open(Path.of(arguments[0]));
        System.out.println("ready");
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        new LocalRunner(store, 2, listener).run(List.of(EXPERIMENT));
        System.out.println("done");
    }
}
