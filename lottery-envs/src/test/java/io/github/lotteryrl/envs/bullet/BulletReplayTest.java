// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lotteryrl.envs.TraceReplay;
import io.github.lotteryrl.envs.traces.Mismatch;
import io.github.lotteryrl.envs.traces.ReplayResult;
import io.github.lotteryrl.envs.traces.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the robots are pybullet-gym's is in {@code TraceReplayTest}; here is that a difference would be seen. */
class BulletReplayTest {

    /** The first step of run 0 of {@code hopper.txt.gz}, with the lines that are for people. */
    private static final String HOPPER = """
            # pybullet-gym
            RUN robot=hopper seed=0 kind=uniform episode=0 steps=1
            M 7 5 9 3
            N 0.0097627007854649561 0.043037873274483884 0.020552675214328769
            I 0 0 1 0 0 0 0 -0 1.00745821 0 1.03287852 0 0.0261684787 0 0
            A 0.195577383 0.746531785 -0.513901591
            O -0.000553619408 0 1 -0.0374747254 0 -0.0270482711 0 -0.00351432059 1.00466859 -0.0172294248 1.03287852 0\
             -0.0199268088 -0.354147196 0
            R 0.62423839839877604 0 1 -0.023528770616394468 -0.1522328309848294 -0.20000000000000001 0
            C\s
            """;

    @TempDir
    private Path folder;

    private ReplayResult replay(String text) throws IOException {
        return TraceReplay.of(Files.writeString(folder.resolve("trace.txt"), text));
    }

    /** The last digits are one unit of float, and 1.1e-11. */
    @ParameterizedTest
    @CsvSource({
        "1.00745821, 1.00745833, 5, 0, thigh_joint position",
        "-0.0270482711, -0.0270482730, 7, 1, vertical velocity",
        "-0.354147196 0, -0.354147196 1, 7, 1, foot contact",
        "0.62423839839877604, 0.62423839841, 8, 1, reward",
        "04 0 1, 04 1 1, 8, 1, end",
    })
    void differencesAreSeen(String text, String instead, long line, long step, String what) throws IOException {
        assertThat(replay(HOPPER)).isEqualTo(new ReplayResult(1, 0, Optional.empty()));
        final ReplayResult result = replay(HOPPER.replace(text, instead));
        assertThat(result.mismatches()).isEqualTo(1);
        final Mismatch mismatch = result.firstMismatch().orElseThrow();
        assertThat(mismatch.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).isEqualTo(what));
        assertThat(mismatch.step()).isEqualTo(step);
        assertThat(mismatch.line()).isEqualTo(line);
    }

    /** From the second episode on the floor counts at the start, which makes the first step's progress another one. */
    @Test
    void theFloorCountsFromTheSecondEpisodeOn() throws IOException {
        final ReplayResult result = replay(HOPPER.replace("episode=0", "episode=1"));
        assertThat(result.firstMismatch().orElseThrow().differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).isEqualTo("reward"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "robot=hopper; robot=horse; line 2: robot 'horse' is none of hopper, walker2d, half_cheetah, ant",
                "robot=hopper ; ; line 2: no robot=",
                "episode=0; dt=0.004125; line 2: no episode=",
                "RUN; #; line 3: no RUN before this line",
                "N 0.0097627007854649561; N; line 4: 3 words, not 4",
                "N 0.0; # ; line 5: I where N is due",
                "A 0.195577383; A x; line 6: action 'x' is not a finite number",
                "A 0.195577383; A; line 6: 3 words, not 4",
                "A 0; # 0; line 7: O where A is due",
                "O -0; # 0; line 8: R where O is due",
                "M; T; line 3: 'T' begins no line of this kind",
                "steps=1; steps=2; line 9: run ends after 1 steps of 2",
                "R 0.6; # ; line 9: run ends where R is due",
            })
    void badLinesAreNamed(String text, String instead, String message) {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> replay(HOPPER.replaceFirst(text, instead == null ? "" : instead)))
                .withMessage(folder.resolve("trace.txt") + ": " + message);
    }
}
