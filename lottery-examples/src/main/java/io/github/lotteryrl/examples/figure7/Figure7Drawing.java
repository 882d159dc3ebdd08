// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure7;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figure7.Figure7.Robot;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.examples.figures.TicketInputs;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Dash;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.HeatRowsPanel;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Draws the figure from what was found: a column for each robot, all panels of a column over one axis. */
final class Figure7Drawing {

    private static final double WIDTH_PER_ROBOT = 480;
    private static final double LEAST_WIDTH = 700;
    private static final double ROW_HEIGHT = 15.5;

    /** From a level to the middle between it and the next, as 80 % of the weights remain from level to level. */
    private static final double HALF_LEVEL = Math.sqrt(0.8);

    private final Band band;

    private Figure7Drawing(Band band) {
        this.band = band;
    }

    static Figure of(List<Robot> robots, Band band) {
        final Figure7Drawing drawing = new Figure7Drawing(band);
        final int inputs =
                robots.stream().mapToInt(robot -> robot.names().size()).max().orElseThrow();
        final List<Panel> maps = new ArrayList<>();
        for (int i = 0; i < robots.size(); i++) {
            final HeatRowsPanel map = map(robots.get(i));
            maps.add(i == robots.size() - 1 ? map.colorBar("fraction of seeds in which it survives") : map);
        }
        return Figure.grid(
                        row("Return of the ticket", robots, drawing::returns),
                        row("Inputs with a path to an output", robots, drawing::counts),
                        inColumns("Which of the actor's inputs these are", maps).frameHeight(ROW_HEIGHT * inputs))
                .width(Math.max(LEAST_WIDTH, WIDTH_PER_ROBOT * robots.size()));
    }

    private static Row row(String title, List<Robot> robots, Function<Robot, Panel> panel) {
        return inColumns(title, robots.stream().map(panel).toList());
    }

    /** Rows with widths of their own, all the same, so that the colour bar takes room from the last column alone. */
    private static Row inColumns(String title, List<Panel> panels) {
        final double[] equal = new double[panels.size()];
        Arrays.fill(equal, 1);
        return Row.titled(title, panels.toArray(Panel[]::new)).widths(equal);
    }

    private Panel returns(Robot robot) {
        final ReturnCurve curve = robot.report().curve(MaskBaseline.MASK_WEIGHTS);
        return marked(LinePanel.titled(robot.task().paperName()), robot)
                .y(Axis.linear("return"))
                .add(line("mask/weights", curve).color(Palette.MASK_WEIGHTS));
    }

    private Panel counts(Robot robot) {
        final int inputs = robot.names().size();
        final LinePanel panel = marked(LinePanel.titled(""), robot)
                .y(Axis.linear("inputs of " + inputs).from(0).to(inputs))
                .add(line("actor", counts(robot, KeptInputs.ACTOR)).color(Palette.MASK_WEIGHTS))
                .add(line("critic", counts(robot, KeptInputs.CRITIC))
                        .color(Palette.CATEGORIES.get(0))
                        .dash(Dash.DASHED));
        return KeptInputs.published(robot.task())
                .map(count -> panel.horizontalLine(count, "the paper: " + count))
                .orElse(panel);
    }

    private static LinePanel marked(LinePanel panel, Robot robot) {
        final double percent = percent(robot)[robot.kept().level()];
        return panel.x(axis(robot)).verticalLine(percent, String.format(Locale.ROOT, "%.1f %%", percent));
    }

    private Series line(String name, ReturnCurve curve) {
        final Band.Line line = band.of(curve);
        return Series.line(name, percent(curve), line.middle()).band(line.low(), line.high());
    }

    /** Returns how many inputs survive in a network, for each level and seed. */
    private static ReturnCurve counts(Robot robot, int network) {
        final List<Double> remaining =
                robot.report().curve(MaskBaseline.MASK_WEIGHTS).remaining();
        final List<Long> seeds = robot.study().experiment().seeds();
        final double[][] counts = new double[remaining.size()][seeds.size()];
        Arrays.stream(counts).forEach(level -> Arrays.fill(level, Double.NaN));
        for (TicketInputs ticket : robot.tickets()) {
            counts[ticket.level()][seeds.indexOf(ticket.seed())] =
                    ticket.survivors().get(network);
        }
        return new ReturnCurve(remaining, counts);
    }

    private static HeatRowsPanel map(Robot robot) {
        return HeatRowsPanel.of("", robot.names(), edges(percent(robot)), fractions(robot))
                .x(axis(robot))
                .max(1)
                .mark(robot.kept().level());
    }

    /** Returns in which part of the seeds each input survives at each level; NaN where no seed has a ticket. */
    private static double[][] fractions(Robot robot) {
        final double[][] fractions = new double[robot.names().size()][percent(robot).length];
        final int[] tickets = new int[fractions[0].length];
        for (TicketInputs ticket : robot.tickets()) {
            tickets[ticket.level()]++;
            for (int input = 0; input < fractions.length; input++) {
                fractions[input][ticket.level()] += ticket.inputs().get(input).survives() ? 1 : 0;
            }
        }
        for (double[] input : fractions) {
            for (int level = 0; level < input.length; level++) {
                input[level] /= tickets[level];
            }
        }
        return fractions;
    }

    private static double[] percent(Robot robot) {
        return percent(robot.report().curve(MaskBaseline.MASK_WEIGHTS));
    }

    private static double[] percent(ReturnCurve curve) {
        return curve.remaining().stream()
                .mapToDouble(remaining -> 100 * remaining)
                .toArray();
    }

    /** Returns where the cells of the levels begin and end: in the middle between them on a logarithmic axis. */
    private static double[] edges(double[] percent) {
        final double[] edges = new double[percent.length + 1];
        edges[0] = percent[0] / HALF_LEVEL;
        for (int level = 1; level < percent.length; level++) {
            edges[level] = Math.sqrt(percent[level - 1] * percent[level]);
        }
        edges[percent.length] = percent[percent.length - 1] * HALF_LEVEL;
        return edges;
    }

    private static Axis axis(Robot robot) {
        final double[] edges = edges(percent(robot));
        return Axis.log("remaining weights (%)")
                .reversed()
                .from(edges[edges.length - 1])
                .to(edges[0]);
    }
}
