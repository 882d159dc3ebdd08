// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown: words to the left, numbers to the right. */
final class Table {

    private static final String NOT_MEASURED = "-";
    /** Lines of the titles and the rule below. */
    private static final int HEAD = 2;

    private final List<String> lines = new ArrayList<>();

    /**
     * Starts a table.
     *
     * @param words how many columns are no numbers
     */
    Table(int words, String... titles) {
        row(titles);
        final String[] rule = new String[titles.length];
        Arrays.setAll(rule, column -> column < words ? "---" : "---:");
        row(rule);
    }

    void row(String... cells) {
        lines.add(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |")));
    }

    boolean isEmpty() {
        return lines.size() == HEAD;
    }

    List<String> lines() {
        return lines;
    }

    /** Returns a number to three digits, or all before the point. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return NOT_MEASURED;
        }
        final int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + 'f', value).replace(',', ' ');
    }

    /** Returns a whole number. */
    static String whole(double value) {
        return Double.isNaN(value)
                ? NOT_MEASURED
                : String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }

    /** Returns a number to one decimal, as two digits are all that a ratio of times is worth. */
    static String ratio(double value) {
        if (Double.isNaN(value)) {
            return NOT_MEASURED;
        }
        return String.format(Locale.ROOT, value >= 9.95 ? "%.0f" : "%.1f", value);
    }
}
