// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figure 7 from the command line to its files. */
@Timeout(180)
class Figure7CommandTest {

    @TempDir
    private static Path folder;

    private static Called make(Path out, Object... more) {
        final List<Object> arguments =
                new ArrayList<>(List.of("figure", 7, "--preset", "smoke", "--jobs", 2, "--out", out));
        arguments.addAll(List.of(more));
        final Called called = Called.with(arguments.toArray());
        assertThat(called.exitCode()).as(called.err()).isZero();
        return called;
    }

    private static List<NamedCsvRecord> rows(Path table) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
            return reader.stream().toList();
        }
    }

    private static JsonNode tasks(Path out) throws IOException {
        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("failedRuns").asInt()).isZero();
        return summary.get("tasks");
    }

    @Test
    void smokeGivesEveryFile() throws IOException {
        final Path out = folder.resolve("smoke");
        final Called called = make(out);
        final boolean fonts = !called.out().contains("figure7.png is missing: ");
        assertThat(called.outLines())
                .endsWith(Stream.of("figure7.png", "figure7.svg", "figure7.csv", "figure7-inputs.csv", "figure.json")
                        .filter(file -> fonts || !file.endsWith(".png"))
                        .map(file -> out.resolve(file).toString())
                        .toArray(String[]::new))
                .anyMatch(line -> line.startsWith("Walker2D keeps 22.0 of 22 inputs (the paper: 11) at 80.0 % of the"))
                .anyMatch(line -> line.startsWith("Ant keeps 28.0 of 28 inputs (the paper: 22) at 80.0 % of the"))
                .anyMatch(line -> line.startsWith("HalfCheetah keeps 26.0 of 26 inputs at 80.0 % of the weights"));
        // Three tasks, one seed, two levels.
        assertThat(rows(out.resolve("figure7.csv"))).hasSize(3 * 2);
        assertThat(rows(out.resolve("figure7-inputs.csv"))).hasSize((22 + 28 + 26) * 2);
        final JsonNode tasks = tasks(out);
        assertThat(tasks.findValuesAsText("task")).containsExactly("Walker2D", "Ant", "HalfCheetah");
        assertThat(tasks.get(0).get("kept").get("survivingInputsInThePaper").asInt())
                .isEqualTo(11);
        assertThat(tasks.get(2).get("kept").has("survivingInputsInThePaper")).isFalse();
        // Each is there in full; one that is cut ends in an ellipsis.
        assertThat(Files.readString(out.resolve("figure7.svg")))
                .contains(
                        ">cos of target direction</text>",
                        ">thigh_left_joint velocity</text>",
                        ">front_right_foot contact</text>",
                        ">bthigh contact</text>",
                        ">the paper: 11</text>",
                        ">the paper: 22</text>",
                        ">fraction of seeds in which it survives</text>")
                .doesNotContain("\u2026");
    }

    /** Every ticket of the store, followed from each input through the mask, against the tables and the summary. */
    @Test
    void survivorsAreThoseOfTheMasks() throws IOException {
        final Path out = folder.resolve("masks");
        make(out, "--tasks", "Ant", "--seeds", 2, "--levels", 11, "--band", "ci95");
        final List<NamedCsvRecord> rows = rows(out.resolve("figure7.csv"));
        assertThat(rows).hasSize(2 * 12);
        final Map<String, RunRecord.Completed> runs = runs(out.resolve("store"));
        final List<NamedCsvRecord> inputs = rows(out.resolve("figure7-inputs.csv"));
        assertThat(inputs).hasSize(2 * 12 * 28);
        for (NamedCsvRecord row : rows) {
            final RunRecord.Completed run = runs.get(row.getField("weights") + " " + row.getField("fresh_return"));
            final Mask mask = run.start().mask();
            final BitSet survivors = survivors(mask, "actor");
            assertThat(row.getField("surviving_inputs")).isEqualTo(String.valueOf(survivors.cardinality()));
            assertThat(row.getField("critic_inputs"))
                    .isEqualTo(String.valueOf(survivors(mask, "critic").cardinality()));
            final List<NamedCsvRecord> own =
                    inputs.stream().filter(input -> key(input).equals(key(row))).toList();
            final int first = mask.layout().indexOf("actor.0.weight");
            for (int i = 0; i < 28; i++) {
                assertThat(own.get(i).getField("survives")).isEqualTo(String.valueOf(survivors.get(i)));
                double weight = 0;
                for (int unit = 0; unit < 64; unit++) {
                    if (mask.keeps(first, unit * 28 + i)) {
                        weight += Math.abs(run.result().best().value(first, unit * 28 + i));
                    }
                }
                assertThat(Double.parseDouble(own.get(i).getField("weight"))).isCloseTo(weight, within(1e-9));
            }
        }
        // Not all or nothing at every level: a test that followed no path would pass then.
        assertThat(rows)
                .anySatisfy(row -> assertThat(Integer.parseInt(row.getField("surviving_inputs")))
                        .isBetween(1, 27));

        assertThat(tasks(out)).hasSize(1);
        final JsonNode kept = tasks(out).get(0).get("kept");
        // Of 0.8^10 and 0.8^11, 10.7 and 8.6 %, the former.
        assertThat(kept.get("level").asInt()).isEqualTo(10);
        for (int seed = 0; seed < 2; seed++) {
            assertThat(kept.get("survivingInputsOfSeeds")
                            .get(String.valueOf(seed))
                            .asText())
                    .isEqualTo(rows.get(12 * seed + 10).getField("surviving_inputs"));
        }
        final Map<String, Long> seedsOf = inputs.stream()
                .filter(input -> input.getField("level").equals("10")
                        && input.getField("survives").equals("true"))
                .collect(Collectors.groupingBy(input -> input.getField("input"), Collectors.counting()));
        final List<String> inMostSeeds = new ArrayList<>();
        kept.get("inMostSeeds").forEach(name -> inMostSeeds.add(name.asText()));
        assertThat(inMostSeeds)
                .containsExactlyInAnyOrderElementsOf(seedsOf.keySet().stream()
                        .filter(name -> seedsOf.get(name) == 2)
                        .toList());
    }

    private static String key(NamedCsvRecord row) {
        return row.getField("seed") + " " + row.getField("level");
    }

    /** Returns all runs by what tells them apart in the table. */
    private static Map<String, RunRecord.Completed> runs(Path folder) throws IOException {
        final FolderStore store = FolderStore.reading(folder);
        final List<RunRecord.Completed> runs = new ArrayList<>();
        for (String hash : store.hashes()) {
            runs.add((RunRecord.Completed) store.read(hash));
        }
        return runs.stream()
                .collect(Collectors.toMap(
                        run -> run.start().mask().survivors() + " "
                                + Decimal.format(run.result().freshReturn()),
                        Function.identity()));
    }

    /** Goes from each input over the surviving weights, layer by layer, and returns those that come to an output. */
    private static BitSet survivors(Mask mask, String network) {
        final ParameterLayout layout = mask.layout();
        final int inputs =
                layout.tensor(layout.indexOf(network + ".0.weight")).shape().get(1);
        final BitSet survivors = new BitSet();
        for (int input = 0; input < inputs; input++) {
            BitSet reached = new BitSet();
            reached.set(input);
            for (int layer = 0; layer < 3; layer++) {
                final int index = layout.indexOf(network + "." + layer + ".weight");
                final TensorSpec weights = layout.tensor(index);
                final BitSet below = reached;
                final int fanIn = weights.shape().get(1);
                reached = IntStream.range(0, weights.shape().get(0))
                        .filter(unit -> below.stream().anyMatch(k -> mask.keeps(index, unit * fanIn + k)))
                        .collect(BitSet::new, BitSet::set, BitSet::or);
            }
            survivors.set(input, !reached.isEmpty());
        }
        return survivors;
    }
}
