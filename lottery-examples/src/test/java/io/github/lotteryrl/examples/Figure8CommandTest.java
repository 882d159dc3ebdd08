// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figure 8 from the command line to its files, killed and damaged on the way. */
@Timeout(180)
class Figure8CommandTest {

    private static final List<String> TABLES = List.of("figure8.csv", "figure8-inputs.csv", "figure8-learning.csv");

    @TempDir
    private static Path folder;

    /** The smallest one: one seed, pruned once. */
    private static List<Object> small(Path out, Object... more) {
        final List<Object> arguments =
                new ArrayList<>(List.of("figure", 8, "--preset", "smoke", "--seeds", 1, "--levels", 1, "--out", out));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static Called make(Path out, Object... more) {
        final Called called = Called.with(small(out, more).toArray());
        assertThat(called.exitCode()).as(called.err()).isZero();
        return called;
    }

    private static Path reference() {
        final Path reference = folder.resolve("reference");
        if (!Files.exists(reference)) {
            make(reference, "--jobs", 2);
        }
        return reference;
    }

    private static void assertSameResults(Path made) {
        for (String table : TABLES) {
            assertThat(made.resolve(table)).hasSameBinaryContentAs(reference().resolve(table));
        }
        assertThat(made.resolve("figure8.svg"))
                .hasSameBinaryContentAs(reference().resolve("figure8.svg"));
        assertThat(Called.hashOf(made.resolve("store")))
                .matches("[0-9a-f]{64}")
                .isEqualTo(Called.hashOf(reference().resolve("store")));
    }

    private static List<Path> runs(Path out) throws IOException {
        final Path runs = out.resolve("store").resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(file -> file.toString().endsWith(".run")).toList();
        }
    }

