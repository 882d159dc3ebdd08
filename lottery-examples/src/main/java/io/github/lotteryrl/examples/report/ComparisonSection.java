// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.PairedComparison;
import io.github.lotteryrl.stats.PairedComparison.Level;
import io.github.lotteryrl.stats.PairedTest;
import io.github.lotteryrl.stats.ProbabilityOfImprovement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether the conditions of a group differ, said in words, with the numbers that the words rest on. */
final class ComparisonSection {

    private static final double SIGNIFICANT = 0.05;
    private static final PairedTest TEST = PairedTest.of(Seed.of(0)).withCorrection(PairedTest.Correction.MAX_T);

    private final Results results;
    private final Html html;

    private ComparisonSection(Results results, Html html) {
        this.results = results;
        this.html = html;
    }

    static void write(Results results, Html html) {
        if (results.conditions().size() > 1) {
            new ComparisonSection(results, html).write();
        }
    }

    private void write() {
        html.element("h3", "Do the conditions differ?", "id", results.id("comparison"))
                .element(
                        "p",
                        "Two conditions are compared seed by seed at each level: a sign-flip permutation test, two-sided,"
                                + " with p corrected for the number of levels (max-T), not for the number of pairs of"
                                + " conditions. A difference counts below where the corrected p is at most 0.05; that none"
                                + " is found does not show that there is none.");
        final List<Results.Condition> conditions = results.conditions();
        final List<Table> tables = new ArrayList<>();
        html.open("ul");
        for (int i = 0; i < conditions.size(); i++) {
            for (int j = i + 1; j < conditions.size(); j++) {
                final Results.Condition first = conditions.get(i);
                final Results.Condition second = conditions.get(j);
                html.open("li").element("strong", pair(first, second) + ": ");
                write(first, second).ifPresent(tables::add);
                html.close("li");
            }
        }
        html.close("ul");
        if (!tables.isEmpty()) {
            html.open("details").element("summary", "Comparisons at each level").open("div", "class", "columns");
            tables.forEach(table -> table.write(html));
            html.close("div").close("details");
        }
    }

    private static String pair(Results.Condition first, Results.Condition second) {
        return first.name() + " against " + second.name();
    }

    /** Says in words what comes of a comparison, and returns the numbers. */
    private Optional<Table> write(Results.Condition first, Results.Condition second) {
        final PairedComparison comparison;
        try {
            comparison = TEST.compare(first.curve(), second.curve());
        } catch (IllegalArgumentException e) {
            html.text("Cannot be compared: " + e.getMessage() + ".");
            return Optional.empty();
        }
        final List<Level> levels = comparison.levels().stream()
                .filter(level -> level.level() > 0 && level.pairs() > 0)
                .toList();
        if (levels.isEmpty()) {
            html.text("No seed has a result in both at any level but the dense one.");
            return Optional.empty();
        }
        html.text(words(first, second, levels));
        final Table table = Table.of(
                pair(first, second),
                "level",
                "remaining (%)",
                "pairs",
                "mean difference",
                "p",
                "corrected p",
                "P(first beats second) [95 %]");
        for (Level level : levels) {
            table.row(
                    String.valueOf(level.level()),
                    Numbers.percent(level.remaining()),
                    String.valueOf(level.pairs()),
                    results.numbers().signed(level.meanDifference()),
                    Numbers.p(level.p()),
                    Numbers.p(level.correctedP()),
                    probability(first, second, level.level()));
        }
        return Optional.of(table);
    }

    private String words(Results.Condition first, Results.Condition second, List<Level> levels) {
        final int pairs = levels.stream().mapToInt(Level::pairs).max().orElseThrow();
        final double bound = TEST.smallestP(pairs);
        final String seeds = Numbers.count(pairs, "seed");
        if (bound > SIGNIFICANT) {
            final long higher =
                    levels.stream().filter(level -> level.meanDifference() > 0).count();
            return "Nothing can be shown: " + seeds + " cannot give a p below " + Numbers.p(bound)
                    + ", however large the difference is. On average " + first.name() + " returns more at " + higher
                    + " of " + Numbers.count(levels.size(), "level") + ".";
        }
        final String limit = " With " + seeds + " no p can be below " + Numbers.p(bound) + ".";
        final List<Integer> more = where(levels, level -> level.meanDifference() > 0);
        final List<Integer> less = where(levels, level -> level.meanDifference() < 0);
        if (more.isEmpty() && less.isEmpty()) {
            final double smallest =
                    levels.stream().mapToDouble(Level::correctedP).min().orElseThrow();
            return "No difference is found at any of " + Numbers.count(levels.size(), "level")
                    + ": the smallest corrected p is " + Numbers.p(smallest) + "." + limit;
        }
        final StringBuilder text = new StringBuilder(first.name());
        if (!more.isEmpty()) {
            text.append(" returns more than ").append(second.name()).append(at(more, levels));
        }
        if (!less.isEmpty()) {
            text.append(more.isEmpty() ? " returns less than " + second.name() : ", and less")
                    .append(at(less, levels));
        }
        return text.append(". ")
                .append(largest(first, second, levels))
                .append(limit)
                .toString();
    }

    private static List<Integer> where(List<Level> levels, Predicate<Level> side) {
        return levels.stream()
                .filter(level -> level.correctedP() <= SIGNIFICANT)
                .filter(side)
                .map(Level::level)
                .toList();
    }

    private String at(List<Integer> found, List<Level> levels) {
        final Group group = results.group();
        final String first = Numbers.percent(group.remaining(found.get(0)));
        final String last = Numbers.percent(group.remaining(found.get(found.size() - 1)));
        return " at " + found.size() + " of " + Numbers.count(levels.size(), "level") + " (" + Numbers.ranges(found)
                + "; " + (found.size() == 1 ? first : first + " to " + last) + "\u00a0% of the weights)";
    }

    private String largest(Results.Condition first, Results.Condition second, List<Level> levels) {
        final Level largest = levels.stream()
                .filter(level -> level.correctedP() <= SIGNIFICANT)
                .max(Comparator.comparingDouble(level -> Math.abs(level.meanDifference())))
                .orElseThrow();
        return "The difference is largest at level " + largest.level() + ": "
                + results.numbers().signed(largest.meanDifference()) + " on average, and a run of " + first.name()
                + " beats one of " + second.name() + " with probability "
                + probability(first, second, largest.level()) + ".";
    }

    private static String probability(Results.Condition first, Results.Condition second, int level) {
        final double[][] x = {first.curve().returns(level)};
        final double[][] y = {second.curve().returns(level)};
        final Numbers share = new Numbers(2);
        return x[0].length > 1 && y[0].length > 1
                ? share.of(interval(x, y))
                : share.of(ProbabilityOfImprovement.of(x, y));
    }

    private static Interval interval(double[][] x, double[][] y) {
        return ProbabilityOfImprovement.interval(x, y, Results.bootstrap());
    }
}
