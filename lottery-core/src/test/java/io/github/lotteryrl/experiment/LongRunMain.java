// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.dqn.Dqn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that makes one run of deep Q-learning with prioritised replay, with a checkpoint after every step. */
final class LongRunMain {

    static final Experiment EXPERIMENT = SmallExperiments.tickets(
            Tasks.BANDIT,
            Dqn.builder()
                    .hidden(16, 16)
                    .steps(4_000)
                    .environments(4)
                    .batch(32)
                    .learningStarts(100)
                    .replaySize(500)
                    .targetInterval(10)
                    .exploration(1, 0.1, 2_000)
                    .dropout(0.1)
                    .evaluation(new EvaluationPlan(4, 3, 5, 50, true))
                    .build(),
            0,
            0L);

    private LongRunMain() {}

    /**
     * Starts the process. It says how many steps are made, at the beginning and after each iteration, and at last "done".
     *
     * @param slowFrom from so many steps on it takes its time, so that it can be killed in the middle
     */
    static Process start(Path store, long slowFrom) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                LongRunMain.class.getName(),
                store.toString(),
                Long.toString(slowFrom));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        final long slowFrom = Long.parseLong(arguments[1]);
        final ExperimentListener listener = new ExperimentListener() {
            private long all;

            @Override
            public void resumed(Experiment experiment, RunKey key, long steps) {
                stepped(experiment, key, steps);
            }

            @Override
            public void stepped(Experiment experiment, RunKey key, long steps) {
                all += steps;
                System.out.println(all);
                if (all >= slowFrom) {
                    LockSupport.parkNanos(5_000_000);
                }
            }
        };
        final FolderStore store = FolderStore.open(Path.of(arguments[0]), Duration.ZERO);
        new LocalRunner(store, 1, listener).run(List.of(EXPERIMENT));
        System.out.println("done");
    }
}
