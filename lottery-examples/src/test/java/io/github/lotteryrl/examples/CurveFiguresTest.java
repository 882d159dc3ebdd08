// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /**
     * Rows are studies x conditions x seeds x (levels + 1). Panels are those of the paper that cannot be made.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 10, 1, 2, 2, 4",
        "3, 2, 4, 2, 2, 4",
        "4, 1, 4, 1, 1, 5",
        "9, 8, 4, 1, 1, 0",
        "10, 8, 4, 1, 1, 0",
        "13, 2, 4, 1, 1, 0",
    })
    void everyRunOfEveryPanelIsInTheTable(int number, int studies, int conditions, int seeds, int levels, int missing)
            throws IOException {
        final Path out = make(number);
        final List<NamedCsvRecord> rows = rows(out.resolve("figure" + number + ".csv"));
        assertThat(rows).hasSize(studies * conditions * seeds * (levels + 1));
        final Set<List<String>> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.getFields().subList(0, 7)));
        assertThat(keys).hasSameSizeAs(rows);

        final String svg = Files.readString(out.resolve("figure" + number + ".svg"));
        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("figure").asInt()).isEqualTo(number);
        assertThat(summary.get("failedRuns").asInt()).isZero();
        assertThat(summary.get("studies")).hasSize(studies);
        assertThat(summary.get("missingPanels")).hasSize(missing);
        for (JsonNode panel : summary.get("missingPanels")) {
            assertThat(svg).contains(panel.asText().replaceFirst(".*: ", ""));
        }
        for (String task :
                rows.stream().map(row -> row.getField("task")).collect(Collectors.toCollection(TreeSet::new))) {
            assertThat(svg).contains(task);
        }
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
}
