// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.SeedLines;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Dash;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Rgb;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import io.github.lotteryrl.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pictures of the page. Narrow, so that a telephone need not shrink them beyond reading. */
final class Charts {

    private static final double WIDTH = 470;
    private static final double FRAME_HEIGHT = 230;

    private static final Map<String, Rgb> COLORS = Map.of(
            MaskBaseline.MASK_WEIGHTS.identity(), Palette.MASK_WEIGHTS,
            MaskBaseline.MASK_PERMUTED.identity(), Palette.MASK_PERMUTED,
            MaskBaseline.PERMUTED_PERMUTED.identity(), Palette.PERMUTED_PERMUTED,
            MaskBaseline.RANDOM_REINIT.identity(), Palette.RANDOM_REINIT,
            MaskBaseline.MASK_REINIT.identity(), Palette.MASK_REINIT);

    /** For more names than colours. */
    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.DASHED, Dash.DASH_DOT, Dash.DOTTED);

    private Charts() {}

    /** Writes a picture with what it shows below it. */
    private static void write(LinePanel panel, String id, String description, String caption, Html html) {
        html.open("figure")
                .markup(Figure.grid(Row.of(panel).frameHeight(FRAME_HEIGHT))
                        .width(WIDTH)
                        .toInlineSvg(id, description))
                .element("figcaption", caption)
                .close("figure");
    }

    /** Returns the horizontal axis of everything that is shown over sparsity. */
    private static Axis remaining() {
        return Axis.log("remaining weights (%)").reversed();
    }

    /** Returns the places of the levels on it; a level without weights has none. */
    private static double[] places(Group group) {
        return IntStream.rangeClosed(0, group.levels())
                .mapToDouble(group::remaining)
                .map(fraction -> fraction > 0 ? 100 * fraction : Double.NaN)
                .toArray();
    }

    static void returns(Results results, Html html) {
        LinePanel panel = LinePanel.titled("").x(remaining()).y(Axis.linear("return"));
        final double[] x = places(results.group());
        for (Results.Condition condition : results.conditions()) {
            final Series line = Series.line(condition.name(), x, each(condition, Interval::estimate))
                    .band(each(condition, Interval::low), each(condition, Interval::high));
            panel = panel.add(COLORS.containsKey(condition.name()) ? line.color(COLORS.get(condition.name())) : line);
        }
        if (results.task().randomReturn().isPresent()) {
            panel = panel.horizontalLine(results.task().randomReturn().getAsDouble(), "random policy");
        }
        write(
                panel,
                results.id("returns"),
                "Return over remaining weights, 100 % at the left. " + ends(results),
                "Return over remaining weights: interquartile mean over seeds, with 95 % bootstrap intervals.",
                html);
    }

    private static double[] each(Results.Condition condition, ToDoubleFunction<Interval> number) {
        return condition.center().stream().mapToDouble(number).toArray();
    }

    private static String ends(Results results) {
        return results.conditions().stream()
                .map(condition -> condition.name() + " goes from "
                        + results.numbers().of(condition.center().get(0).estimate()) + " to "
                        + results.numbers()
                                .of(condition
                                        .center()
                                        .get(condition.lastLevel())
                                        .estimate())
                        + " at "
                        + Numbers.percent(results.group().remaining(condition.lastLevel()))
                        + " %")
                .collect(Collectors.joining("; ", "", "."));
    }

    static void learning(Results results, Html html) {
        final List<Run> dense = results.group().dense();
        if (dense.isEmpty()) {
            return;
        }
        write(
                LinePanel.titled("")
                        .x(Axis.linear("training steps").from(0))
                        .y(Axis.linear("return"))
                        .add(SeedLines.learning(
                                        "dense agents",
                                        dense.stream().map(Run::learning).toList())
                                .color(Palette.CATEGORIES.get(0))),
                results.id("learning"),
                "Learning curve of the dense agents.",
                "Learning of the dense agents: mean over seeds of the evaluations on the way, plus and minus one standard"
                        + " deviation.",
                html);
    }

    /**
     * Draws what is known of each input or channel, over the remaining weights.
     *
     * @param rows for each of {@code names}, for each level, the values of all seeds
     */
    static void inputs(
            Results results,
            String id,
            String label,
            List<String> names,
            List<double[][]> rows,
            String caption,
            Html html) {
        final double[] x = places(results.group());
        LinePanel panel =
                LinePanel.titled("").x(remaining()).y(Axis.linear(label).from(0));
        for (int i = 0; i < names.size(); i++) {
            final Dash dash = DASHES.get(i / Palette.CATEGORIES.size() % DASHES.size());
            panel = panel.add(SeedLines.of(names.get(i), x, rows.get(i)).dash(dash));
        }
        write(panel, results.id(id), caption, caption, html);
    }
}
