// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of returns from the command line to its files. */
@Timeout(180)
class LearningCommandTest {

    private static final int ROWS = 20;

    @TempDir
    private Path folder;

    private static List<NamedCsvRecord> rows(Path table) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
            return reader.stream().toList();
        }
    }

    private static List<Path> runs(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out.resolve("store").resolve("runs"))) {
            return files.filter(file -> file.toString().endsWith(".run")).toList();
        }
    }

    @Test
    void smokeTrainsEveryRowOnceAndNamesItsFilesLast() throws IOException {
        final Object[] smoke = {"learning", "--preset", "smoke", "--out", folder, "--jobs", 2};
        final Called called = Called.with(smoke);
        assertThat(called.exitCode()).as(called.err()).isZero();
        final boolean fonts = !called.out().contains("curves.png is missing: ");
        final List<String> files = Stream.concat(
                        fonts ? Stream.of("curves.png") : Stream.of(),
                        Stream.of("curves.svg", "learning.md", "learning.csv", "curves.csv"))
                .map(name -> folder.resolve(name).toString())
                .toList();
        assertThat(called.outLines()).endsWith(files.toArray(String[]::new));
        assertThat(files).allMatch(file -> Files.exists(Path.of(file)));

        final List<NamedCsvRecord> table = rows(folder.resolve("learning.csv"));
        assertThat(table).hasSize(ROWS);
        assertThat(table)
                .allSatisfy(row -> assertThat(List.of("best_return", "fresh_return", "seconds"))
                        .allSatisfy(number -> assertThat(Double.parseDouble(row.getField(number)))
                                .isFinite()));
        // A student has its teacher's return beside its own: that of the task's row where there is one.
        assertThat(table)
                .filteredOn(row -> row.getField("agent").equals("cloning"))
                .hasSize(5)
                .allSatisfy(row -> assertThat(Double.parseDouble(row.getField("teacher_return")))
                        .isFinite());
        assertThat(field(table, "Acrobot-v1", "cloning", "teacher_return"))
                .isEqualTo(field(table, "Acrobot-v1", "PPO", "fresh_return"));
        // So teachers are no further runs.
        assertThat(runs(folder)).hasSize(ROWS);

        assertThat(rows(folder.resolve("curves.csv"))).hasSize(2 * ROWS);
        assertThat(Files.readAllLines(folder.resolve("learning.md")))
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| task"))
                .hasSize(ROWS)
                .anyMatch(line -> line.startsWith("| MinAtar/Asterix-v1 | DQN | 1 | 640 | ")
                        && line.endsWith(
                                "17 ¹ after 5 000 000 steps, **here under 1 % of them** (MinAtar's authors) |"));

        final byte[] first = Files.readAllBytes(folder.resolve("learning.csv"));
        assertThat(Called.with(smoke).exitCode()).isZero();
        assertThat(folder.resolve("learning.csv"))
                .as("from the store, times included")
                .hasBinaryContent(first);
    }

    private static String field(List<NamedCsvRecord> table, String task, String agent, String field) {
        return table.stream()
                .filter(row -> row.getField("task").equals(task)
                        && row.getField("agent").equals(agent))
                .map(row -> row.getField(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void mnistIsARowWhereItsFilesAre() throws IOException {
        writePictures(folder, "train", 60);
        writePictures(folder, "t10k", 20);
        final Path out = folder.resolve("out");
        final Path events = folder.resolve("events");
        final Called called = Called.with(
                "learning",
                "--preset",
                "smoke",
                "--mnist",
                folder,
                "--rows",
                "mnist-classifier",
                "--out",
                out,
                "--tensorboard",
                events);
        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(events.resolve("mnist-classifier/dense/seed-0/level-0")).isNotEmptyDirectory();
        assertThat(rows(out.resolve("learning.csv"))).singleElement().satisfies(row -> {
            assertThat(row.getField("task")).startsWith("MNIST-v0?data=");
            // White pictures look alike, and 2 of 20 show each digit.
            assertThat(row.getField("best_return")).isEqualTo("10");
        });
    }

    /** Writes white pictures, picture i of the digit i % 10, in MNIST's format. */
    static void writePictures(Path folder, String set, int count) throws IOException {
        final ByteBuffer pictures = ByteBuffer.allocate(16 + count * 28 * 28);
        pictures.putInt(0x803).putInt(count).putInt(28).putInt(28);
        final ByteBuffer labels = ByteBuffer.allocate(8 + count);
        labels.putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            labels.put((byte) (i % 10));
        }
        Files.write(folder.resolve(set + "-images-idx3-ubyte"), pictures.array());
        Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels.array());
    }

    static List<Arguments> badSettings() {
        return List.of(
                Arguments.of(
                        "--out OUT --rows pong-dqn", "row 'pong-dqn' unknown; known: cartpole-ppo, cartpole-dqn, "),
                Arguments.of("--out OUT --rows mnist-classifier", ", and with --mnist mnist-classifier"),
                Arguments.of("--out OUT --mnist OUT", "OUT: no such folder"),
                Arguments.of("--out OUT --steps-scale 0", "steps-scale 0.0 not in (0, infinity)"),
                Arguments.of("--out OUT --rows cartpole-ppo --steps-scale 0.001", "steps 80 not in [128, ...)"),
                Arguments.of("--out OUT --jobs 0", "jobs 0 not in [1, ...)"),
                Arguments.of("--out OUT --preset paper", "'--preset': expected one of [SMOKE, QUICK, FULL]"),
                Arguments.of("--out FILE", "FILE is not writable: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void aBadSettingGetsOneLineBeforeAnyWork(String line, String message) throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "in the way");
        final Path out = folder.resolve("out");
        final Called called = Called.with((Object[]) ("learning " + line)
                .replace("OUT", out.toString())
                .replace("FILE", file.toString())
                .split(" "));
        assertThat(called.errLines())
                .singleElement()
                .satisfies(only -> assertThat(only)
                        .startsWith("lottery: ")
                        .contains(message.replace("OUT", out.toString()).replace("FILE", file.toString())));
        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }
}
