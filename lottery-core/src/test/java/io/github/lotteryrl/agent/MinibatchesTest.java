// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinibatchesTest {

    /** Three parts of 3 of 11 samples, two left over; another order in each epoch and each iteration. */
    @Test
    void everyEpochTakesTheExperienceInAnotherOrder() {
        final Minibatches minibatches = new Minibatches(11, 3, 2, Seed.of(1).random());
        final List<List<Integer>> epochs = new ArrayList<>();
        for (int iteration = 0; iteration < 2; iteration++) {
            minibatches.forEach((order, from, samples) -> {
                assertThat(samples).isEqualTo(3);
                if (from == 0) {
                    epochs.add(new ArrayList<>());
                }
                for (int b = 0; b < samples; b++) {
                    epochs.get(epochs.size() - 1).add(order[from + b]);
                }
            });
        }
        assertThat(epochs).hasSize(4).doesNotHaveDuplicates();
        assertThat(epochs)
                .allSatisfy(epoch -> assertThat(epoch)
                        .hasSize(9)
                        .doesNotHaveDuplicates()
                        .allSatisfy(sample -> assertThat(sample).isBetween(0, 10)));
    }
}
