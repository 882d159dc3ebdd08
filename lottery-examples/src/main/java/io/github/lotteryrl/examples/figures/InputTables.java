// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.analysis.LayerSparsity;
import io.github.lotteryrl.examples.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The numbers behind figures about inputs, by task: a row for each ticket, layer, channel or cell, not only means. */
public final class InputTables {

    private InputTables() {}

    /** Writes a row for each ticket. */
    public static void writeRuns(Map<String, List<InputLayer>> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "seed", "level", "weights", "remaining", "best_return", "fresh_return")) {
            tasks.forEach((task, layers) -> layers.forEach(layer -> csv.row(
                    task,
                    layer.seed(),
                    layer.level(),
                    layer.weights(),
                    layer.remaining(),
                    layer.bestReturn(),
                    layer.freshReturn())));
        }
    }

    /** Writes a row for each cell of each channel that survives in a ticket. */
    public static void writeInputs(Map<String, List<InputLayer>> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(
                file, "task", "seed", "level", "remaining", "channel", "row", "column", "weights", "absolute_weight")) {
            tasks.forEach((task, layers) ->
                    layers.forEach(layer -> layer.channels().forEach(map -> writeInputs(task, layer, map, csv))));
        }
    }

    private static void writeInputs(String task, InputLayer layer, InputMap map, Csv csv) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (map.survives(row, column)) {
                    csv.row(
                            task,
                            layer.seed(),
                            layer.level(),
                            layer.remaining(),
                            map.channel(),
                            row,
                            column,
                            map.survivors(row, column),
                            map.weight(row, column));
                }
            }
        }
    }

    /**
     * Writes a row for each input of a ticket that sees no picture: level, remaining, input, weight, survives.
     *
     * @param labels cells before these
     */
    public static void writeInputs(TicketInputs ticket, Csv csv, Object... labels) {
        for (TicketInputs.Input input : ticket.inputs()) {
            final Stream<Object> numbers =
                    Stream.of(ticket.level(), ticket.remaining(), input.name(), input.weight(), input.survives());
            csv.row(Stream.concat(Arrays.stream(labels), numbers).toArray());
        }
    }

    /** Writes a row for each layer of a ticket, and for each channel of its input layer. */
    public static void writeLayers(Map<String, List<InputLayer>> tasks, Path file) throws IOException {
        try (Csv csv = new Csv(
                file, "task", "seed", "level", "remaining", "part", "total", "survivors", "part_remaining", "cells")) {
            tasks.forEach((task, layers) -> layers.forEach(layer -> writeLayers(task, layer, csv)));
        }
    }

    /** A layer that reads no picture has no cells. */
    private static void writeLayers(String task, InputLayer layer, Csv csv) {
        for (int i = 0; i < layer.layers().size(); i++) {
            final LayerSparsity sparsity = layer.layers().get(i);
            csv.row(
                    task,
                    layer.seed(),
                    layer.level(),
                    layer.remaining(),
                    layer.layerName(i),
                    sparsity.total(),
                    sparsity.survivors(),
                    sparsity.remaining(),
                    "");
        }
        for (InputMap map : layer.channels()) {
            csv.row(
                    task,
                    layer.seed(),
                    layer.level(),
                    layer.remaining(),
                    map.channel(),
                    map.total(),
                    map.survivors(),
                    map.remaining(),
                    map.cells());
        }
    }
}
