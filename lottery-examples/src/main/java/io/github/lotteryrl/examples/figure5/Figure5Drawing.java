// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.examples.figure5.Figure5.Found;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputMap;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.HeatMapPanel;
import io.github.lotteryrl.examples.plot.Legend;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.PicturePanel;
import io.github.lotteryrl.examples.plot.Rgb;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/** Draws the figure from what was found. */
final class Figure5Drawing {

    private static final double WIDTH = 1200;
    private static final double LINES_HEIGHT = 210;
    private static final double[] PERCENTAGES = {100, 50, 20, 10, 5};

    /** The maze's colours, dark enough for white paper, in the order of the channels. */
    private static final List<Rgb> CHANNELS = List.of(
            Rgb.of(0x00A3B4), Rgb.of(0xD6219C), Rgb.of(0x1B9E3B), Rgb.of(0xD9A900), Rgb.of(0x8B5A2B), Rgb.of(0x222222));

    private Figure5Drawing() {}

    static Figure of(Found found) {
        final List<Row> rows = new ArrayList<>();
        rows.add(Row.titled("The maze, and dense agents on the inputs that survive", screen(), learning(found))
                .widths(1.5, 1)
                .frameHeight(LINES_HEIGHT));
        shown(found).forEach(ticket -> rows.add(maps(ticket)));
        rows.add(Row.titled(
                        "What is left of each layer, and of each channel of the input layer",
                        layers(found),
                        channels(found))
                .frameHeight(LINES_HEIGHT));
        return Figure.grid(rows.toArray(Row[]::new)).legend(Legend.PANEL).width(WIDTH);
    }

    /** Returns tickets of one seed, densest first; among them one with the inputs on which dense agents are trained. */
    private static List<InputLayer> shown(Found found) {
        final double[] percentages = Arrays.copyOf(PERCENTAGES, PERCENTAGES.length + 1);
        percentages[PERCENTAGES.length] = 100 * found.remaining();
        return InputLayer.nearest(InputLayer.ofFirstSeed(found.tickets()), percentages).stream()
                .sorted(Comparator.comparingInt(InputLayer::level))
                .toList();
    }

    private static Panel screen() {
        try (Environment maze = GridMaze.create()) {
            maze.reset(0);
            return PicturePanel.of("", maze.render()).caption("start of every episode");
        }
    }

    private static Panel learning(Found found) {
        final String inputs = String.format(
                Locale.ROOT,
                "%d of %d inputs, those that survive at %.1f %%",
                found.minimal().inputs().size(),
                found.study().experiment().observations().size(),
                100 * found.remaining());
        return DenseAgents.learning(inputs, found.denseOnAll(), found.denseOnSurvivors());
    }

    private static Row maps(InputLayer ticket) {
        final List<HeatMapPanel> panels = new ArrayList<>();
        for (InputMap map : ticket.channels()) {
            HeatMapPanel panel =
                    HeatMapPanel.of(map.channel(), map.weights()).caption(map.cells() + " of " + map.size() + " cells");
            for (int enemy = 1; enemy <= 2; enemy++) {
                if (map.channel().equals("enemy " + enemy)) {
                    panel = panel.mark(GridMaze.patrolCells(enemy));
                }
            }
            panels.add(panel);
        }
        final List<HeatMapPanel> scaled = new ArrayList<>(HeatMapPanel.withOneScale(panels));
        scaled.set(scaled.size() - 1, scaled.get(scaled.size() - 1).colorBar("cumulative |w|"));
        final String title = String.format(
                Locale.ROOT,
                "%.1f %% of the weights (level %d, seed %d, return %.1f)",
                100 * ticket.remaining(),
                ticket.level(),
                ticket.seed(),
                ticket.freshReturn());
        return Row.titled(title, scaled.toArray(Panel[]::new));
    }

    private static Panel layers(Found found) {
        LinePanel panel = remaining("layers");
        final List<Rgb> colors = Palette.CATEGORIES;
        for (int i = 0; i < found.tickets().get(0).layers().size(); i++) {
            final int layer = i;
            panel = panel.add(line(
                            found.tickets().get(0).layerName(layer),
                            found.tickets(),
                            ticket -> ticket.layers().get(layer).remaining())
                    .color(colors.get(layer % colors.size())));
        }
        return panel;
    }

    private static Panel channels(Found found) {
        LinePanel panel = remaining("channels of the input layer");
        final List<InputMap> channels = found.tickets().get(0).channels();
        for (int i = 0; i < channels.size(); i++) {
            final int channel = i;
            panel = panel.add(line(
                            channels.get(channel).channel(),
                            found.tickets(),
                            ticket -> ticket.channels().get(channel).remaining())
                    .color(CHANNELS.get(channel)));
        }
        return panel;
    }

    private static LinePanel remaining(String title) {
        return LinePanel.titled(title)
                .x(Axis.log("remaining weights (%)").reversed())
                .y(Axis.log("remaining of this part (%)"));
    }

    /** Returns the mean over seeds, with a band from the smallest to the largest; a gap where nothing is left in a seed. */
    private static Series line(String name, List<InputLayer> tickets, ToDoubleFunction<InputLayer> fraction) {
        final Map<Integer, List<InputLayer>> byLevel =
                tickets.stream().collect(Collectors.groupingBy(InputLayer::level, TreeMap::new, Collectors.toList()));
        final List<List<InputLayer>> levels = List.copyOf(byLevel.values());
        final double[] x = new double[levels.size()];
        final double[][] percent = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = 100 * levels.get(i).get(0).remaining();
            percent[i] = levels.get(i).stream()
                    .mapToDouble(ticket -> 100 * fraction.applyAsDouble(ticket))
                    .toArray();
            if (StatUtils.min(percent[i]) == 0) {
                Arrays.fill(percent[i], Double.NaN);
            }
        }
        return Series.line(name, x, each(percent, StatUtils::mean))
                .band(each(percent, StatUtils::min), each(percent, StatUtils::max));
    }

    private static double[] each(double[][] rows, ToDoubleFunction<double[]> statistic) {
        return Arrays.stream(rows).mapToDouble(statistic).toArray();
    }
}
