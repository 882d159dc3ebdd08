// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.envs.TraceReplay;
import io.github.lotteryrl.envs.traces.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the games are those of the original is in {@code TraceReplayTest}; here is that a difference would be seen. */
class MinAtarReplayTest {

    private static final String HEADER =
            "# MinAtar trace. game=freeway sticky_action_prob=0.1; difficulty_ramping=True;\n";
    private static final String RUN = "RUN seed=7000 kind=guided steps=1\n";
    private static final String START = "I 6d8a242d 32\n";
    private static final String STEP = "2 0 0 6d8a242d 34 -\n";

    @TempDir
    Path folder;

    @Test
    void twoLinesReplay() throws IOException {
        assertThat(replay(HEADER + RUN + START + STEP)).isEqualTo(new ReplayResult(1, 0, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 1 0 6d8a242d 34 - | reward expected 1, found 0",
                "2 -0.5 0 6d8a242d 34 - | reward expected -0.5, found 0",
                "2 0 1 6d8a242d 34 - | end expected 1, found 0",
                "2 0 0 0d8a242e 34 - | checksum expected 0d8a242e, found 6d8a242d",
                "2 0 0 6d8a242d 33 - | draws expected 33, found 34",
                "2 0 0 6d8a242d 34 0 | ramp level expected 0, found -",
                "2 0 1 6d8a242d 33 - | end expected 1, found 0; draws expected 33, found 34",
            })
    void everyColumnIsCompared(String step, String difference) throws IOException {
        final ReplayResult result = replay(HEADER + RUN + START + step);
        assertThat(result.steps()).isOne();
        assertThat(result.mismatches()).isOne();
        assertThat(result.firstMismatch().orElseThrow())
                .hasToString("line 4, run 1 (seed=7000 kind=guided steps=1), step 1: " + difference);
    }

    @Test
    void startsAndResetsAreCompared() throws IOException {
        assertThat(replay(HEADER + RUN + "I 6d8a242d 31\n" + STEP + "R 6d8a242d 66 -")
                        .mismatches())
                .isEqualTo(2);
    }

    @Test
    void wholeObservationsAreCompared() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), HEADER + RUN + START + STEP);
        final Path observations = folder.resolve("trace.obs.txt");
        Files.writeString(observations, HEADER + RUN + "I 0 1\n0 2 3\n");
        final ReplayResult result = TraceReplay.of(observations);
        assertThat(result.steps()).isOne();
        assertThat(result.mismatches()).isEqualTo(2);
        assertThat(result.firstMismatch().orElseThrow().toString())
                .startsWith(
                        "line 3, run 1 (seed=7000 kind=guided steps=1), step 0: chicken[0,0] expected 1, found 0; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "RUN seed=7000 kind=guided steps=0; line 4: more than the 0 steps of this run",
                "RUN seed=7000 kind=guided steps=2; line 4: run ends after 1 steps of 2",
                "RUN seed=4294967296 steps=1; line 2: seed 4294967296 not in [0, 4294967295]",
                "RUN seed=1 steps=9999999999999999999; line 2: steps '9999999999999999999' is not an integer",
                "RUN steps=1; line 2: no seed=",
                "RUN seed=7 steps=-1; line 2: steps -1 not in [0, 9223372036854775807]",
                "6 0 0 6d8a242d 34 -; line 2: no RUN before this line",
            })
    void badRunIsNamed(String run, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(HEADER + run + '\n' + START + STEP))
                .withMessage(message(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "6 0 0 6d8a242d 34 -; action 6 not in [0, 5]",
                "2 0 2 6d8a242d 34 -; end 2 not in [0, 1]",
                "2 0 0 6D8a242d 34 -; checksum '6D8a242d' is not eight hexadecimal digits",
                "2 0 0 6d8a242d 34; 5 words, not 6",
                "2 0 0 6d8a242d 34 - ; 7 words, not 6",
                "STOP; 1 words, not 6",
                "2 0 0 6d8a242d x -; draws 'x' is not an integer",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void badStepIsNamed(String step, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(HEADER + RUN + START + step))
                .withMessage(message("line 4:" + message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "# MinAtar game=tetris sticky_action_prob=0 difficulty_ramping=True; line 2: game 'tetris' unknown",
                "# MinAtar sticky_action_prob=0 difficulty_ramping=True; no game= in the header",
                "# MinAtar game=asterix difficulty_ramping=True; no sticky_action_prob= in the header",
                "# MinAtar game=asterix sticky_action_prob=1.1 difficulty_ramping=True;"
                        + " line 2: sticky_action_prob '1.1' not in [0, 1]",
                "# MinAtar game=asterix sticky_action_prob=0 difficulty_ramping=1;"
                        + " line 2: difficulty_ramping '1' is neither True nor False",
            })
    void badHeaderIsNamed(String header, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(header + '\n' + RUN + START + STEP))
                .withMessage(message(message));
    }

    /** Nothing compared is not the same as nothing different. */
    @ParameterizedTest
    @ValueSource(strings = {HEADER, HEADER + "RUN seed=1 steps=0"})
    void aFileWithoutRunsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(text))
                .withMessageStartingWith(message("line "))
                .withMessageEndingWith(": the file ends without a run to compare");
    }

    @Test
    void badObservationsAreNamed() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), HEADER + RUN + START + STEP);
        assertThatObservations(RUN + "I 700", "line 3: place 700 not in [0, 699]");
        assertThatObservations(RUN + "I 5 5", "line 3: place 5 not in [6, 699]");
        assertThatObservations(RUN + "I\n1 5", "line 4: step 1 not in [0, 0]");
        assertThatObservations(
                RUN.replace("steps=1", "steps=2") + "I\n0\n1", "line 5: no action is recorded for this step");
        assertThatObservations("RUN seed=1 steps=1", "line 2: run seed=1 is not among those with actions");
        Files.delete(folder.resolve("trace.txt"));
        assertThatObservations(RUN + "I 5", "no trace.txt beside it, which has the actions");
    }

    private void assertThatObservations(String lines, String message) throws IOException {
        final Path observations = folder.resolve("trace.obs.txt");
        Files.writeString(observations, HEADER + lines);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceReplay.of(observations))
                .withMessage(observations + ": " + message);
    }

    private ReplayResult replay(String text) throws IOException {
        return TraceReplay.of(Files.writeString(folder.resolve("trace.txt"), text));
    }

    private String message(String message) {
        return folder.resolve("trace.txt") + ": " + message;
    }
}
