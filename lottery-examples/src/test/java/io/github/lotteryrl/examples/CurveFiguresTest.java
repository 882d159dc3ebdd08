// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.Retention;
import io.github.lotteryrl.stats.ReturnCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of ticket curves, with the smoke preset, from the command line to its files. */
@Timeout(180)
class CurveFiguresTest {

    @TempDir
    private static Path folder;

    private static Path make(Object... more) {
        final Path out = folder.resolve("figure-" + more[0]);
        final Called called = Called.with(
                "figure", more[0], "--preset", "smoke", "--out", out, "--store", folder.resolve("store"), "--jobs", 2);
        assertThat(called.exitCode()).as(called.err()).isZero();
        return out;
    }

    private static List<NamedCsvRecord> rows(Path table) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
            return reader.stream().toList();
        }
    }

    /** Returns a picture in which every text had room. */
    private static String uncut(Path svg) throws IOException {
        final String text = Files.readString(svg);
        assertThat(text).doesNotContain("\u2026");
        return text;
    }

    /** Rows are studies x conditions x seeds x (levels + 1), added over tasks. Panels are those of the paper that cannot be made. */
    @ParameterizedTest
    @CsvSource({
        // Cart-Pole and Acrobot: two seeds, two levels. Any other task: one of each.
        "2, 18, 76, 0",
        "3, 6, 80, 0",
        "4, 5, 40, 1",
        "9, 8, 64, 0",
        "10, 8, 64, 0",
        "13, 2, 16, 0",
        "15, 4, 32, 0",
    })
    void everyRunOfEveryPanelIsInTheTable(int number, int studies, int runs, int missing) throws IOException {
        final Path out = make(number);
        final List<NamedCsvRecord> rows = rows(out.resolve("figure" + number + ".csv"));
        assertThat(rows).hasSize(runs);
        final Set<List<String>> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.getFields().subList(0, 7)));
        assertThat(keys).hasSameSizeAs(rows);

        final String svg = uncut(out.resolve("figure" + number + ".svg"));
        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("figure").asInt()).isEqualTo(number);
        assertThat(summary.get("failedRuns").asInt()).isZero();
        assertThat(summary.get("studies")).hasSize(studies);
        assertThat(summary.get("missingPanels")).hasSize(missing);
        for (JsonNode panel : summary.get("missingPanels")) {
            assertThat(svg).contains(panel.asText().replaceFirst(": .*", ""));
        }
        for (String task :
                rows.stream().map(row -> row.getField("task")).collect(Collectors.toCollection(TreeSet::new))) {
            assertThat(svg).contains(task);
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 15", "14, 7"})
    void figuresOfManyNetworksAndVariants(int number, int studies) throws IOException {
        final Path out = make(number);
        assertThat(uncut(out.resolve("figure" + number + ".svg"))).contains("GridMaze");
        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("studies")).hasSize(studies);
        assertThat(summary.get("failedRuns").asInt()).isZero();
        assertThat(rows(out.resolve("figure" + number + ".csv")).stream()
                        .map(row -> row.getFields().subList(0, 4))
                        .distinct())
                .hasSize(studies);
    }

    @Test
    void sizesAreDrawnOverTheNumberOfWeights() throws IOException {
        final List<NamedCsvRecord> rows = rows(make(12).resolve("figure12.csv"));
        assertThat(rows.stream()
                        .filter(row -> row.getField("task").equals("Cart-Pole")
                                && row.getField("level").equals("0"))
                        .map(row -> row.getField("network") + " " + row.getField("weights"))
                        .distinct())
                // Inputs x units + units x units + units x actions.
                .containsExactly(
                        "64,64 " + (4 * 64 + 64 * 64 + 64 * 2),
                        "128,128 " + (4 * 128 + 128 * 128 + 128 * 2),
                        "256,256 " + (4 * 256 + 256 * 256 + 256 * 2));
    }

    @Test
    void figuresShareTheirRuns() {
        final Path out = folder.resolve("shared");
        assertThat(Called.with("figure", 3, "--preset", "smoke", "--out", out).exitCode())
                .isZero();
        final String hash = Called.hashOf(out.resolve("store"));
        assertThat(Called.with("figure", 3, 3, "--preset", "smoke", "--out", out)
                        .exitCode())
                .isZero();
        assertThat(Called.hashOf(out.resolve("store"))).isEqualTo(hash);
        assertThat(out.resolve("figure-3").resolve("figure3.svg")).hasSameBinaryContentAs(out.resolve("figure3.svg"));
    }

    @Test
    void weightsAreDrawnAsAskedFor() throws IOException {
        final Path out = folder.resolve("torch");
        final Called called = Called.with(
                "figure",
                3,
                "--preset",
                "smoke",
                "--tasks",
                "Cart-Pole",
                "--levels",
                0,
                "--init",
                "torch",
                "--input-scale",
                0.5,
                "--out",
                out);
        assertThat(called.exitCode()).as(called.err()).isZero();
        final String scheme = InitScheme.torchDefault().scaledInput(0.5).identity();
        assertThat(new ObjectMapper()
                        .readTree(out.resolve("figure.json").toFile())
                        .findValuesAsText("init"))
                .containsExactly(scheme);
        final FolderStore store = FolderStore.reading(out.resolve("store"));
        // Teachers and students of two seeds.
        assertThat(store.hashes())
                .hasSize(2 * 2)
                .allSatisfy(run -> assertThat(store.provenance(run)).content().contains("init: " + scheme));
    }

    /** The summary's numbers against those made anew from the table. */
    @Test
    void findingsAreThoseOfTheTable() throws IOException {
        final Path out = folder.resolve("findings");
        final Called called = Called.with(
                "figure",
                3,
                "--preset",
                "smoke",
                "--steps-scale",
                8,
                "--seeds",
                3,
                "--tasks",
                "Cart-Pole",
                "--out",
                out);
        assertThat(called.exitCode()).as(called.err()).isZero();
        assertThat(called.outLines()).contains("missing: Acrobot: left out", Bootstrap.UNDER_COVERAGE);
        final List<NamedCsvRecord> rows = rows(out.resolve("figure3.csv"));
        assertThat(rows).hasSize(4 * 3 * 3);
        final JsonNode findings =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile()).get("findings");
        assertThat(findings).hasSize(4 + 3);

        final double random = RandomReturn.of(Environments.find("CartPole-v1"));
        final Map<String, Double> kept = new HashMap<>();
        for (MaskBaseline condition : MaskBaseline.all()) {
            final ReturnCurve curve = curve(rows, condition.identity());
            final Interval expected = Degradation.of(random)
                    .estimate(curve, Bootstrap.of(Seed.of(0)))
                    .remaining();
            final JsonNode found = StreamSupport.stream(findings.spliterator(), false)
                    .filter(node -> node.get("finding").asText().equals("degradation point")
                            && node.get("condition").asText().equals(condition.identity()))
                    .findAny()
                    .orElseThrow();
            assertThat(found.get("remaining").asDouble()).isCloseTo(expected.estimate(), within(1e-9));
            assertThat(found.get("remainingLow").asDouble()).isCloseTo(expected.low(), within(1e-9));
            kept.put(condition.identity(), StatUtils.mean(Retention.of(random).scores(curve)));
        }
        for (JsonNode node : findings) {
            if (node.get("finding").asText().equals("retention difference")) {
                final double difference = kept.getOrDefault(node.get("first").asText(), Double.NaN)
                        - kept.getOrDefault(node.get("second").asText(), Double.NaN);
                assertThat(difference).isNotNegative();
                assertThat(node.get("difference").asDouble()).isCloseTo(difference, within(1e-9));
                assertThat(node.get("p").asDouble()).as("three pairs").isGreaterThanOrEqualTo(0.25);
            }
        }
    }

    private static ReturnCurve curve(List<NamedCsvRecord> rows, String condition) {
        final double[][] returns = new double[3][3];
        final Double[] remaining = new Double[3];
        rows.stream().filter(row -> row.getField("condition").equals(condition)).forEach(row -> {
            final int level = Integer.parseInt(row.getField("level"));
            remaining[level] = Double.valueOf(row.getField("remaining"));
            returns[level][Integer.parseInt(row.getField("seed"))] = Double.parseDouble(row.getField("fresh_return"));
        });
        return new ReturnCurve(List.of(remaining), returns);
    }
}
