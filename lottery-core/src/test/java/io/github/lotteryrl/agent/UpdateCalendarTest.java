// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpdateCalendarTest {

    /** The paper's calendar: four samples for each step, batches of 256: an update every 64 steps, however many are made at once. */
    @Test
    void anUpdateIsDueEverySixtyFourSteps() {
        for (int environments : new int[] {1, 10, 64, 200}) {
            final UpdateCalendar calendar = new UpdateCalendar(400, environments, 1_000, 4, 256);
            long updates = 0;
            long step = 400;
            for (int i = 0; i < 1_000; i++) {
                step += environments;
                final int due = calendar.due(step);
                assertThat(due).isNotNegative();
                assertThat(step > 1_400 || due == 0).isTrue();
                updates += due;
            }
            assertThat(updates).isEqualTo(step <= 1_400 ? 0 : (step - first(environments) + environments) / 64);
        }
    }

    /** The first step after 1 400, counted from 400 on. */
    private static long first(int environments) {
        return 400 + (1_000 / environments + 1) * (long) environments;
    }
}
