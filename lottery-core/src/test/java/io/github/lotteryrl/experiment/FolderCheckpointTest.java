// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FolderCheckpointTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(FolderCheckpoint.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

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
    void oneThatFailsLeavesTheOneBeforeAndTheNextIsWritten() throws IOException {
        final FolderCheckpoint checkpoint = checkpoint("a run");
        save(checkpoint, "state");
        checkpoint.save(out -> {
            out.write(new byte[100_000]);
            throw new IOException("no space left");
        });
        checkpoint.save(out -> {
            throw new UncheckedIOException(new IOException("no space left"));
        });
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("cannot write " + folder.resolve("run.state"))
                    .endsWith(": IOException: no space left");
        });
        assertThat(read(checkpoint)).isEqualTo("state");
        save(checkpoint, "a later state");
        assertThat(read(checkpoint)).isEqualTo("a later state");
        assertThatExceptionOfType(IllegalStateException.class)
                .as("a defect is none of the disk's")
                .isThrownBy(() -> checkpoint.save(out -> {
                    throw new IllegalStateException();
                }));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    /** Temporary files have no place here, as on a full disk. */
    @Test
    void anInterruptIsOneAlsoWhenNothingCanBeWritten() {
        final Experiment experiment = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 0L);
        final RunTask task = new RunTask(
                experiment.ticketKey(0, 0),
                experiment.environment(),
                experiment.agent(),
                experiment.pruning().dense(experiment.layout(), Seed.of(0)).start(),
                0,
                OptionalLong.empty(),
                Optional.empty());
        final FolderCheckpoint full = new FolderCheckpoint(
                folder.resolve("run.state"), folder.resolve("missing"), "a run", Duration.ofDays(1));
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> task.train(full, new TrainingListener() {
                    @Override
                    public void stepped(long steps) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(log.list).hasSize(1);
    }

    @Test
    void itIsDueAfterTheInterval() {
        assertThat(checkpoint("a run").isDue()).isTrue();
        assertThat(new FolderCheckpoint(folder.resolve("run.state"), folder, "a run", Duration.ofDays(1)).isDue())
                .isFalse();
    }
}
