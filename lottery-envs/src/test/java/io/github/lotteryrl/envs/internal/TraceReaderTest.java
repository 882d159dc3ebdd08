// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {

    @TempDir
    Path folder;

    private static TraceReader read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TraceReader read(byte[] bytes) throws IOException {
        return TraceReader.of("file", new ByteArrayInputStream(bytes));
    }

    private static byte[] compress(String text) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsHeaderRunsAndWords() throws IOException {
        final String text = "# game=pong; p=0.1\n# more=2\n\nRUN seed=3 steps=4\r\n# later=1\n\r\n-7 0a1b2c3d -\n";
        for (byte[] bytes : new byte[][] {text.getBytes(StandardCharsets.UTF_8), compress(text)}) {
            try (TraceReader trace = read(bytes)) {
                assertThat(trace.title()).isEqualTo("game=pong; p=0.1");
                assertThat(trace.next()).isTrue();
                assertThat(trace.header("game")).isEqualTo("pong");
                assertThat(trace.header("p")).isEqualTo("0.1");
                assertThat(trace.header("more")).isEqualTo("2");
                assertThat(trace.line()).isEqualTo(4);
                assertThat(trace.is("RUN")).isTrue();
                assertThat(trace.setting("seed", 0, 9)).isEqualTo(3);
                assertThat(trace.setting("steps", 0, 9)).isEqualTo(4);
                assertThat(trace.settings()).isEqualTo("seed=3 steps=4");
                assertThat(trace.next()).isTrue();
                assertThat(trace.number(0, "x", -7, 7)).isEqualTo(-7);
                assertThat(trace.bits(1, "y")).isEqualTo(0x0a1b2c3d);
                assertThat(trace.word(2)).isEqualTo("-");
                assertThat(trace.word(3)).isEmpty();
                assertThat(trace.words()).isEqualTo(3);
                assertThat(trace.next()).isFalse();
                assertThat(trace.words()).isZero();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> trace.header("later"))
                        .withMessage("file: no later= in the header");
            }
        }
    }

    @Test
    void emptyFilesHaveNoLines() throws IOException {
        assertThat(read("").next()).isFalse();
        assertThat(read("# only=a comment").next()).isFalse();
    }

    /** As C prints them with {@code %.17g}. */
    @Test
    void readsNumbers() throws IOException {
        final TraceReader trace = read(
                "-1 0.10000000000000001 4.9406564584124654e-324 -1E+22 nan inf 1e400 .5 1f 1\r2 " + "1".repeat(31));
        trace.next();
        assertThat(IntStream.range(0, 4).mapToDouble(i -> trace.decimal(i, "x")))
                .containsExactly(-1.0, 0.1, Double.MIN_VALUE, -1e22);
        for (int i = 4; i <= 11; i++) {
            final int index = i;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trace.decimal(index, "x"))
                    .withMessage(
                            "file: line 1: x '" + TraceReader.quote(trace.word(index)) + "' is not a finite number");
        }
    }

    @Test
    void badWordsAreNamed() throws IOException {
        final TraceReader trace = read("1 x 99999999999999999999 123 \u001b[31m" + "a".repeat(1_000));
        trace.next();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.number(0, "action", 2, 5))
                .withMessage("file: line 1: action 1 not in [2, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.number(1, "action", 0, 5))
                .withMessage("file: line 1: action 'x' is not an integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.number(2, "action", 0, 5))
                .withMessageContaining("is not an integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.bits(3, "checksum"))
                .withMessage("file: line 1: checksum '123' is not eight hexadecimal digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.number(4, "action", 0, 5))
                .withMessage("file: line 1: action '?[31m" + "a".repeat(35) + "...' is not an integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.number(5, "action", 0, 5))
                .withMessage("file: line 1: action '' is not an integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.setting("seed", 0, 5))
                .withMessage("file: line 1: no seed=");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.requireWords(6))
                .withMessage("file: line 1: 5 words, not 6");
    }

    /** A small compressed file may hold one line of any length. */
    @Test
    void longLinesAreRefused() throws IOException {
        final TraceReader trace = read(compress("1 2\n" + "1".repeat(10_000_000)));
        assertThat(trace.next()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(trace::next)
                .withMessage("file: line 2: longer than 65536 characters");
    }

    @Test
    void longHeadersAreRefused() throws IOException {
        final StringBuilder text = new StringBuilder("#");
        for (int i = 0; i <= 64; i++) {
            text.append(" a").append(i).append("=1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(read(text.toString())::next)
                .withMessage("file: line 1: more than 64 settings in the header");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        final byte[] bytes = compress("RUN seed=1 steps=1\n".repeat(10));
        final TraceReader shortened = read(Arrays.copyOf(bytes, bytes.length - 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    while (shortened.next()) {
                        assertThat(shortened.is("RUN")).isTrue();
                    }
                })
                .withMessageStartingWith("file: line ")
                .withMessageContaining("not readable");
        final Path damaged = folder.resolve("damaged.gz");
        Files.write(damaged, new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceReader.open(damaged))
                .withMessageStartingWith(damaged + ": not readable: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TraceReader.open(folder.resolve("absent.gz")))
                .withMessage(folder.resolve("absent.gz") + ": not readable: no such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    try (TraceReader directory = TraceReader.open(folder)) {
                        directory.next();
                    }
                })
                .withMessageContaining("not readable");
    }
}
