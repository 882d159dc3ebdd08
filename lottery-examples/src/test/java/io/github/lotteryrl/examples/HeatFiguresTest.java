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
import io.github.lotteryrl.stats.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The figures of input layers, with the smoke preset of one seed that is pruned once, from the command line to their files. */
@Timeout(180)
class HeatFiguresTest {

    @TempDir
    private static Path folder;

    private static Called make(int number, Path out, Object... more) {
        final List<Object> arguments = new ArrayList<>(List.of("figure", number, "--preset", "smoke", "--jobs", 2));
        arguments.addAll(List.of("--out", out, "--store", folder.resolve("store")));
        arguments.addAll(List.of(more));
        final Called called = Called.with(arguments.toArray());
        assertThat(called.exitCode()).as(called.err()).isZero();
        for (String suffix : List.of(".svg", ".csv", "-inputs.csv", "-layers.csv")) {
            final Path file = out.resolve("figure" + number + suffix);
            assertThat(file).exists();
            assertThat(called.outLines()).contains(file.toString());
        }
        return called;
    }

    private static List<NamedCsvRecord> rows(Path table) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
            return reader.stream().toList();
        }
    }

    private static JsonNode summary(Path out) throws IOException {
        final JsonNode summary =
                new ObjectMapper().readTree(out.resolve("figure.json").toFile());
        assertThat(summary.get("failedRuns").asInt()).isZero();
        return summary;
    }

    /** Returns the sum of a column over the rows of a level and, if it is not empty, of a channel. */
    private static long sum(List<NamedCsvRecord> rows, String column, int level, String channel) {
        return rows.stream()
                .filter(row -> row.getField("level").equals(String.valueOf(level)))
                .filter(row -> channel.isEmpty() || row.getField("channel").equals(channel))
                .mapToLong(row -> Long.parseLong(row.getField(column)))
                .sum();
    }

    @Test
    void theMazesInputs() throws IOException {
        final Path out = folder.resolve("5");
        final Called called = make(5, out);
        assertThat(called.outLines())
                .anyMatch(line -> line.startsWith("80.0 % of weights left (level 1, 1 seed): enemy 1 keeps "))
                .anyMatch(line -> line.startsWith("dense agents on the "));
        assertThat(rows(out.resolve("figure5.csv"))).hasSize(2);
        // Three layers and six channels of two tickets.
        assertThat(rows(out.resolve("figure5-layers.csv"))).hasSize(2 * (3 + 6));
        // Two evaluations on all and on the surviving inputs.
        assertThat(rows(out.resolve("figure5-learning.csv"))).hasSize(2 * 2);

        final List<NamedCsvRecord> inputs = rows(out.resolve("figure5-inputs.csv"));
        assertThat(sum(inputs, "weights", 0, "")).isEqualTo(1_200 * 1_024);
        final JsonNode summary = summary(out);
        assertThat(summary.get("pruned")).hasSize(2);
        for (int level = 0; level <= 1; level++) {
            final JsonNode enemy =
                    summary.get("pruned").get(level).get("enemies").get(0);
            final int number = level;
            assertThat(enemy.get("survivingCells").asLong())
                    .isEqualTo(inputs.stream()
                            .filter(row -> row.getField("level").equals(String.valueOf(number)))
                            .filter(row -> row.getField("channel").equals("enemy 1"))
                            .count());
            assertThat(summary.get("pruned")
                                    .get(level)
                                    .get("channelsRemaining")
                                    .get("coin")
                                    .asDouble()
                            * 200
                            * 1_024)
                    .isBetween(
                            sum(inputs, "weights", level, "coin") - 0.5, sum(inputs, "weights", level, "coin") + 0.5);
        }
        final JsonNode survivors = summary.get("survivingInputs");
        assertThat(survivors.get("of").asInt()).isEqualTo(1_200);
        assertThat(survivors.get("denseAgents")).hasSize(1);
        assertThat(Files.readString(out.resolve("figure5.svg")))
                .contains("enemy 1", "enemy 2", "poison", "input layer", "surviving inputs");
    }

    @Test
    void theGamesInputs() throws IOException {
        final Path out = folder.resolve("6");
        final Called called = make(6, out);
        assertThat(rows(out.resolve("figure6.csv"))).hasSize(3 * 2);
        // Three layers of each ticket; seven, six and four channels.
        assertThat(rows(out.resolve("figure6-layers.csv"))).hasSize(2 * (3 * 3 + 7 + 6 + 4));
        final JsonNode games = summary(out).get("games");
        assertThat(games).hasSize(3);
        // Two statements each about Freeway and Space Invaders, three about Breakout, at two levels.
        assertThat(games.get(0).get("claims")).hasSize(4);
        assertThat(games.get(1).get("claims")).hasSize(4);
        assertThat(games.get(2).get("claims")).hasSize(6);
        assertThat(games.get(2).get("shownLevels")).hasToString("[1]");
        assertThat(called.outLines().stream().filter(line -> line.contains("(the paper: ")))
                .hasSize(7);
        assertThat(Files.readString(out.resolve("figure6.svg")))
                .contains(
                        "Freeway, 80.0 %",
                        "speed 5", "SpaceInvaders, 80.0 %", "enemy bullet", "Breakout, 80.0 %", "trail");
    }

    @Test
    void digitsMazeAndBaselines() throws IOException {
        final Path out = folder.resolve("1");
        make(1, out);
        assertThat(rows(out.resolve("figure1.csv")))
                .extracting(row -> row.getField("task") + " " + row.getField("level"))
                .containsExactly("Digits 0", "Digits 1", "GridMaze 0", "GridMaze 1");
        // Accuracies are of whole episodes: parts of them would be below 10 %, which is what guessing gets.
        assertThat(Double.parseDouble(rows(out.resolve("figure1.csv")).get(0).getField("best_return")))
                .isBetween(15.0, 100.0);
        final JsonNode summary = summary(out);
        assertThat(summary.get("missingPanels")).isEmpty();
        assertThat(summary.get("studies")).hasSize(2 + 2 * 4);
        assertThat(summary.get("studies").get(0).get("environment").asText()).startsWith("StrokeDigits-v0");
        assertThat(Files.readString(out.resolve("figure1.svg")))
                .contains(
                        "StrokeDigits-v0",
                        "784 of 784 inputs",
                        "permuted/permuted",
                        "Behavioural cloning",
                        "PPO, actor and critic pruned",
                        "normalised return")
                .doesNotContain("\u2026");
        // Tasks x learners x conditions x levels.
        assertThat(rows(out.resolve("figure1-returns.csv"))).hasSize(4 * 2 * 4 * 2);
        requireAveragesOfTheTable(out);
        // Ant stands for longer than the 200 steps after which evaluations of this preset end.
        assertThat(summary.get("normalisedReturns")
                        .get(0)
                        .get("tasks")
                        .get(3)
                        .get("randomReturn")
                        .asDouble())
                .isEqualTo(RandomReturn.of(Environments.find("AntPyBulletEnv-v0"), 100, 200));

        final String hash = Called.hashOf(folder.resolve("store"));
        final Called curves = Called.with(
                "figure",
                3,
                4,
                "--preset",
                "smoke",
                "--tasks",
                "Hopper",
                "--out",
                folder.resolve("curves"),
                "--store",
                folder.resolve("store"));
        assertThat(curves.exitCode()).as(curves.err()).isZero();
        assertThat(Called.hashOf(folder.resolve("store"))).as("the same runs").isEqualTo(hash);
    }

    @Test
    void returnsOfSomeTasks() throws IOException {
        final Path out = folder.resolve("of two robots");
        final Called called = make(1, out, "--tasks", "Hopper,HalfCheetah", "--seeds", 2);
        assertThat(called.outLines())
                .contains("missing: Digits: left out", "missing: Ant: left out")
                .doesNotContain(Bootstrap.UNDER_COVERAGE);
        assertThat(rows(out.resolve("figure1.csv"))).isEmpty();
        assertThat(rows(out.resolve("figure1-returns.csv"))).hasSize(2 * 2 * 4 * 2 * 2);
        requireAveragesOfTheTable(out);

        final Called intervals = make(1, out, "--tasks", "Hopper,HalfCheetah", "--seeds", 2, "--band", "ci95");
        assertThat(intervals.outLines()).contains(Bootstrap.UNDER_COVERAGE);
    }

    /** The summary's averages against those made anew from the table. */
    private static void requireAveragesOfTheTable(Path out) throws IOException {
        final List<NamedCsvRecord> rows = rows(out.resolve("figure1-returns.csv"));
        final JsonNode learners = summary(out).get("normalisedReturns");
        assertThat(learners).hasSize(2);
        for (int i = 0; i < 2; i++) {
            final String learner = List.of("cloning", "PPO").get(i);
            final List<NamedCsvRecord> ofLearner = rows.stream()
                    .filter(row -> row.getField("learner").equals(learner))
                    .toList();
            final Set<String> averaged = new TreeSet<>();
            for (JsonNode task : learners.get(i).get("tasks")) {
                if (requireScale(task, ofLearner)) {
                    averaged.add(task.get("task").asText());
                }
            }
            assertThat(averaged).contains("Hopper");
            final JsonNode averages = learners.get(i).get("averages");
            assertThat(averages).hasSize(4);
            for (JsonNode condition : averages) {
                assertThat(condition.get("levels")).hasSize(2);
                for (JsonNode level : condition.get("levels")) {
                    final double[] values = ofLearner.stream()
                            .filter(row -> averaged.contains(row.getField("task")))
                            .filter(row -> row.getField("condition")
                                    .equals(condition.get("condition").asText()))
                            .filter(row -> row.getField("level")
                                    .equals(level.get("level").asText()))
                            .mapToDouble(row -> number(row, "normalised"))
                            .toArray();
                    // As many seeds of each task.
                    final double mean = StatUtils.mean(values);
                    assertThat(level.get("normalised").asDouble()).isCloseTo(mean, within(1e-9));
                    assertThat(level.get("high").asDouble() - mean)
                            .isCloseTo(Math.sqrt(StatUtils.variance(values)), within(1e-9));
                }
            }
        }
    }

    /** Requires the normalised returns of a task to be on the scale from the random policy to the dense agents, if there is one. */
    private static boolean requireScale(JsonNode task, List<NamedCsvRecord> ofLearner) {
        final List<NamedCsvRecord> rows = ofLearner.stream()
                .filter(row -> row.getField("task").equals(task.get("task").asText()))
                .toList();
        final double random = task.get("randomReturn").asDouble();
        final double dense = StatUtils.mean(rows.stream()
                .filter(row -> row.getField("level").equals("0"))
                .mapToDouble(row -> number(row, "return"))
                .toArray());
        final boolean scaled = dense > random + task.get("randomDeviation").asDouble();
        assertThat(task.get("averaged").asBoolean()).isEqualTo(scaled);
        for (NamedCsvRecord row : rows) {
            if (scaled) {
                assertThat(number(row, "normalised"))
                        .isCloseTo((number(row, "return") - random) / (dense - random), within(1e-9));
            } else {
                assertThat(row.getField("normalised")).isEmpty();
            }
        }
        return scaled;
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    @Test
    void mnistTakesThePlaceOfOtherDigits() throws IOException {
        final Path files = Files.createDirectories(folder.resolve("files"));
        LearningCommandTest.writePictures(files, "train", 60);
        LearningCommandTest.writePictures(files, "t10k", 20);
        final Path out = folder.resolve("of MNIST");
        make(1, out, "--mnist", files, "--tasks", "Digits");
        assertThat(summary(out).get("studies").get(0).get("environment").asText())
                .startsWith("MNIST-v0?data=");
        assertThat(Files.readString(out.resolve("figure1.svg"))).contains("MNIST-v0");
    }

    @Test
    void filesOfMnistThatAreMissingAreNamedAtOnce() {
        final Path nowhere = folder.resolve("nowhere");
        final Called called =
                Called.with("figure", 1, "--preset", "smoke", "--mnist", nowhere, "--out", folder.resolve("mnist"));
        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(called.errLines()).singleElement().asString().contains("nowhere");
    }
}
