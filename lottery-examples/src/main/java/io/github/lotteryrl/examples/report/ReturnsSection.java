// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.agent.RandomReturn;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.DegradationPoint;
import java.util.IntSummaryStatistics;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What the agents of a group reach: curves, numbers, and how far they can be pruned. */
final class ReturnsSection {

    private static final int FEWEST_SEEDS = 2;
    private static final double TAIL = (1 - Bootstrap.DEFAULT_CONFIDENCE) / 2;

    private ReturnsSection() {}

    static void write(Results results, Html html) {
        html.open("div", "class", "charts");
        if (results.isSearch()) {
            Charts.returns(results, html);
        }
        Charts.learning(results, html);
        html.close("div");
        writeNotes(results, html);
        if (!results.isSearch()) {
            writeLevels(results, results.conditions().get(0), html);
            return;
        }
        html.open("details").element("summary", "Returns at each level").open("div", "class", "columns");
        for (Results.Condition condition : results.conditions()) {
            writeLevels(results, condition, html);
        }
        html.close("div").close("details");
        writeDegradation(results, html);
    }

    private static void writeNotes(Results results, Html html) {
        final int seeds = results.group().seeds().size();
        long points = 0;
        long gaps = 0;
        for (Results.Condition condition : results.conditions()) {
            for (int level = 0; level < condition.curve().levels(); level++) {
                points++;
                gaps += condition.curve().returns(level).length < seeds ? 1 : 0;
            }
        }
        if (gaps > 0) {
            html.element(
                    "p",
                    "Not complete: at " + gaps + " of " + points + " points (conditions x levels) not all of the "
                            + Numbers.count(seeds, "seed")
                            + " have a result. Those points rest on the seeds that do, which need not be typical.",
                    "class",
                    "note");
        }
        if (results.hasFewSeeds()) {
            html.element("p", Bootstrap.UNDER_COVERAGE, "class", "note");
        }
    }

    private static void writeLevels(Results results, Results.Condition condition, Html html) {
        final Group group = results.group();
        final Numbers numbers = results.numbers();
        final double[] mean = condition.curve().mean();
        final double[] deviation = condition.curve().standardDeviation();
        final Table table = Table.of(
                condition.name(), "level", "remaining (%)", "weights", "mean \u00b1 sd", "IQM [95 %]", "seeds");
        for (int level = 0; level < mean.length; level++) {
            final int seeds = condition.curve().returns(level).length;
            if (seeds > 0) {
                table.row(
                        String.valueOf(level),
                        Numbers.percent(group.remaining(level)),
                        Numbers.whole(group.survivors().get(level)),
                        numbers.of(mean[level])
                                + (seeds < FEWEST_SEEDS ? "" : " \u00b1 " + numbers.of(deviation[level])),
                        numbers.of(condition.center().get(level)),
                        String.valueOf(seeds));
            }
        }
        table.write(html);
    }

    private static void writeDegradation(Results results, Html html) {
        html.element("h3", "How far they can be pruned", "id", results.id("degradation"));
        final OptionalDouble random = results.task().randomReturn();
        if (random.isEmpty()) {
            html.element(
                    "p",
                    "Cannot be given: it needs the return of a random policy, and the task is not known to this program ("
                            + results.task().unknown() + ").");
            return;
        }
        html.element(
                "p",
                "The fewest weights with which an agent keeps 90 % of what the dense agent has over the random policy, which"
                        + " returns " + results.numbers().of(random.getAsDouble()) + " ("
                        + RandomReturn.DEFAULT_EPISODES
                        + " episodes). It is read from a fit of the mean returns that never rises with"
                        + " sparsity (isotonic regression).");
        final Table table = Table.of("Degradation points", "condition", "weights needed (%) [95 %]", "seeds", "remark")
                .texts(0, 3);
        for (Results.Condition condition : results.conditions()) {
            table.row(
                    condition.name(),
                    needed(condition),
                    seeds(condition),
                    condition
                            .degradation()
                            .map(estimate -> remark(condition, estimate))
                            .orElse(condition.undegraded()));
        }
        table.write(html);
    }

    /** Returns the fewest and the most seeds that have a result at a level. */
    private static String seeds(Results.Condition condition) {
        final IntSummaryStatistics seeds = IntStream.rangeClosed(0, condition.lastLevel())
                .map(level -> condition.curve().returns(level).length)
                .filter(count -> count > 0)
                .summaryStatistics();
        return seeds.getMin() == seeds.getMax()
                ? String.valueOf(seeds.getMax())
                : seeds.getMin() + "\u2013" + seeds.getMax();
    }

    /** Returns the degradation point of a condition in per cent, with its interval. */
    static String needed(Results.Condition condition) {
        return condition.degradation().map(ReturnsSection::needed).orElse(Numbers.NONE);
    }

    private static String needed(DegradationPoint.Estimate estimate) {
        final boolean openBelow = estimate.censoredShare() > TAIL;
        return (estimate.point().censored() ? "\u2264 " : "")
                + Numbers.percent(estimate.remaining().estimate())
                + Numbers.limits(
                        (openBelow ? "\u2264 " : "")
                                + Numbers.percent(estimate.remaining().low()),
                        Numbers.percent(estimate.remaining().high()));
    }

    private static String remark(Results.Condition condition, DegradationPoint.Estimate estimate) {
        if (estimate.point().censored()) {
            return "does not degrade up to level " + condition.lastLevel() + ", the last with a result";
        }
        return estimate.remaining().estimate() < 1
                ? "between levels, interpolated"
                : "degrades at once: level 1 is below";
    }
}
