// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** What the tickets of a group read of the observation, level by level. */
final class InputsSection {

    private final Results results;
    private final Html html;
    /** For each level, those of all seeds. */
    private final List<List<Relevance>> levels;

    private InputsSection(Results results, List<List<Relevance>> levels, Html html) {
        this.results = results;
        this.levels = levels;
        this.html = html;
    }

    static void write(Results results, Html html) {
        html.element("h3", "What the tickets read", "id", results.id("inputs"));
        final List<List<Relevance>> levels = IntStream.rangeClosed(
                        0, results.group().levels())
                .mapToObj(level -> results.group().tickets(level).stream()
                        .map(Run::relevance)
                        .flatMap(Optional::stream)
                        .toList())
                .toList();
        final List<Relevance> all = levels.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            html.element("p", "Cannot be told: the agent's network is not made of layers that follow one another.");
            return;
        }
        new InputsSection(results, levels, html).write(all.get(0));
    }

    private void write(Relevance first) {
        if (!results.task().unknown().isEmpty()) {
            html.element(
                    "p",
                    "The inputs are numbered, since the task is not known to this program ("
                            + results.task().unknown() + ").",
                    "class",
                    "note");
        }
        final List<String> names = first.names();
        final String noun = first.unit().noun();
        html.open("div", "class", "charts");
        Charts.inputs(
                results,
                "weights",
                "cumulative |w|",
                names,
                rows(names, (relevance, i) -> relevance.weights()[i]),
                "Cumulative absolute weight of the trained first layer per " + noun
                        + ": mean over seeds, plus and minus one standard deviation.",
                html);
        if (first.unit() == Relevance.Unit.INPUT) {
            Charts.inputs(
                    results,
                    "survivors",
                    "seeds (%)",
                    names,
                    shares(names),
                    "In how many seeds the input still influences an output: a path of surviving weights leads to one.",
                    html);
        } else {
            Charts.inputs(
                    results,
                    "survivors",
                    survivors(first.unit()),
                    names,
                    rows(names, (relevance, i) -> (double) relevance.survivors()[i]),
                    (first.unit() == Relevance.Unit.FILTERED_CHANNEL
                                    ? "Weights of the first layer's filters that survive, per channel"
                                    : "Inputs that still influence an output, per " + noun)
                            + ": mean over seeds, plus and minus one standard deviation.",
                    html);
        }
        html.close("div");
        writeTable(first, names);
    }

    private static String survivors(Relevance.Unit unit) {
        return unit == Relevance.Unit.FILTERED_CHANNEL ? "surviving weights" : "surviving inputs";
    }

    /** Returns for each name, for each level, the numbers of all seeds. */
    private List<double[][]> rows(List<String> names, BiFunction<Relevance, Integer, Double> number) {
        final List<double[][]> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            final int name = i;
            rows.add(levels.stream()
                    .map(level -> level.stream()
                            .mapToDouble(relevance -> number.apply(relevance, name))
                            .toArray())
                    .toArray(double[][]::new));
        }
        return rows;
    }

    /** Returns for each input, for each level, the share of the seeds that it survives in, in per cent. */
    private List<double[][]> shares(List<String> names) {
        return rows(names, (relevance, i) -> 100.0 * relevance.survivors()[i]).stream()
                .map(input -> Arrays.stream(input)
                        .map(level -> level.length == 0 ? level : new double[] {StatUtils.mean(level)})
                        .toArray(double[][]::new))
                .toList();
    }

    private void writeTable(Relevance first, List<String> names) {
        final boolean inputs = first.unit() == Relevance.Unit.INPUT;
        final Numbers numbers = Numbers.upTo(levels.stream()
                .flatMap(List::stream)
                .flatMapToDouble(relevance -> Arrays.stream(relevance.weights()))
                .max()
                .orElse(0));
        final List<String> columns = new ArrayList<>(List.of("level", "remaining (%)", "seeds"));
        columns.addAll(names);
        final Table table = Table.of(
                "Mean cumulative |w| and, in brackets, "
                        + (inputs
                                ? "in how many seeds the input still influences an output"
                                : "how many " + survivors(first.unit()) + " there are on average"),
                columns.toArray(String[]::new));
        for (int level = 0; level < levels.size(); level++) {
            final List<Relevance> seeds = levels.get(level);
            if (seeds.isEmpty()) {
                continue;
            }
            final List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(level),
                    Numbers.percent(results.group().remaining(level)),
                    String.valueOf(seeds.size())));
            for (int i = 0; i < names.size(); i++) {
                cells.add(cell(seeds, i, inputs, numbers));
            }
            table.row(cells.toArray(String[]::new));
        }
        html.open("details").element("summary", "Level by level");
        table.write(html);
        html.close("details");
    }

    private static String cell(List<Relevance> seeds, int name, boolean inputs, Numbers numbers) {
        final double weight = StatUtils.mean(
                seeds.stream().mapToDouble(seed -> seed.weights()[name]).toArray());
        final double survivors = StatUtils.mean(
                seeds.stream().mapToDouble(seed -> seed.survivors()[name]).toArray());
        return numbers.of(weight) + " ("
                + (inputs ? new Numbers(0).of(survivors * seeds.size()) : new Numbers(1).of(survivors)) + ')';
    }
}
