// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.internal.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One way of writing a digit: strokes through points, which strokes may share. Immutable. */
final class Glyph {

    static final int DIGITS = 10;

    private static final String DIGIT = "[0-9]";
    private static final String KIND = "[~-]";
    private static final String POINT = "[0-9]{1,3},[0-9]{1,3}";

    /** The ways of writing each digit. */
    private static final List<List<Glyph>> KNOWN = byDigit(parse(lines()));

    private final int digit;
    private final int[][] points;
    private final List<Stroke> strokes;

    private Glyph(int digit, int[][] points, List<Stroke> strokes) {
        this.digit = digit;
        this.points = points;
        this.strokes = strokes;
    }

    /** A stroke through points of a glyph. */
    static final class Stroke {

        private final boolean smooth;
        private final int[] points;

        private Stroke(boolean smooth, int[] points) {
            this.smooth = smooth;
            this.points = points;
        }

        /** Returns whether it is a curve, and not straight from point to point. */
        boolean isSmooth() {
            return smooth;
        }

        /** Returns whether it ends where it began. */
        boolean isClosed() {
            return points[0] == points[points.length - 1];
        }

        int length() {
            return points.length;
        }

        /** Returns which of the glyph's points it passes as its {@code index}-th. */
        int point(int index) {
            return points[index];
        }
    }

    /** Returns the ways of writing a digit. */
    static List<Glyph> of(int digit) {
        return KNOWN.get(digit);
    }

    int digit() {
        return digit;
    }

    int points() {
        return points.length;
    }

    int x(int point) {
        return points[point][0];
    }

    int y(int point) {
        return points[point][1];
    }

    List<Stroke> strokes() {
        return strokes;
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(Glyph.class.getResourceAsStream("digits.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the glyphs in the lines after the first empty one. */
    static List<Glyph> parse(List<String> lines) {
        return lines.subList(lines.indexOf("") + 1, lines.size()).stream()
                .map(Glyph::parse)
                .toList();
    }

    private static Glyph parse(String line) {
        final String[] words = line.split(" ", -1);
        Check.that(words[0].matches(DIGIT), "glyph '%s' does not begin with a digit", line);
        final List<String> points = new ArrayList<>();
        final List<Stroke> strokes = new ArrayList<>();
        int next = 1;
        while (next < words.length) {
            Check.that(words[next].matches(KIND), "glyph '%s': '%s' is neither ~ nor -", line, words[next]);
            int end = next + 1;
            while (end < words.length && words[end].matches(POINT)) {
                if (!points.contains(words[end])) {
                    points.add(words[end]);
                }
                end++;
            }
            Check.that(end - next > 2, "glyph '%s': a stroke needs two points", line);
            final List<String> passed = List.of(words).subList(next + 1, end);
            strokes.add(new Stroke(
                    words[next].equals("~"),
                    passed.stream().mapToInt(points::indexOf).toArray()));
            next = end;
        }
        Check.that(!strokes.isEmpty(), "glyph '%s' has no stroke", line);
        return new Glyph(
                Integer.parseInt(words[0]), points.stream().map(Glyph::numbers).toArray(int[][]::new), strokes);
    }

    private static int[] numbers(String point) {
        final int comma = point.indexOf(',');
        return new int[] {Integer.parseInt(point.substring(0, comma)), Integer.parseInt(point.substring(comma + 1))};
    }

    private static List<List<Glyph>> byDigit(List<Glyph> glyphs) {
        final List<List<Glyph>> byDigit = new ArrayList<>();
        for (int digit = 0; digit < DIGITS; digit++) {
            final int sought = digit;
            byDigit.add(glyphs.stream().filter(glyph -> glyph.digit == sought).toList());
            Check.that(!byDigit.get(digit).isEmpty(), "no glyph of digit %d", digit);
        }
        return List.copyOf(byDigit);
    }
}