    private static List<NamedCsvRecord> rows(Path table) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
            return reader.stream().toList();
        }
    }

    @Test
    void smokeGivesEveryFileAndNamesThemLast() throws IOException {
        final Path out = folder.resolve("smoke");
        final Path events = folder.resolve("events");
        final Called called =
                Called.with("figure", 8, "--preset", "smoke", "--out", out, "--jobs", 2, "--tensorboard", events);
        assertThat(called.err()).isEmpty();
        assertThat(called.exitCode()).isZero();
        try (Stream<Path> files = Files.walk(events)) {
            assertThat(files.filter(Files::isRegularFile)).hasSameSizeAs(runs(out));
        }
        final boolean fonts = !called.out().contains("figure8.png is missing: ");
        final List<String> files = Stream.of(
                        fonts ? Stream.of("figure8.png") : Stream.<String>empty(),
                        Stream.of("figure8.svg"),
                        TABLES.stream(),
                        Stream.of("figure.json"))
                .flatMap(names -> names)
                .map(name -> out.resolve(name).toString())
                .toList();
        assertThat(called.outLines()).endsWith(files.toArray(String[]::new));
        assertThat(called.outLines())
                .anyMatch(line -> line.startsWith("Cart-Pole keeps "))
                .anyMatch(line -> line.startsWith("Acrobot keeps "));
        assertThat(files).allMatch(file -> Files.exists(Path.of(file)));

        checkRuns(rows(out.resolve("figure8.csv")));
        // A row for each input of each ticket; two evaluations of two seeds on all and on the surviving inputs.
        assertThat(rows(out.resolve("figure8-inputs.csv"))).hasSize(18 * 4 + 18 * 6);
        assertThat(rows(out.resolve("figure8-learning.csv"))).hasSize(2 * 2 * 2 * 2);

        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("preset").asText()).isEqualTo("smoke");
        assertThat(summary.get("seeds")).hasToString("[0,1]");
        assertThat(summary.get("levels").asInt()).isEqualTo(2);
        assertThat(summary.get("failedRuns").asInt()).isZero();

        Assumptions.assumeTrue(fonts, "this machine draws no text");
        checkPicture(out.resolve("figure8.png"), Files.readString(out.resolve("figure8.svg")));
    }

    /** Two tasks, three initialisations, two seeds, three levels. */
    private static void checkRuns(List<NamedCsvRecord> rows) {
        assertThat(rows).hasSize(36);
        assertThat(rows.stream().map(row -> row.getFields().subList(0, 4)).distinct())
                .hasSize(36);
        for (NamedCsvRecord row : rows) {
            assertThat(row.getField("task")).isIn("Cart-Pole", "Acrobot");
            final double remaining = Double.parseDouble(row.getField("remaining"));
            assertThat(remaining).isBetween(0.99 * Math.pow(0.8, level(row)), 1.01 * Math.pow(0.8, level(row)));
            assertThat(Double.parseDouble(row.getField("fresh_return"))).isBetween(-200.0, 200.0);
        }
    }

    private static int level(NamedCsvRecord row) {
        return Integer.parseInt(row.getField("level"));
    }

    /** The PNG is the SVG at twice its size, mostly paper, and has ink in every ninth of it. */
    private static void checkPicture(Path png, String svg) throws IOException {
        final Matcher size =
                Pattern.compile("<svg[^>]* width=\"(\\d+)\" height=\"(\\d+)\"").matcher(svg);
        assertThat(size.find()).isTrue();
        final BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth())
                .isEqualTo(2 * Integer.parseInt(size.group(1)))
                .isEqualTo(2_000);
        assertThat(image.getHeight())
                .isEqualTo(2 * Integer.parseInt(size.group(2)))
                .isBetween(1_000, 3_000);
        final int width = image.getWidth() / 3;
        final int height = image.getHeight() / 3;
        for (int part = 0; part < 9; part++) {
            final int[] pixels = image.getRGB(part % 3 * width, part / 3 * height, width, height, null, 0, width);
            final double ink =
                    (double) IntStream.of(pixels).filter(pixel -> pixel != -1).count() / pixels.length;
            assertThat(ink).as("ink in part %d", part).isBetween(0.01, 0.6);
            assertThat(IntStream.of(pixels).distinct().count())
                    .as("colours in part %d", part)
                    .isGreaterThan(20);
        }
    }

    @Test
    void neitherJobsNorLocaleChangeAByte() {
        final Path out = folder.resolve("jobs 1");
        final Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            final Called called = make(out, "--jobs", 1, "--resume");
            assertThat(called.errLines())
                    .containsExactly(
                            "lottery: nothing to resume in " + out.resolve("store") + ", starting from the beginning");
        } finally {
            Locale.setDefault(locale);
        }
        assertSameResults(out);
    }

    /** Until some runs are done, then SIGKILL. A process that was too quick for us is thrown away, and another started. */
    private static Path killed() throws IOException, InterruptedException {
        final int all = runs(reference()).size();
        for (int attempt = 0; ; attempt++) {
            final Path out = folder.resolve("killed " + attempt);
            final ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), Lottery.class.getName());
            small(out, "--jobs", 2).forEach(argument -> builder.command().add(argument.toString()));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            final Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output " + attempt).toFile())
                    .start();
            try {
                while (runs(out).size() < 3) {
                    assertThat(process.isAlive() || !runs(out).isEmpty())
                            .as(Files.readString(folder.resolve("output " + attempt)))
                            .isTrue();
                    process.waitFor(5, TimeUnit.MILLISECONDS);
                }
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            if (runs(out).size() < all) {
                return out;
            }
        }
    }

    @Test
    void afterAKillResumeEndsWithTheSameBytes() throws IOException, InterruptedException {
        final Path out = killed();
        assertThat(out.resolve("figure8.csv")).doesNotExist();
        assertThat(make(out, "--resume", "--jobs", 2).err()).isEmpty();
        assertSameResults(out);
    }

    @Test
    void aDamagedRunIsNamedAndRepeated() throws IOException {
        final Path out = folder.resolve("damaged");
        make(out, "--jobs", 2);
        final Path run = runs(out).get(0);
        final byte[] bytes = Files.readAllBytes(run);
        bytes[bytes.length / 3] ^= 1;
        Files.write(run, bytes);
        Files.delete(out.resolve("figure8.csv"));
        assertThat(Called.hashOf(out.resolve("store")))
                .isNotEqualTo(Called.hashOf(reference().resolve("store")));

        assertThat(make(out, "--jobs", 2).errLines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(run + " checksum does not match: set aside as ", "its run is repeated"));
        assertSameResults(out);
        try (Stream<Path> setAside = Files.list(out.resolve("store").resolve("set-aside"))) {
            assertThat(setAside)
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasBinaryContent(bytes));
        }
    }
}
