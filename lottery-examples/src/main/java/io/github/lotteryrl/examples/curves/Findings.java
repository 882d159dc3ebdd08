// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.Bootstrap;
import io.github.lotteryrl.stats.Degradation;
import io.github.lotteryrl.stats.DegradationPoint;
import io.github.lotteryrl.stats.Interval;
import io.github.lotteryrl.stats.Retention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What ticket curves say, in numbers with intervals, from the fresh returns: how far each condition can be pruned, in which order
 * the conditions of a study come, and how students compare with the agents of their architecture. Of {@linkplain OneSeed one seed},
 * numbers alone.
 */
final class Findings {

    private final RandomPolicyReturns randomPolicy = new RandomPolicyReturns();
    private final List<String> lines = new ArrayList<>();
    private final List<Map<String, Object>> fields = new ArrayList<>();

    private Findings() {}

    static Findings of(Map<Study, TicketReport> reports) {
        final Findings findings = new Findings();
        final Map<Study, TicketReport> ofOneSeed = new LinkedHashMap<>();
        final Map<Study, TicketReport> comparable = new LinkedHashMap<>();
        reports.forEach((study, report) -> {
            if (findings.hasScale(study, report)) {
                final int seeds = report.freshCurve(MaskBaseline.MASK_WEIGHTS).returns(0).length;
                (seeds == 1 ? ofOneSeed : comparable).put(study, report);
            }
        });
        ofOneSeed.forEach(findings::oneSeed);
        if (!ofOneSeed.isEmpty()) {
            findings.lines.add(OneSeed.NO_INTERVALS);
        }
        comparable.forEach((study, report) -> {
            study.experiment()
                    .conditions()
                    .forEach(condition -> findings.tell(
                            study.name() + ", " + condition.identity(),
                            () -> findings.degradation(study, report, condition)));
            findings.tell(study.name(), () -> findings.order(study, report));
        });
        findings.studentsAgainstAgents(comparable);
        if (comparable.keySet().stream()
                .anyMatch(study -> study.experiment().seeds().size() <= Bootstrap.FEW_SEEDS)) {
            findings.lines.add(Bootstrap.UNDER_COVERAGE);
        }
        return findings;
    }

    /** Returns what a person should read. */
    List<String> lines() {
        return lines;
    }

    /** Returns the same for the summary. */
    List<Map<String, Object>> fields() {
        return fields;
    }

    /** Says why there is no number, where runs failed that it needs. */
    private void tell(String subject, Runnable finding) {
        try {
            finding.run();
        } catch (IllegalArgumentException e) {
            lines.add(subject + ": no comparison, " + e.getMessage());
        }
    }

    private double randomReturn(Study study) {
        return randomPolicy.on(study).mean();
    }

    /** A curve is normalised between the random policy and the dense agent; a dense agent that is hardly better gives none. */
    private boolean hasScale(Study study, TicketReport report) {
        final double dense = report.freshCurve(MaskBaseline.MASK_WEIGHTS).mean()[0];
        final Optional<String> reason = randomPolicy.on(study).whyNoScale(dense);
        reason.ifPresent(why -> lines.add(study.name() + ": no comparison, " + why));
        return reason.isEmpty();
    }

    private void degradation(Study study, TicketReport report, MaskBaseline condition) {
        final DegradationPoint.Estimate estimate = report.degradation(condition, randomReturn(study));
        final Interval remaining = estimate.remaining();
        lines.add(text(
                "%s, %s: 90 %% of the dense return down to %s%s of the weights (%d; 95 %% interval %s to %s)",
                study.name(),
                condition.identity(),
                percent(remaining.estimate()),
                estimate.point().censored() ? " or less" : "",
                Math.round(remaining.estimate() * study.experiment().layout().prunableSize()),
                percent(remaining.low()),
                percent(remaining.high())));
        final Map<String, Object> field = degradation(
                study,
                condition,
                randomReturn(study),
                remaining,
                estimate.point().censored());
        field.put("censoredShare", Json.number(estimate.censoredShare()));
        fields.add(field);
    }

    /** Returns what the summary says of a degradation point, as a new map. */
    static Map<String, Object> degradation(
            Study study, MaskBaseline condition, double randomReturn, Interval remaining, boolean censored) {
        final Map<String, Object> field = start("degradation point", study);
        field.put("condition", condition.identity());
        field.put("randomReturn", Json.number(randomReturn));
        field.put("threshold", Json.number(Degradation.DEFAULT_THRESHOLD));
        put(field, "remaining", remaining);
        field.put("censored", censored);
        return field;
    }

