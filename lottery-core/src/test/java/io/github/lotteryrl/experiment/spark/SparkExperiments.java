// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.EnvironmentWrapper;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner.Failure;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Experiments whose runs take milliseconds, in environments that can be serialised. */
final class SparkExperiments {

    static final EvaluationPlan PLAN = new EvaluationPlan(2, 2, 4, 50, false);

    static final Ppo PPO = Ppo.builder().hidden(8).steps(512).evaluation(PLAN).build();

    static final Dqn DQN = Dqn.builder()
            .hidden(8)
            .steps(400)
            .replaySize(200)
            .learningStarts(50)
            .evaluation(PLAN)
            .build();

    static final EnvironmentFactory BANDIT = factory("Bandit", () -> Tasks.BANDIT.create());

    private SparkExperiments() {}

    private interface Maker extends Supplier<Environment>, Serializable {}

    private static EnvironmentFactory factory(String name, Maker maker) {
        return EnvironmentFactory.of(name, 1, maker);
    }

    /** Baselines and late rewinding; a student with its teacher; deep Q-learning; a part of the observation. */
    static List<Experiment> all() {
        final Experiment rewound = new Experiment(
                "rewound", BANDIT, PPO, pruning(2, OptionalLong.of(128)), MaskBaseline.all(), List.of(0L, 1L));
        final Agent student = PolicyCloning.of(PPO).hidden(6).build();
        final Experiment students = new Experiment(
                "students",
                BANDIT,
                student,
                pruning(1, OptionalLong.empty()),
                List.of(MaskBaseline.MASK_PERMUTED),
                List.of(0L));
        return List.of(rewound, students, tickets(BANDIT, DQN, 1), rewound.denseOn("dense", 2, 0));
    }

    /** Two seeds, tickets alone. */
    static Experiment tickets(EnvironmentFactory environment, Agent agent, int levels) {
        return new Experiment(
                agent.identity().replaceAll("\\(.*", " in ") + environment.name(),
                environment,
                agent,
                pruning(levels, OptionalLong.empty()),
                List.of(),
                List.of(0L, 1L));
    }

    private static IterativePruning pruning(int levels, OptionalLong rewindStep) {
        return new IterativePruning(
                InitScheme.kaimingUniform(),
                PruningSchedule.geometric(0.2, levels),
                PruningCriterion.globalMagnitude(),
                rewindStep);
    }

    /** Returns what the experiments give on this machine's cores. */
    static String localHash(Path folder, List<Experiment> experiments) throws InterruptedException {
        final FolderStore store = FolderStore.open(folder);
        final List<Failure> failures = new LocalRunner(store, 2, ExperimentListener.SILENT).run(experiments);
        if (!failures.isEmpty()) {
            throw new AssertionError(failures);
        }
        return store.hash();
    }

    /**
     * A bandit whose runs stop in their middle while there is a file {@code hold} in a folder. Before, they leave a file named by
     * the number of their process.
     */
    static EnvironmentFactory gated(Path folder) {
        final String name = folder.toString();
        return factory("Gated", () -> new Gated(Path.of(name)));
    }

    static Path hold(Path folder) {
        return folder.resolve("hold");
    }

    private static final class Gated extends EnvironmentWrapper {

        private static final int MIDDLE = 20;

        private final Path folder;
        private int steps;

        Gated(Path folder) {
            super(Tasks.BANDIT.create());
            this.folder = folder;
        }

        @Override
        public double step(int action) {
            steps++;
            if (steps == MIDDLE && Files.exists(hold(folder))) {
                waitForRelease();
            }
            return super.step(action);
        }

        private void waitForRelease() {
            try {
                Files.writeString(folder.resolve(ProcessHandle.current().pid() + ".pid"), "");
                while (Files.exists(hold(folder))) {
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A bandit each of whose instances fails at its twentieth step. */
    static EnvironmentFactory fragile() {
        return factory("Fragile", Fragile::new);
    }

    static final class Fragile extends EnvironmentWrapper {

        /** In this process. */
        static int failures;

        private int steps;

        Fragile() {
            super(Tasks.BANDIT.create());
        }

        private static synchronized void countFailure() {
            failures++;
        }

        @Override
        public double step(int action) {
            steps++;
            if (steps == 20) {
                countFailure();
                throw new IllegalStateException("the sensor\nis off");
            }
            return super.step(action);
        }
    }
}
