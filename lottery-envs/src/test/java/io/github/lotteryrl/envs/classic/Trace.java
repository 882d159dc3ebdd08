// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A run recorded with OpenAI gym; see {@code traces/classic/README.md} in the test resources. */
record Trace(String title, Point start, List<Step> steps) {

    /** A state, with what is observed of it where the file holds that. */
    record Point(double[] state, double[] observation) {}

    record Step(int action, double reward, boolean done, Point next) {}

    @Override
    public String toString() {
        return title;
    }

    static List<Trace> load(String name) {
        final List<Trace> traces = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(Trace.class.getResourceAsStream("/traces/classic/" + name));
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            String title = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("RUN ")) {
                    title = line;
                } else if (line.startsWith("I ")) {
                    traces.add(new Trace(title, point(line.substring(2)), new ArrayList<>()));
                } else if (!line.startsWith("#")) {
                    final String[] parts = line.split(" ", 4);
                    traces.get(traces.size() - 1)
                            .steps()
                            .add(new Step(
                                    Integer.parseInt(parts[0]),
                                    Double.parseDouble(parts[1]),
                                    parts[2].equals("1"),
                                    point(parts[3])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return traces;
    }

    private static Point point(String text) {
        final int bar = text.indexOf('|');
        return bar < 0
                ? new Point(numbers(text), new double[0])
                : new Point(numbers(text.substring(0, bar - 1)), numbers(text.substring(bar + 2)));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
