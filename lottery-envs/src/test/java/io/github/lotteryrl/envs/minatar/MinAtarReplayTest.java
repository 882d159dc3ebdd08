// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The games are those of the original, by its own random numbers. */
class MinAtarReplayTest {

    private static final String HEADER = "# game=freeway sticky_action_prob=0.1; difficulty_ramping=True;\n";
    private static final String RUN = "RUN seed=7000 kind=guided steps=1\n";
    private static final String START = "I 6d8a242d 32\n";
    private static final String STEP = "2 0 0 6d8a242d 34 -\n";

    @TempDir
    Path folder;

    static List<Path> traces() {
        try (Stream<Path> files = Files.list(folderOfTraces())) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderOfTraces() {
        try {
            return Path.of(Objects.requireNonNull(MinAtarReplayTest.class.getResource("/traces/minatar"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void replaysWithoutMismatch(Path trace) {
        final MinAtarReplay.Result result = MinAtarReplay.of(trace);
        assertThat(result.firstMismatch()).isEmpty();
        assertThat(result.mismatches()).isZero();
        assertThat(result.compared()).isPositive();
    }

    @Test
    void tracesAreAllThere() {
        assertThat(traces()).hasSize(46);
        // Counted with zcat *.gz | grep -vc '^#\|^RUN'.
        assertThat(traces().stream()
                        .mapToLong(trace -> MinAtarReplay.of(trace).compared())
                        .sum())
                .isEqualTo(480_292);
    }

    @Test
    void compressionIsOptional() throws IOException {
        final MinAtarReplay.Result result = replay(HEADER + RUN + START + STEP);
        assertThat(result).isEqualTo(new MinAtarReplay.Result(2, 0, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "2 1 0 6d8a242d 34 -",
        "2 0 1 6d8a242d 34 -",
        "2 0 0 6d8a242e 34 -",
        "2 0 0 6d8a242d 33 -",
        "2 0 0 6d8a242d 34 0",
    })
    void everyColumnIsCompared(String step) throws IOException {
        final MinAtarReplay.Result result = replay(HEADER + RUN + START + step);
        assertThat(result.compared()).isEqualTo(2);
        assertThat(result.mismatches()).isOne();
        assertThat(result.firstMismatch()).isEqualTo("trace.txt: line 4: replayed as 0 0 6d8a242d 34 -");
    }

    @Test
    void wholeObservationsAreCompared() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), HEADER + RUN + START + STEP);
        final Path observations = folder.resolve("trace.obs.txt");
        Files.writeString(observations, HEADER + RUN + "I 0 1\n0 2 3\n");
        final MinAtarReplay.Result result = MinAtarReplay.of(observations);
        assertThat(result).isEqualTo(new MinAtarReplay.Result(2, 2, "trace.obs.txt: line 3: another observation"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
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
                .withMessage("trace.txt: " + message);
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
                .withMessage("trace.txt: line 4:" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "# game=tetris sticky_action_prob=0 difficulty_ramping=True; line 2: game 'tetris' unknown",
                "# sticky_action_prob=0 difficulty_ramping=True; no game= in the header",
                "# game=asterix difficulty_ramping=True; no sticky_action_prob= in the header",
                "# game=asterix sticky_action_prob=1.1 difficulty_ramping=True;"
                        + " line 2: sticky_action_prob '1.1' not in [0, 1]",
                "# game=asterix sticky_action_prob=0 difficulty_ramping=1;"
                        + " line 2: difficulty_ramping '1' is neither True nor False",
            })
    void badHeaderIsNamed(String header, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(header + '\n' + RUN + START + STEP))
                .withMessage("trace.txt: " + message);
    }

    /** Nothing compared is not the same as nothing different. */
    @ParameterizedTest
    @ValueSource(strings = {"", HEADER, HEADER + "RUN seed=1 steps=0"})
    void aFileWithoutRunsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(text))
                .withMessageStartingWith("trace.txt: line ")
                .withMessageEndingWith(": the file ends without a run to compare");
    }

    @Test
    void badObservationsAreNamed() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), HEADER + RUN + START + STEP);
        assertThatObservations(RUN + "I 700", "line 3: place 700 not in [0, 699]");
        assertThatObservations(RUN + "I 5 5", "line 3: place 5 not in [6, 699]");
        assertThatObservations(RUN + "I\n1 5", "line 4: step 1 not in [0, 0]");
        assertThatObservations(RUN + "I\n0\n1", "line 5: no action is recorded for this step");
        assertThatObservations("RUN seed=1 steps=1", "line 2: run seed=1 is not among those with actions");
    }

    private void assertThatObservations(String lines, String message) throws IOException {
        final Path observations = folder.resolve("trace.obs.txt");
        Files.writeString(observations, HEADER + lines);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinAtarReplay.of(observations))
                .withMessage("trace.obs.txt: " + message);
    }

    private MinAtarReplay.Result replay(String text) throws IOException {
        final Path file = folder.resolve("trace.txt");
        Files.writeString(file, text);
        return MinAtarReplay.of(file);
    }
}
