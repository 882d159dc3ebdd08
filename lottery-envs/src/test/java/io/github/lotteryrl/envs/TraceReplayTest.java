// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lotteryrl.envs.traces.ReplayResult;
import io.github.lotteryrl.envs.traces.TraceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReplayTest {

    private static final String KNOWN = "known: cartpole, acrobot, MinAtar, predecessor of MazeGrid, pybullet-gym";
    private static final String RUN = """
            RUN seed=0 kind=none steps=1
            I 0 0 0 0
            1 1 0 0 0.19512195121951223 0 -0.29268292682926833
            """;

    @TempDir
    private Path folder;

    static List<Path> traces() {
        return Stream.of("classic", "minatar", "gridmaze", "pybullet")
                .flatMap(kind -> Traces.in(kind).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void ourEnvironmentsAreTheOriginals(Path trace) {
        final ReplayResult result = TraceReplay.of(trace);
        assertThat(result.firstMismatch()).isEmpty();
        assertThat(result.mismatches()).isZero();
        assertThat(result.steps()).isPositive();
    }

    /** Counted with zcat *.gz | grep -c '^[0-9A]'. */
    @ParameterizedTest
    @CsvSource({"classic, 2, 7907", "minatar, 46, 471500", "gridmaze, 1, 12000", "pybullet, 4, 8000"})
    void tracesAreAllThere(String kind, int files, long steps) {
        assertThat(Traces.in(kind)).hasSize(files);
        assertThat(Traces.in(kind).stream()
                        .mapToLong(trace -> TraceReplay.of(trace).steps())
                        .sum())
                .isEqualTo(steps);
    }

    /** One step from rest, worked out by hand: h = 10 / 1.1, angular acceleration -600 / 41, acceleration 400 / 41. */
    @ParameterizedTest
    @ValueSource(
            strings = {"# cartpole golden trace", "#CartPole-v1", "# A game of Cart-Pole", "# cartpole\n# more=1\n\n"})
    void theTitleSaysWhichKindItIs(String title) throws IOException {
        assertThat(TraceReplay.of(write(title + '\n' + RUN))).isEqualTo(new ReplayResult(1, 0, Optional.empty()));
    }

    /** The first bytes say whether a file is compressed, and its name says nothing. */
    @Test
    void compressionIsOptional() throws IOException {
        final Path compressed = Traces.path("classic/cartpole.txt.gz");
        final Path renamed = Files.copy(compressed, folder.resolve("renamed"));
        final Path plain = folder.resolve("plain.gz");
        try (GZIPInputStream text = new GZIPInputStream(Files.newInputStream(compressed))) {
            Files.write(plain, text.readAllBytes());
        }
        assertThat(List.of(TraceReplay.of(renamed), TraceReplay.of(plain)))
                .containsOnly(new ReplayResult(2_665, 0, Optional.empty()));
    }

    @Test
    void unknownKindsAreNamed() throws IOException {
        assertThatMessageOf(write("# numpy 1.24.2\u001b[31m; see README\n" + RUN))
                .isEqualTo("traces of 'numpy 1.24.2?[31m; see README' are not known; " + KNOWN);
        final String nothing = "does not begin with a comment that names what was recorded; " + KNOWN;
        assertThatMessageOf(write(RUN + "# cartpole")).isEqualTo(nothing);
        assertThatMessageOf(write("\n")).isEqualTo(nothing);
        assertThatMessageOf(write("")).isEqualTo("the file is empty");
        assertThatMessageOf(write("# cartpole")).isEqualTo("line 1: the file ends without a run to compare");
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        assertThatMessageOf(folder.resolve("absent.gz")).isEqualTo("not readable: no such file");
        assertThatMessageOf(folder).startsWith("not readable: ");
        final byte[] bytes = Files.readAllBytes(Traces.path("classic/cartpole.txt.gz"));
        final Path file = folder.resolve("trace");
        Files.write(file, Arrays.copyOf(bytes, 5));
        assertThatMessageOf(file).isEqualTo("not readable: cut off");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatMessageOf(file).matches("line \\d+: not readable: cut off");
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
        assertThatMessageOf(file).startsWith("line ");
    }

    /** Thousands of times as large as the file: a comment that never ends, and comments that never end. */
    @ParameterizedTest
    @CsvSource({"'0', longer than 65536 characters", "'0\n# ', the file ends without a run to compare"})
    void bombsAreReadLineByLine(String text, String message) throws IOException {
        final Path file = folder.resolve("bomb");
        final byte[] block = text.repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write("# cartpole\n# ".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 40; i++) {
                gzip.write(block);
            }
        }
        assertThatMessageOf(file).startsWith("line ").endsWith(message);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.txt"), text);
    }

    private static AbstractStringAssert<?> assertThatMessageOf(Path file) {
        final String[] message = {""};
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> TraceReplay.of(file))
                .satisfies(failure -> message[0] = String.valueOf(failure.getMessage()));
        assertThat(message[0]).startsWith(file + ": ").doesNotContain("\n");
        return assertThat(message[0].substring(file.toString().length() + 2));
    }
}