    private void oneSeed(Study study, TicketReport report) {
        final OneSeed seed = OneSeed.of(study, report, randomReturn(study));
        lines.addAll(seed.lines());
        fields.addAll(seed.fields());
    }

    /** Orders the conditions by what they keep over all levels, and tests neighbours. */
    private void order(Study study, TicketReport report) {
        final List<MaskBaseline> conditions = study.experiment().conditions();
        if (conditions.size() == 1 || study.experiment().levels() == 0) {
            return;
        }
        final double random = randomReturn(study);
        final Map<MaskBaseline, Interval> retention = new LinkedHashMap<>();
        conditions.forEach(condition -> retention.put(condition, report.retention(condition, random)));
        final List<MaskBaseline> order = retention.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().estimate()))
                .map(Map.Entry::getKey)
                .toList();
        final int pairs = conditions.size() * (conditions.size() - 1) / 2;
        final List<String> steps = new ArrayList<>();
        final List<Map<String, Object>> differences = new ArrayList<>();
        for (int i = 1; i < order.size(); i++) {
            final Retention.Difference difference = report.retentionDifference(order.get(i - 1), order.get(i), random);
            final double p = Math.min(1, difference.p() * pairs);
            steps.add(text("%s (p %s)", order.get(i).identity(), number(p)));
            final Map<String, Object> field = start("retention difference", study);
            field.put("first", order.get(i - 1).identity());
            field.put("second", order.get(i).identity());
            put(field, "difference", difference.difference());
            field.put("pairs", difference.pairs());
            field.put("p", Json.number(difference.p()));
            field.put("pOfAllPairs", Json.number(p));
            differences.add(field);
        }
        fields.addAll(differences);
        lines.add(text(
                "%s, order by what is kept over all levels: %s > %s; p of neighbours, times %d for the pairs there are",
                study.name(), order.get(0).identity(), String.join(" > ", steps), pairs));
        lines.add(study.name() + ", kept on average: "
                + order.stream()
                        .map(condition -> condition.identity() + " " + interval(retention, condition))
                        .collect(Collectors.joining(", ")));
    }

    private static String interval(Map<MaskBaseline, Interval> retention, MaskBaseline condition) {
        final Interval interval =
                retention.getOrDefault(condition, new Interval(Double.NaN, Double.NaN, Double.NaN, 0.95));
        return text("%.2f (%.2f to %.2f)", interval.estimate(), interval.low(), interval.high());
    }

    private void studentsAgainstAgents(Map<Study, TicketReport> comparable) {
        comparable.forEach((student, ofStudent) -> comparable.forEach((agent, ofAgent) -> {
            if (student.learner().equals("cloning")
                    && !agent.learner().equals("cloning")
                    && student.task() == agent.task()
                    && student.network().equals(agent.network())
                    && student.variant().isEmpty()) {
                tell(student.name() + " against " + agent.label(), () -> compare(student, ofStudent, agent, ofAgent));
            }
        }));
    }

    private void compare(Study student, TicketReport ofStudent, Study agent, TicketReport ofAgent) {
        final DegradationPoint.Difference difference = ofStudent.degradationDifference(
                MaskBaseline.MASK_WEIGHTS, ofAgent, MaskBaseline.MASK_WEIGHTS, randomReturn(student));
        final Interval ratio = difference.log10Ratio();
        lines.add(text(
                "%s, %s against %s: the student needs %s times the weights (95 %% interval %s to %s)",
                student.task().paperName(),
                student.label(),
                agent.label(),
                number(StrictMath.pow(10, ratio.estimate())),
                number(StrictMath.pow(10, ratio.low())),
                number(StrictMath.pow(10, ratio.high()))));
        final Map<String, Object> field = start("degradation difference", student);
        field.put("against", agent.name());
        put(field, "log10Ratio", ratio);
        field.put("censoredShare", Json.number(difference.censoredShare()));
        fields.add(field);
    }

    private static Map<String, Object> start(String kind, Study study) {
        final Map<String, Object> field = new LinkedHashMap<>();
        field.put("finding", kind);
        field.put("study", study.name());
        return field;
    }

    private static void put(Map<String, Object> field, String name, Interval interval) {
        field.put(name, Json.number(interval.estimate()));
        field.put(name + "Low", Json.number(interval.low()));
        field.put(name + "High", Json.number(interval.high()));
        field.put("confidence", Json.number(interval.confidence()));
    }

    static String percent(double fraction) {
        return number(100 * fraction) + " %";
    }

    private static String number(double value) {
        return text(Math.abs(value) >= 10 ? "%.1f" : "%.2g", value);
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
