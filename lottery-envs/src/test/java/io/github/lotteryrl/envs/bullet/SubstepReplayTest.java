// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.envs.Traces;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of the physics differs where {@code TraceReplayTest} finds that episodes do: free motion, joint limits or contacts. */
class SubstepReplayTest {

    /** Equal to the last bit, as the episodes are: places of links and velocities too. The steps are two runs of each kind. */
    @ParameterizedTest
    @CsvSource({
        "HOPPER, flight, 120",
        "HOPPER, limit, 120",
        "HOPPER, drop, 300",
        "WALKER_2D, flight, 120",
        "WALKER_2D, limit, 120",
        "WALKER_2D, drop, 300",
        "HALF_CHEETAH, flight, 120",
        "HALF_CHEETAH, limit, 120",
        "HALF_CHEETAH, drop, 300",
        "ANT, flight, 120",
        "ANT, limit, 120",
        "ANT, drop, 300",
    })
    void substepsAreTheOriginals(Task task, String kind, long steps) {
        final SubstepReplay.Outcome outcome =
                SubstepReplay.of(Traces.path("pybullet/substeps/" + task.title() + ".txt.gz"), task.robot(), kind);
        assertThat(outcome.result().firstMismatch())
                .as("%d lines differ, states by %s", outcome.result().mismatches(), outcome.largest())
                .isEmpty();
        assertThat(outcome.result().steps()).isEqualTo(steps);
    }
}
