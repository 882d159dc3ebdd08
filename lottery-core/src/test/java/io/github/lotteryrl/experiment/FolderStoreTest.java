// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FolderStoreTest {

    private static final Duration WALL_TIME = Duration.ofMillis(1_234);

    /** Of one seed: the dense run, which holds a snapshot, and two levels with all conditions. */
    private static final Map<RunKey, RunRecord> RECORDS = new LinkedHashMap<>();

    /** One dense run, to damage and to repeat. */
    private static final Experiment DENSE = SmallExperiments.tickets(Tasks.BANDIT, SmallExperiments.AGENT, 0, 3L);

    private static final RunKey DENSE_KEY = DENSE.ticketKey(3, 0);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws InterruptedException {
        final Experiment experiment = SmallExperiments.full(2, 0L);
        final RunStore memory = RunStore.inMemory();
        new LocalRunner(memory, 2, ExperimentListener.SILENT).run(List.of(experiment));
        experiment.keys().forEach(key -> RECORDS.put(key, memory.find(key).orElseThrow()));
    }

    @BeforeEach
    void listen() {
        final Logger logger = (Logger) LoggerFactory.getLogger(FolderStore.class);
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        final Logger logger = (Logger) LoggerFactory.getLogger(FolderStore.class);
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    private static FolderStore filled(Path folder, List<RunKey> order) {
        final FolderStore store = FolderStore.open(folder);
        order.forEach(key -> store.put(key, RECORDS.get(key), WALL_TIME));
        return store;
    }

    private static FolderStore trained(Path folder) throws InterruptedException {
        final FolderStore store = FolderStore.open(folder);
        new LocalRunner(store, 1, ExperimentListener.SILENT).run(List.of(DENSE));
        return store;
    }

    private static Path file(Path folder, RunKey key) {
        return folder.resolve("runs").resolve(key.hash().substring(0, 2)).resolve(key.hash() + ".run");
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void givesBackWhatWasPutInto() {
        final List<RunKey> keys = List.copyOf(RECORDS.keySet());
        final FolderStore store = FolderStore.open(folder);
        assertThat(store.find(keys.get(0))).isEmpty();
        filled(folder, keys);
        for (FolderStore opened : List.of(store, FolderStore.open(folder))) {
            RECORDS.forEach((key, record) -> {
                assertThat(opened.find(key)).contains(record);
                assertThat(opened.read(key.hash())).isEqualTo(record);
            });
            assertThat(opened.hashes())
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(
                            keys.stream().map(RunKey::hash).toList());
        }
        assertThat(RECORDS.values())
                .as("snapshot of the dense run alone")
                .filteredOn(record ->
                        ((RunRecord.Completed) record).result().snapshot().isPresent())
                .hasSize(1);
    }

    @Test
    void keepsEveryBitOfEveryNumber() {
        final ParameterLayout layout = DENSE.layout();
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            Arrays.fill(values[i], new float[] {-0f, Float.MIN_VALUE, -Float.MAX_VALUE, 0x1.fffffep-3f}[i % 4]);
        }
        final Parameters numbers = Parameters.of(layout, values);
        final Parameters drawn = InitScheme.torchDefault().initialise(layout, Seed.of(1));
        final RunRecord record = new RunRecord.Completed(
                DENSE_KEY.identity(),
                new TicketStart(Mask.dense(layout), numbers),
                77,
                new TrainingResult(
                        List.of(new Evaluation(1, -0.0, 1e-300), new Evaluation(Long.MAX_VALUE, 1.0 / 3, 5_000)),
                        drawn,
                        numbers,
                        List.of(Double.MIN_VALUE, -500.0),
                        Optional.of(drawn),
                        512));
        final FolderStore store = FolderStore.open(folder);
        store.put(DENSE_KEY, record, WALL_TIME);
        assertThat(store.find(DENSE_KEY)).contains(record);
    }

    @Test
    void keepsFailures() {
        final RunRecord failed = new RunRecord.Failed(DENSE_KEY.identity(), "diverged: größer als \u221e");
        final FolderStore store = FolderStore.open(folder);
        store.put(DENSE_KEY, failed, WALL_TIME);
        assertThat(store.find(DENSE_KEY)).contains(failed);
    }

    @Test
    void equalRecordsGiveEqualBytesAndProvenanceStandsBeside(@TempDir Path other) throws IOException {
        final RunKey key = RECORDS.keySet().iterator().next();
        filled(folder, List.of(key));
        FolderStore.open(other).put(key, RECORDS.get(key), Duration.ofDays(1));
        assertThat(file(other, key)).hasSameBinaryContentAs(file(folder, key));

        final JsonNode provenance = new ObjectMapper()
                .readTree(file(folder, key)
                        .resolveSibling(key.hash() + ".provenance.json")
                        .toFile());
        assertThat(provenance.get("run").asText()).isEqualTo("dense seed 0 level 0");
        assertThat(provenance.get("wallSeconds").asText()).isEqualTo("1.234");
        assertThat(provenance.get("settings").toString()).contains("environment: Bandit@1", "seed: 0", "rewind: 128");
        assertThat(provenance.fieldNames()).toIterable().contains("version", "java", "kernels", "system", "finished");
    }

    @Test
    void hashCoversTheResultsAndNothingElse(@TempDir Path other) throws IOException {
        final List<RunKey> keys = new ArrayList<>(RECORDS.keySet());
        final String hash = filled(folder, keys).hash();
        assertThat(hash).matches("[0-9a-f]{64}");
        Collections.reverse(keys);
        final FolderStore reversed = filled(other, keys);
        assertThat(reversed.hash()).as("another order of writing").isEqualTo(hash);

        final Path run = file(other, keys.get(0));
        Files.writeString(run.resolveSibling(keys.get(0).hash() + ".provenance.json"), "{}");
        Files.writeString(run.resolveSibling("notes.run"), "not ours");
        Files.writeString(other.resolve("runs").resolve("README"), "not ours");
        assertThat(reversed.hash()).isEqualTo(hash);
        assertThat(reversed.hashes()).hasSize(RECORDS.size());

        final byte[] bytes = Files.readAllBytes(run);
        bytes[bytes.length / 2] ^= 1;
        Files.write(run, bytes);
        assertThat(reversed.hash()).as("a changed bit").isNotEqualTo(hash);
        Files.delete(run);
        assertThat(reversed.hash()).as("a missing run").isNotEqualTo(hash);
    }

    @Test
    void aFlippedBitAnywhereIsFoundNamedAndSetAside() throws IOException, InterruptedException {
        final FolderStore store = trained(folder);
        final String hash = store.hash();
        final Path file = file(folder, DENSE_KEY);
        final byte[] whole = Files.readAllBytes(file);
        // Every byte of magic and first length, every byte of the checksum, and a sample of what lies between.
        final int[] positions = IntStream.range(0, whole.length)
                .filter(i -> i < 22 || i % 37 == 0 || i >= whole.length - 32)
                .toArray();
        int setAside = 0;
        for (int position : positions) {
            final byte[] flipped = whole.clone();
            flipped[position] ^= (byte) (1 << position % 8);
            Files.write(file, flipped);
            log.list.clear();

            assertThat(store.find(DENSE_KEY)).as("byte %d", position).isEmpty();
            assertThat(file).doesNotExist();
            assertThat(filesIn(folder.resolve("set-aside"))).hasSize(++setAside);
            assertThat(log.list).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.WARN);
                assertThat(event.getFormattedMessage())
                        .startsWith(file + " ")
                        .contains("set aside as " + folder.resolve("set-aside"), "its run is repeated")
                        .doesNotContain("\n");
            });
            final Path kept = Path.of(log.list.get(0).getFormattedMessage().replaceAll(".*set aside as (.*),.*", "$1"));
            assertThat(kept).hasBinaryContent(flipped);

            if (position % 37 == 0 || position == whole.length - 1) {
                trained(folder);
            } else {
                Files.write(file, whole);
            }
            assertThat(file).hasBinaryContent(whole);
        }
        assertThat(store.hash()).isEqualTo(hash);
    }

    @Test
    void aStoreToReadFromIsLeftAsItIs() throws IOException, InterruptedException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FolderStore.reading(folder))
                .withMessage(folder + " is no store: it has no folder 'runs'");
        final String hash = trained(folder).hash();
        Files.delete(folder.resolve("temporary"));
        final FolderStore store = FolderStore.reading(folder);
        assertThat(store.hash()).isEqualTo(hash);
        final RunRecord run = store.find(DENSE_KEY).orElseThrow();
        assertThat(store.provenance(DENSE_KEY.hash())).isRegularFile();
        Files.writeString(file(folder, DENSE_KEY), "damaged");
        final List<Path> before = filesIn(folder);
        assertThat(store.find(DENSE_KEY)).isEmpty();
        assertThatThrownBy(() -> store.put(DENSE_KEY, run, WALL_TIME))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> store.checkpoint(DENSE_KEY)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(filesIn(folder)).isEqualTo(before);
        assertThat(folder.resolve("temporary")).doesNotExist();
    }

    @Test
    void aFileOfAnotherLengthIsFound() throws IOException, InterruptedException {
        final FolderStore store = trained(folder);
        final Path file = file(folder, DENSE_KEY);
        final byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length + 40; length += length < 60 ? 1 : 41) {
            if (length != whole.length) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> store.read(DENSE_KEY.hash())).isInstanceOf(CorruptFileException.class);
                assertThat(store.find(DENSE_KEY)).as("%d bytes", length).isEmpty();
                assertThat(file).doesNotExist();
            }
        }
    }

    @Test
    void aRecordOfAnotherRunIsSetAside() throws IOException {
        final List<RunKey> keys = List.copyOf(RECORDS.keySet());
        final FolderStore store = filled(folder, keys);
        final RunKey wrong = keys.get(1);
        Files.write(file(folder, wrong), Files.readAllBytes(file(folder, keys.get(2))));
        assertThatThrownBy(() -> store.read(wrong.hash()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessage("holds another run");
        assertThat(store.find(wrong)).isEmpty();
        assertThat(filesIn(folder.resolve("set-aside"))).hasSize(1);
        assertThat(store.find(keys.get(2))).contains(RECORDS.get(keys.get(2)));
    }

    /** Root writes into any folder; nobody writes into a folder that is a file. */
    @ParameterizedTest
    @ValueSource(strings = {"store", "store/runs", "store/temporary"})
    void whatCannotBeWrittenIsRefusedInOneLine(String obstacle) throws IOException {
        final Path file = folder.resolve(obstacle);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "in the way");
        final Path store = folder.resolve("store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FolderStore.open(store))
                .withMessageStartingWith("store " + store + " is not writable: ")
                .withMessageNotContaining("\n");
    }

    @Test
    void whatAKilledWriterLeftIsIgnoredAndLaterDeleted() throws IOException, InterruptedException {
        final FolderStore store = trained(folder);
        final String hash = store.hash();
        final byte[] whole = Files.readAllBytes(file(folder, DENSE_KEY));
        final Path left = folder.resolve("temporary").resolve(DENSE_KEY.hash() + ".run.left");
        final Path old = folder.resolve("temporary").resolve(DENSE_KEY.hash() + ".run.old");
        Files.write(left, Arrays.copyOf(whole, 100));
        Files.write(old, "x".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        final FolderStore again = FolderStore.open(folder);
        assertThat(again.hash()).isEqualTo(hash);
        assertThat(again.hashes()).containsExactly(DENSE_KEY.hash());
        assertThat(again.find(DENSE_KEY)).isPresent();
        assertThat(left).as("perhaps still being written").exists();
        assertThat(old).doesNotExist();
        assertThat(filesIn(folder.resolve("set-aside"))).isEmpty();
    }

    /** A process that was slower than another on the same run may save once more, and be killed then. */
    @Test
    void checkpointsOfFinishedRunsAreDeletedOnOpening() throws IOException, InterruptedException {
        final FolderStore store = trained(folder);
        final RunKey unfinished = RECORDS.keySet().iterator().next();
        for (RunKey key : List.of(DENSE_KEY, unfinished)) {
            store.checkpoint(key).save(out -> out.write(1));
        }
        final Path checkpoints = folder.resolve("checkpoints");
        final Path foreign = Files.writeString(checkpoints.resolve("notes.state"), "not ours");
        FolderStore.open(folder);
        assertThat(filesIn(checkpoints))
                .containsExactlyInAnyOrder(checkpoints.resolve(unfinished.hash() + ".state"), foreign);
    }

    /** As on a full disk: the place of the result is taken by a file. */
    @Test
    void aWriteThatFailsLeavesNothingBehind() throws IOException {
        final FolderStore store = FolderStore.open(folder);
        final RunKey key = RECORDS.keySet().iterator().next();
        Files.writeString(file(folder, key).getParent(), "in the way");
        assertThatThrownBy(() -> store.put(key, RECORDS.get(key), WALL_TIME))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write ");
        assertThat(filesIn(folder.resolve("temporary"))).isEmpty();
    }
}
