// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lotteryrl.envs.TraceReplay;
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

/**
 * That the maze is its predecessor when it goes by its rules is in {@code TraceReplayTest}; here is that a difference
 * would be seen.
 */
class PredecessorTest {

    /** The beginning of the trace. */
    private static final String TRACE = """
            # predecessor of MazeGrid
            RUN seed=0 kind=random steps=2
            I d8c00507
            1 0 0 33e508ca
            0 0 0 00ccfc6b
            """;

    @TempDir
    private Path folder;

    private ReplayResult replay(String trace) throws IOException {
        return TraceReplay.of(Files.writeString(folder.resolve("trace.txt"), trace));
    }

    @Test
    void fewerCoinsThanInThePaper() {
        assertThat(MazeLayout.PAPER.count(MazeLayout.COIN)).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I d8 | I e8 | 3 | 0 | checksum expected e8c00507, found d8c00507",
                "1 0 0 | 1 -100 0 | 4 | 1 | reward expected -100, found 0",
                "0 0 0 00 | 0 0 1 01 | 5 | 2 |"
                        + " end expected 1, found 0; checksum expected 01ccfc6b, found 00ccfc6b",
            })
    void everyColumnIsCompared(String text, String instead, int line, int step, String difference) throws IOException {
        assertThat(replay(TRACE)).isEqualTo(new ReplayResult(2, 0, Optional.empty()));
        final ReplayResult result = replay(TRACE.replace(text, instead));
        assertThat(result.mismatches()).isOne();
        assertThat(result.firstMismatch().orElseThrow())
                .hasToString("line " + line + ", run 1 (seed=0 kind=random steps=2), step " + step + ": " + difference);
    }

    /** Of 122 cells that are not wall, one is listed, the agent's; the other place that is listed is in a wall. */
    @Test
    void placesAreCompared() throws IOException {
        final ReplayResult result = replay(TRACE + "G 125 126");
        assertThat(result.mismatches()).isOne();
        assertThat(result.firstMismatch().orElseThrow().toString())
                .startsWith("line 6, run 1 (seed=0 kind=random steps=2), step 2: empty[1,0] expected 1, found 0; ")
                .endsWith("; and 117 more");
    }

    /** Our episode ends with step 199; the trace says that it goes on. */
    @Test
    void stepsAfterOurEndAreMismatches() throws IOException {
        final String trace = "# predecessor of MazeGrid\nRUN steps=201\nI d8c00507\n" + "0 0 0 00000000\n".repeat(201);
        final ReplayResult result = replay(trace);
        assertThat(result.steps()).isEqualTo(201);
        assertThat(result.mismatches()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 0 0 33; 4 0 0 33; line 4: action 4 not in [0, 3]",
                "1 0 0 33; 1 0 33; line 4: 3 words, not 4",
                "1 0 0 33; 1 0 1 33; line 5: no R after the end before this step",
                "1 0 0 33e508ca; R d8c00507; line 4: a reset without an end before it",
                "I d8c00507; # ; line 4: no I before this line",
                "I d8; I 8; line 3: checksum '8c00507' is not eight hexadecimal digits",
                "0 0 0 00ccfc6b; G 5 5; line 5: place 5 not in [6, 1199]",
                "0 0 0 00ccfc6b; # ; line 5: run ends after 1 steps of 2",
                "RUN; I; line 2: no RUN before this line",
            })
    void badLinesAreNamed(String text, String instead, String message) {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> replay(TRACE.replace(text, instead)))
                .withMessage(folder.resolve("trace.txt") + ": " + message);
    }
}
