// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.experiment.StepTimes.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepTimesTest {

    private static final Kind KIND = new Kind("task", "agent");
    private static final Kind OTHER = new Kind("task", "another agent");

    private final StepTimes times = new StepTimes();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(times.seconds(KIND, 1)).isNaN();
        times.finished(OTHER, 1, 3);
        assertThat(times.isKnown(KIND)).isFalse();
        assertThat(times.mean(Set.of(KIND))).isNaN();
        assertThat(times.mean(Set.of(KIND, OTHER))).isEqualTo(3);
    }

    /** A straight line between a trial's two ends; a machine half as quick makes all of it twice as high. */
    @Test
    void aTrialGivesTheShapeAndRunsTheHeight() {
        times.before(KIND, 1, 5);
        times.before(KIND, 0.2, 1);
        assertThat(times.seconds(KIND, 0.6)).isEqualTo(3, within(1e-12));
        assertThat(times.seconds(KIND, 0.1)).as("sparser than the trial").isEqualTo(1);
        times.finished(KIND, 1, 10);
        assertThat(times.seconds(KIND, 1)).isEqualTo(10);
        assertThat(times.seconds(KIND, 0.6)).isEqualTo(6, within(1e-12));
        times.finished(KIND, 0.2, 1);
        assertThat(times.seconds(KIND, 0.2)).isEqualTo(1, within(1e-12));
        assertThat(times.seconds(KIND, 0.6)).as("between factors 1 and 2").isEqualTo(4.5, within(1e-12));
    }

    @Test
    void runsUnderWayCountUntilOneIsDone() {
        times.running(KIND, 1, 8);
        assertThat(times.seconds(KIND, 0.5)).isEqualTo(8);
        times.finished(KIND, 1, 4);
        times.running(KIND, 1, 100);
        assertThat(times.seconds(KIND, 0.5)).isEqualTo(4);
    }

    /** After a change, 40 runs are enough to be within a hundredth: (7/8)^40 = 0.0048. */
    @Test
    void followsAMachineThatHasBecomeSlower() {
        for (int i = 0; i < 1_000; i++) {
            times.finished(KIND, 1, 1);
        }
        for (int i = 0; i < 40; i++) {
            times.finished(KIND, 1, 2);
        }
        assertThat(times.seconds(KIND, 1)).isEqualTo(2, within(0.01));
    }

    /** Sorting everything anew after each of thousands of runs would take longer than the runs. */
    @Test
    void theVersionRisesWithTheLogarithmOfRuns() {
        for (int i = 0; i < 1_024; i++) {
            times.finished(KIND, 1, 1);
        }
        assertThat(times.version()).isEqualTo(11);
    }
}
