// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.agent.Tasks;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SweepTest {

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
