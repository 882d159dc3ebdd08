// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckpointTest {

    @TempDir
    private Path folder;

    private FolderCheckpoint checkpoint(String identity) {
        return new FolderCheckpoint(folder.resolve("run.state"), folder, identity, Duration.ZERO);
    }

    private static void save(FolderCheckpoint checkpoint, String text) {
        checkpoint.save(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(FolderCheckpoint checkpoint) throws IOException {
        try (InputStream in = checkpoint.open().orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theLastOneSavedComesBackWhole() throws IOException {
        assertThat(checkpoint("a run").open()).isEmpty();
        save(checkpoint("a run"), "a longer first one");
        save(checkpoint("a run"), "the second");
        assertThat(read(checkpoint("a run"))).isEqualTo("the second");
    }

    @Test
    void aRunOfOtherSettingsBeginsAnew() {
        save(checkpoint("a run"), "state");
        assertThat(checkpoint("another run").open()).isEmpty();
    }

    /** Every byte changed, and every length cut. */
    @Test
    void aDamagedOneIsLeftOutOfAccount() throws IOException {
        save(checkpoint("a run"), "state");
        final Path file = folder.resolve("run.state");
        final byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            final byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThat(checkpoint("a run").open()).isEmpty();
            Files.write(file, Arrays.copyOf(whole, i));
            assertThat(checkpoint("a run").open()).isEmpty();
        }
    }

    @Test
    void oneThatFailsLeavesTheOneBefore() throws IOException {
        save(checkpoint("a run"), "state");
        assertThatThrownBy(() -> checkpoint("a run").save(out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("no space left");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("run.state");
        assertThatThrownBy(() -> checkpoint("a run").save(out -> {
                    throw new UncheckedIOException(new IOException("no space left"));
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("run.state");
        assertThat(read(checkpoint("a run"))).isEqualTo("state");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void itIsDueAfterTheInterval() {
        assertThat(checkpoint("a run").isDue()).isTrue();
        assertThat(new FolderCheckpoint(folder.resolve("run.state"), folder, "a run", Duration.ofDays(1)).isDue())
                .isFalse();
    }
}
