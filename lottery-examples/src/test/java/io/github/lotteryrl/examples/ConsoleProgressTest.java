// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.ticket.IterativePruning;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static Experiment ticket(int levels, double learningRate) {
        return new Experiment(
                "ticket of " + levels,
                Environments.find("CartPole-v1"),
                Ppo.cartPole().toBuilder()
                        .hidden(8)
                        .steps(256)
                        .learningRate(learningRate)
                        .build(),
                new IterativePruning(
                        InitScheme.kaimingUniform(),
                        PruningSchedule.geometric(0.5, levels),
                        PruningCriterion.globalMagnitude(),
                        OptionalLong.empty()),
                List.of(),
                List.of(0L));
    }

    private static List<String> lines(RunStore store, Experiment... experiments) throws InterruptedException {
        final StringWriter out = new StringWriter();
        try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(out))) {
            new LocalRunner(store, 2, progress).run(List.of(experiments));
        }
        return out.toString().lines().toList();
    }

    /** Two tickets that are the same as far as they go, of 3 and of 4 runs. */
    @Test
    void aRunOfSeveralExperimentsCountsOnce() throws InterruptedException {
        final RunStore store = RunStore.inMemory();
        final List<String> first = lines(store, ticket(2, 1e-3), ticket(3, 1e-3));
        assertThat(first.get(0)).startsWith("4 runs on 2 cores; ");
        assertThat(first.get(first.size() - 1)).matches("4 runs in .* s; 2 cores \\d+ % busy");
        final List<String> second = lines(store, ticket(2, 1e-3), ticket(3, 1e-3));
        assertThat(second.get(0)).isEqualTo("4 runs, all in the store");
        assertThat(second.get(second.size() - 1)).matches("4 runs in .* s, 4 from the store");
    }

    /** The dense run diverges in one, is found in the other, and blocks all others in both. */
    @Test
    void aFailureOfSeveralExperimentsCountsOnce() throws InterruptedException {
        final List<String> lines = lines(RunStore.inMemory(), ticket(2, 1e30), ticket(3, 1e30));
        assertThat(lines.get(lines.size() - 1)).startsWith("4 runs in ").endsWith("; 4 failed");
    }
}
