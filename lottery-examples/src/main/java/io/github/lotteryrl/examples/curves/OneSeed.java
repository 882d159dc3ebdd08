// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.DegradationPoint;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a study says of which a single seed is finished: the numbers of its curves, without intervals and tests. */
final class OneSeed {

    /** What a reader of these numbers has to know. */
    static final String NO_INTERVALS = "One seed gives no intervals and no tests: another may come out differently.";

    private final Study study;
    private final double randomReturn;
    private final Map<MaskBaseline, ReturnCurve> curves = new LinkedHashMap<>();
    private final Map<MaskBaseline, DegradationPoint> points = new LinkedHashMap<>();

    private OneSeed(Study study, double randomReturn) {
        this.study = study;
        this.randomReturn = randomReturn;
    }

    /**
     * Reads the fresh returns of a study.
     *
     * @throws IllegalArgumentException if its dense agent is not better than the random policy
     */
    static OneSeed of(Study study, TicketReport report, double randomReturn) {
        final OneSeed found = new OneSeed(study, randomReturn);
        final Degradation degradation = Degradation.of(randomReturn);
        for (MaskBaseline condition : study.experiment().conditions()) {
            final ReturnCurve curve = report.freshCurve(condition);
            found.curves.put(condition, curve);
            found.points.put(condition, degradation.point(curve));
        }
        return found;
    }

    /** Returns what a person should read. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        lines.add(study.name() + ", one seed: 90 % of the dense return down to this part of the weights: "
                + points.entrySet().stream()
                        .map(entry -> entry.getKey().identity() + " "
                                + Findings.percent(entry.getValue().remaining())
                                + (entry.getValue().censored() ? " or less" : ""))
                        .collect(Collectors.joining(", ")));
        if (curves.size() > 1) {
            lines.add(study.name() + ", one seed, fresh returns: "
                    + study.experiment().comparedLevels().stream()
                            .map(this::returns)
                            .collect(Collectors.joining("; ")));
        }
        return lines;
    }

    private String returns(int level) {
        final ReturnCurve ticket = curves.values().iterator().next();
        if (level == 0) {
            return "dense " + number(ticket.mean()[0]);
        }
        return Findings.percent(ticket.remaining().get(level)) + ": "
                + curves.entrySet().stream()
                        .filter(entry -> entry.getValue().returns(level).length > 0)
                        .map(entry -> entry.getKey().identity() + " "
                                + number(entry.getValue().mean()[level]))
                        .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Returns the same points for the summary, without limits. */
    List<Map<String, Object>> fields() {
        final List<Map<String, Object>> fields = new ArrayList<>();
        points.forEach((condition, point) -> {
            final Interval remaining =
                    new Interval(point.remaining(), Double.NaN, Double.NaN, Bootstrap.DEFAULT_CONFIDENCE);
            fields.add(Findings.degradation(study, condition, randomReturn, remaining, point.censored()));
        });
        return fields;
    }
}
