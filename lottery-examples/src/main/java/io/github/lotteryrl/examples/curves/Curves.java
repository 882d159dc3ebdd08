// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.plot.Dash;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Rgb;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows of panels with ticket curves: what most of the paper's figures are. Says what is to be seen; {@link CurvesFigure} runs and
 * draws it.
 *
 * @param rows from top to bottom
 */
record Curves(List<CurveRow> rows) {

    /** How the conditions of table 1 are drawn, here as in the paper. */
    private static final Map<MaskBaseline, Rgb> COLOURS = Map.of(
            MaskBaseline.MASK_WEIGHTS, Palette.MASK_WEIGHTS,
            MaskBaseline.MASK_PERMUTED, Palette.MASK_PERMUTED,
            MaskBaseline.PERMUTED_PERMUTED, Palette.PERMUTED_PERMUTED,
            MaskBaseline.RANDOM_REINIT, Palette.RANDOM_REINIT);

    private static final List<String> SIZES = List.of("small", "medium", "large");

    private static final List<Rgb> COLD =
            List.of(Palette.CATEGORIES.get(0), Palette.CATEGORIES.get(5), Palette.CATEGORIES.get(2));
    private static final List<Rgb> WARM =
            List.of(Palette.CATEGORIES.get(1), Palette.CATEGORIES.get(4), Palette.CATEGORIES.get(3));

    /** Copies. */
    Curves {
        rows = List.copyOf(rows);
    }

    /** What the horizontal axis counts. */
    enum Across {
        /** Percentage of the weights that remain. */
        PERCENT,
        /** Number of the weights that remain. */
        WEIGHTS
    }

    /** A row of panels. */
    record CurveRow(String title, List<Slot> panels) {
        CurveRow {
            panels = List.copyOf(panels);
        }
    }

    /** A panel, or word of why it is missing. */
    sealed interface Slot permits CurvePanel, Missing {}

    /**
     * A panel of curves.
     *
     * @param title above it
     * @param subtitle below the title; may be empty
     * @param across what the horizontal axis counts
     * @param curves in the order in which they are drawn
     */
    record CurvePanel(String title, String subtitle, Across across, List<Curve> curves) implements Slot {
        CurvePanel {
            curves = List.copyOf(curves);
        }
    }

    /** A panel of the paper that cannot be made yet. */
    record Missing(String title, String reason) implements Slot {}

    /** A condition of a study as it is drawn. */
    record Curve(String label, Study study, MaskBaseline condition, Rgb color, Dash dash) {}

    /** Returns a panel with a curve for each condition of a study. */
    static CurvePanel conditions(String title, Study study) {
        final List<Curve> curves = study.experiment().conditions().stream()
                .map(condition -> new Curve(condition.identity(), study, condition, color(condition), Dash.SOLID))
                .toList();
        return new CurvePanel(title, "", Across.PERCENT, curves);
    }

    /** Returns a panel with the ticket of each study: students in cold colours, agents in warm ones. */
    static CurvePanel tickets(String title, Across across, List<Study> studies) {
        final Iterator<Rgb> cold = COLD.iterator();
        final Iterator<Rgb> warm = WARM.iterator();
        final List<Curve> curves = studies.stream()
                .map(study -> new Curve(
                        study.label(),
                        study,
                        MaskBaseline.MASK_WEIGHTS,
                        study.learner().equals("cloning") ? cold.next() : warm.next(),
                        Dash.SOLID))
                .toList();
        return new CurvePanel(title, "", across, curves);
    }

    /**
     * Returns a panel of networks of three sizes, over the number of weights: a solid line for the ticket, dashed for others. The sizes
     * stand below the title, so that the panels of a row share a legend.
     */
    static CurvePanel sizes(String title, List<Study> studies) {
        final Iterator<String> ranks = SIZES.iterator();
        final Map<Study, String> labels = new LinkedHashMap<>();
        studies.forEach(study -> labels.put(study, ranks.next()));
        final String networks = studies.stream().map(Study::network).collect(Collectors.joining(" | "));
        return new CurvePanel(title, networks, Across.WEIGHTS, all(studies, study -> labels.getOrDefault(study, "")));
    }

    /** Returns a panel of agents that differ otherwise: a solid line for the ticket, dashed for others. */
    static CurvePanel variants(String title, List<Study> studies) {
        return new CurvePanel(
                title,
                "",
                Across.PERCENT,
                all(studies, study -> study.variant().isEmpty() ? "plain" : study.variant()));
    }

    private static List<Curve> all(List<Study> studies, Function<Study, String> label) {
        final List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            final Study study = studies.get(i);
            for (MaskBaseline condition : study.experiment().conditions()) {
                final boolean ticket = condition.equals(MaskBaseline.MASK_WEIGHTS);
                curves.add(new Curve(
                        label.apply(study) + (ticket ? "" : ", " + condition.identity()),
                        study,
                        condition,
                        Palette.CATEGORIES.get(i),
                        ticket ? Dash.SOLID : Dash.DASHED));
            }
        }
        return curves;
    }

    /** Returns how a condition is drawn. */
    static Rgb color(MaskBaseline condition) {
        return COLOURS.getOrDefault(condition, Palette.MASK_REINIT);
    }

    /**
     * Returns the figure with the panels of some tasks alone; the others are missing.
     *
     * @param tasks as the paper calls them; all if there are none
     * @throws IllegalArgumentException if the figure has no panel of a task
     */
    Curves only(List<String> tasks) {
        if (tasks.isEmpty()) {
            return this;
        }
        Task.check(tasks, studies().stream().map(Study::task));
        return new Curves(rows.stream()
                .map(row -> new CurveRow(
                        row.title(),
                        row.panels().stream().map(slot -> only(slot, tasks)).toList()))
                .toList());
    }

    private static Slot only(Slot slot, List<String> tasks) {
        return slot instanceof CurvePanel panel
                        && panel.curves().stream()
                                .noneMatch(curve ->
                                        tasks.contains(curve.study().task().paperName()))
                ? new Missing(panel.title(), "left out")
                : slot;
    }

    /** Returns what has to be run, each study once. */
    List<Study> studies() {
        return rows.stream()
                .flatMap(row -> row.panels().stream())
                .filter(CurvePanel.class::isInstance)
                .flatMap(panel -> ((CurvePanel) panel).curves().stream())
                .map(Curve::study)
                .distinct()
                .toList();
    }

    /** Returns the panels that cannot be made. */
    List<Missing> missing() {
        return rows.stream()
                .flatMap(row -> row.panels().stream())
                .filter(Missing.class::isInstance)
                .map(Missing.class::cast)
                .toList();
    }
}
