// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {

    /** Written out by hand: 0x803 is 2051. */
    private static final byte[] TWO_IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, -1, -2, -3, 0, 0, 127
    };

    private static final byte[] THREE_LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imagesAreReadByteByByte(boolean compressed) throws IOException {
        final IdxFile.Images images = IdxFile.images(file(TWO_IMAGES, compressed));
        assertThat(images.count()).isEqualTo(2);
        assertThat(images.rows()).isEqualTo(2);
        assertThat(images.columns()).isEqualTo(3);
        assertThat(images.pixels()).containsExactly(1, 2, 3, 4, 5, 6, -1, -2, -3, 0, 0, 127);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void labelsAreReadByteByByte(boolean compressed) throws IOException {
        assertThat(IdxFile.labels(file(THREE_LABELS, compressed), 10)).containsExactly(7, 0, 9);
    }

    static List<Arguments> badImages() {
        return List.of(
                Arguments.of("ends within the magic number", new byte[0]),
                Arguments.of("ends within the magic number", Arrays.copyOf(TWO_IMAGES, 3)),
                Arguments.of("ends within the rows", Arrays.copyOf(TWO_IMAGES, 11)),
                Arguments.of("magic number 2049 is not the 2051 of images", THREE_LABELS),
                Arguments.of(
                        "magic number 4294967295 is not the 2051 of images", IdxBytes.of(new int[] {-1, 1, 1, 1}, 0)),
                Arguments.of("count of images 0 not in [1, 268435456]", IdxBytes.of(new int[] {2051, 0, 28, 28})),
                Arguments.of("columns 4294967295 not in [1, 268435456]", IdxBytes.of(new int[] {2051, 1, 28, -1}, 0)),
                // 2^16 * 2^16 * 2^16 would be 0 in 32 bits, and 2^22 * 2^21 * 2^21 in 64.
                Arguments.of(
                        "header declares more than 268435456 bytes",
                        IdxBytes.of(new int[] {2051, 1 << 16, 1 << 16, 1 << 16}, 0)),
                Arguments.of(
                        "header declares more than 268435456 bytes",
                        IdxBytes.of(new int[] {2051, 1 << 22, 1 << 21, 1 << 21}, 0)),
                // Header and bytes; what it cannot hold is seen before memory is taken.
                Arguments.of(
                        "header declares 200000000 bytes, the file holds 17 at most",
                        IdxBytes.of(new int[] {2051, 20_000, 100, 100}, 0)),
                Arguments.of("ends after 11 of the 12 bytes that its header declares", Arrays.copyOf(TWO_IMAGES, 27)),
                Arguments.of("goes on after the 12 bytes that its header declares", Arrays.copyOf(TWO_IMAGES, 29)));
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void badImagesAreRefused(String message, byte[] bytes) throws IOException {
        final Path plain = file(bytes, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.images(plain))
                .withMessage("file.idx: " + message);
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void badImagesAreRefusedInGzipToo(String message, byte[] bytes) throws IOException {
        final Path gzipped = file(bytes, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.images(gzipped))
                .withMessageStartingWith("file.idx: " + message.replaceAll("the file holds.*", ""));
    }

    /** A bomb: the stream goes on for 64 MB, which the reader does not follow. */
    @Test
    void whatExpandsBeyondItsHeaderIsNotReadOn() throws IOException {
        final Path bomb = file(Arrays.copyOf(TWO_IMAGES, 1 << 26), true);
        assertThat(Files.size(bomb)).isLessThan(1 << 17);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.images(bomb))
                .withMessage("file.idx: goes on after the 12 bytes that its header declares");
    }

    @Test
    void badLabelsAreRefused() throws IOException {
        final Path ten = file(IdxBytes.of(new int[] {2049, 3}, 0, 9, 10), false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.labels(ten, 10))
                .withMessage("file.idx: label 10 at place 2 not in [0, 9]");
        final Path unsigned = file(IdxBytes.of(new int[] {2049, 1}, 200), false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.labels(unsigned, 10))
                .withMessage("file.idx: label 200 at place 0 not in [0, 9]");
    }

    @Test
    void damagedCompressionIsRefused() throws IOException {
        final byte[] good = IdxBytes.gzip(TWO_IMAGES);
        for (int length = 2; length < good.length; length++) {
            final Path cut = write(Arrays.copyOf(good, length));
            assertThatIllegalArgumentException()
                    .as("cut to %d of %d bytes", length, good.length)
                    .isThrownBy(() -> IdxFile.images(cut))
                    .withMessage("file.idx: not readable: compressed data end too early");
        }
        final byte[] bad = good.clone();
        bad[good.length - 5] ^= 1;
        final Path flipped = write(bad);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.images(flipped))
                .withMessageStartingWith("file.idx: not readable: ");
    }

    @Test
    void missingFileIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdxFile.images(folder.resolve("none")))
                .withMessage("none: not readable: no such file");
    }

    private Path file(byte[] bytes, boolean compressed) throws IOException {
        return write(compressed ? IdxBytes.gzip(bytes) : bytes);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file.idx"), bytes);
    }
}
