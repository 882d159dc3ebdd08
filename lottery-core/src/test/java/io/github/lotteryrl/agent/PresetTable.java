// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A table of settings, as the paper's appendix C prints them: a row for each setting with its name first and then a column
 * for each preset, divided by bars. {@code as before} repeats the column before, {@code 128..512} is a range.
 */
public final class PresetTable {

    private PresetTable() {}

    /** Returns the rows, each as its cells; empty lines divide what the paper states from what it leaves out. */
    public static Stream<List<String>> rows(String table) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList());
    }

    /** Compares a row with the presets. */
    public static void assertRow(List<String> row, Record... presets) {
        assertThat(row).hasSize(presets.length + 1);
        String expected = "";
        for (int i = 0; i < presets.length; i++) {
            expected = row.get(i + 1).equals("as before") ? expected : row.get(i + 1);
            final String actual = String.valueOf(settings(presets[i]).get(row.get(0)));
            if (expected.contains("..")) {
                final String[] range = expected.split("\\.\\.");
                assertThat(Integer.parseInt(actual)).isBetween(Integer.valueOf(range[0]), Integer.valueOf(range[1]));
            } else {
                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    /**
     * Checks that the table has a row for each setting.
     *
     * @param elsewhere settings that are compared in another way
     */
    public static void assertComplete(String table, Record preset, String... elsewhere) {
        assertThat(Stream.concat(rows(table).map(row -> row.get(0)), Stream.of(elsewhere)))
                .containsExactlyInAnyOrderElementsOf(settings(preset).keySet());
    }

    /**
     * Returns settings by name: of networks the hidden units; convolutions and activation, which all networks of an agent share;
     * and what {@link Optimisation} is made of.
     */
    public static Map<String, Object> settings(Record settings) {
        final Map<String, Object> byName = new TreeMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            put(component.getName(), read(component, settings), byName);
        }
        return byName;
    }

    private static void put(String name, Object value, Map<String, Object> byName) {
        if (value instanceof NetworkShape network) {
            byName.put(name, network.hidden());
            byName.put("convolutions", network.convolutions());
            byName.put("activation", network.activation());
        } else if (value instanceof Optimisation) {
            settings((Record) value)
                    .forEach((part, setting) ->
                            byName.put(part.equals("schedule") ? "learningRateSchedule" : part, setting));
        } else if (value instanceof Optional<?> maybe && maybe.isPresent()) {
            put(name, maybe.get(), byName);
        } else {
            byName.put(name, value);
        }
    }

    private static Object read(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component + " cannot be read", e);
        }
    }
}
