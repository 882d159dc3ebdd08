// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketSearchTest {

    private static final Ppo AGENT = Ppo.builder()
            .hidden(8)
            .steps(256)
            .evaluation(new EvaluationPlan(1, 2, 4, 50, false))
            .build();

    private final Tasks.Log task = new Tasks.Log(Tasks.BANDIT);

    private TicketSearch.Builder builder() {
        return TicketSearch.builder()
                .environment(task)
                .agent(AGENT)
                .schedule(PruningSchedule.geometric(0.2, 1))
                .seeds(0)
                .parallelism(1);
    }

    @AfterEach
    void noWorkWasBegun() {
        assertThat(task.seeds).as("episodes").isEmpty();
        assertThat(task.closed).as("environments left open").isEqualTo(task.created);
    }

    private static void assertRefused(ThrowingCallable setting, String message) {
        assertThatIllegalArgumentException().isThrownBy(setting).withMessage(message);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(() -> TicketSearch.builder().agent(AGENT).seeds(0).build(), "environment is not set");
        assertRefused(() -> TicketSearch.builder().environment(task).seeds(0).build(), "agent is not set");
        assertRefused(() -> builder().seeds().build(), "count of seeds 0 not in [1, ...)");
    }

    @Test
    void parallelismIsTheRunnersWhereOneIsGiven() {
        assertRefused(
                () -> builder()
                        .runner((store, listener) -> new LocalRunner(store, 1, listener))
                        .build(),
                "parallelism and runner are set: how many runs go at once is the runner's");
    }

    @Test
    void settingsOutOfBoundsAreNamedWithValueAndBound() {
        assertRefused(() -> builder().seedCount(0), "count of seeds 0 not in [1, ...)");
        assertRefused(() -> builder().parallelism(0), "parallelism 0 not in [1, ...)");
        assertRefused(
                () -> builder().checkpointInterval(Duration.ofSeconds(-2)), "checkpointInterval PT-2S is negative");
        assertRefused(() -> builder().seeds(1, 2, 1).build(), "seeds [1, 2, 1] are not distinct");
        assertRefused(() -> builder().rewindTo(256).build(), "rewindStep 256 is not below the 256 steps of a run");
        assertRefused(() -> builder().rewindTo(-1).build(), "rewindStep -1 not in [0, ...)");
        assertRefused(() -> PruningSchedule.geometricUntil(0.2, 1.2), "sparsity 1.2 not in [0, 1)");
        assertRefused(() -> PruningSchedule.geometric(1, 3), "fraction 1.0 not in (0, 1)");
        assertRefused(() -> AGENT.toBuilder().learningRate(-1).build(), "learningRate -1.0 not in (0, infinity)");
        assertRefused(
                () -> builder()
                        .baselines(List.of(MaskBaseline.MASK_REINIT, MaskBaseline.MASK_REINIT))
                        .build(),
                "conditions [mask/re-init, mask/re-init] are not distinct");
        assertRefused(() -> builder().build().denseOn(0, 7), "dimension 7 not in [0, 2]");
    }

    /** There is no provider on the core's own class path. */
    @Test
    void anUnknownEnvironmentIsNamed() {
        assertRefused(
                () -> builder().environment("Nowhere-v1"),
                "environment 'Nowhere-v1' unknown; no provider on the class path (is lottery-envs there?)");
    }

    @Test
    void aSeedThatWasNotSearchedIsRefused() {
        final TicketSearch search = builder().build();
        assertRefused(() -> search.experiment().ticketKey(1, 0), "seed 1 is not one of [0]");
        assertRefused(() -> search.experiment().ticketKey(0, 2), "level 2 not in [0, 1]");
    }

    /**
     * No interval: after every iteration, and that of the run before is there until its result is written. Two minutes: not once in
     * a run of milliseconds.
     */
    @ParameterizedTest
    @CsvSource({"PT0S, 1, 2", "PT2M, 0, 0"})
    void checkpointsAreKeptAsOftenAsSaid(Duration interval, long least, long greatest, @TempDir Path folder)
            throws InterruptedException {
        final Path checkpoints = folder.resolve("checkpoints");
        final AtomicLong most = new AtomicLong();
        builder()
                .environment(Tasks.BANDIT)
                .store(folder)
                .checkpointInterval(interval)
                .listener(new ExperimentListener() {
                    @Override
                    public void stepped(Experiment experiment, RunKey key, long steps) {
                        most.accumulateAndGet(filesIn(checkpoints), Math::max);
                    }
                })
                .build()
                .run();
        assertThat(most.get()).isBetween(least, greatest);
        assertThat(filesIn(checkpoints)).isZero();
    }

    private static long filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStoreThatCannotBeWrittenIsRefusedBeforeTraining(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "in the way");
        final TicketSearch search = builder().store(file.resolve("store")).build();
        assertThatIllegalArgumentException()
                .isThrownBy(search::run)
                .withMessageStartingWith("store " + file.resolve("store") + " is not writable: ")
                .withMessageNotContaining("\n");
    }
}
