// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure1;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.envs.gridmaze.GridMaze;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputMap;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.HeatMapPanel;
import io.github.lotteryrl.examples.plot.NoticePanel;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.PicturePanel;
import io.github.lotteryrl.examples.plot.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Draws the figure: the paper's left, middle and right columns from top to bottom. */
final class Figure1Drawing {

    private static final double WIDTH = 1200;
    private static final double NOTICE_HEIGHT = 60;
    private static final double[] PERCENTAGES = {100, 50, 20, 10, 5};
    private static final List<String> ENEMIES = List.of("enemy 1", "enemy 2");

    private Figure1Drawing() {}

    /**
     * Draws the figure.
     *
     * @param pictures what the tickets are of; what is not among them is left out
     * @param tickets by task
     * @param returns rows of the right column
     */
    static Figure of(List<Study> pictures, Map<Task, List<InputLayer>> tickets, List<Row> returns) {
        final List<Row> rows = new ArrayList<>();
        rows.addAll(study(pictures, Task.DIGITS)
                .map(digits -> List.of(digits(digits, shown(tickets, digits))))
                .orElseGet(() -> List.of(leftOut("Classifier of digits"))));
        rows.addAll(study(pictures, Task.GRID_MAZE)
                .map(maze -> maze(shown(tickets, maze)))
                .orElseGet(() -> List.of(leftOut("GridMaze, DQN"))));
        rows.add(Row.titled(
                "What the baselines keep of a ticket (two small layers)",
                Schematic.panels().toArray(Panel[]::new)));
        rows.addAll(returns);
        return Figure.grid(rows.toArray(Row[]::new)).width(WIDTH);
    }

    private static Optional<Study> study(List<Study> studies, Task task) {
        return studies.stream().filter(study -> study.task() == task).findAny();
    }

    private static List<InputLayer> shown(Map<Task, List<InputLayer>> tickets, Study study) {
        final List<InputLayer> all = Objects.requireNonNull(tickets.get(study.task()), "no tickets");
        return InputLayer.nearest(InputLayer.ofFirstSeed(all), PERCENTAGES);
    }

    private static Row leftOut(String title) {
        return Row.titled(title, NoticePanel.of("", "left out")).frameHeight(NOTICE_HEIGHT);
    }

    private static Row digits(Study digits, List<InputLayer> tickets) {
        final EnvironmentFactory environment = digits.experiment().environment();
        return row(
                "Classifier of digits ("
                        + environment.name()
                        + "): cumulative |w| of each input, each picture on a scale of its own",
                example("test image", environment),
                tickets,
                InputLayer::channels,
                Function.identity());
    }

    private static List<Row> maze(List<InputLayer> tickets) {
        final EnvironmentFactory maze = Task.GRID_MAZE.environment();
        final boolean[][] patrols = patrols();
        return List.of(
                row(
                        "GridMaze, DQN: cumulative |w| of each cell, all channels",
                        example("screen", maze),
                        tickets,
                        InputLayer::channels,
                        Function.identity()),
                row(
                        "GridMaze, DQN: the enemies' channels alone, and where the enemies can be",
                        example("screen", maze),
                        tickets,
                        Figure1Drawing::enemies,
                        panel -> panel.mark(patrols)));
    }

    private static List<InputMap> enemies(InputLayer ticket) {
        return ENEMIES.stream().map(ticket::channel).toList();
    }

    private static boolean[][] patrols() {
        final boolean[][] cells = GridMaze.patrolCells(1);
        final boolean[][] others = GridMaze.patrolCells(2);
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                cells[row][column] |= others[row][column];
            }
        }
        return cells;
    }

    private static Panel example(String title, EnvironmentFactory task) {
        try (Environment environment = task.create()) {
            environment.reset(0);
            return PicturePanel.of(title, environment.render());
        }
    }

    /** Each ticket on a scale of its own: what matters is where the weight is, and all of it becomes less. */
    private static Row row(
            String title,
            Panel example,
            List<InputLayer> tickets,
            Function<InputLayer, List<InputMap>> channels,
            Function<HeatMapPanel, HeatMapPanel> look) {
        final List<Panel> panels = new ArrayList<>();
        panels.add(example);
        for (InputLayer ticket : tickets) {
            final List<InputMap> maps = channels.apply(ticket);
            final String name = String.format(Locale.ROOT, "%.1f %%", 100 * ticket.remaining());
            final int cells = maps.stream().mapToInt(InputMap::cells).sum();
            final int size = maps.stream().mapToInt(InputMap::size).sum();
            panels.add(
                    look.apply(HeatMapPanel.of(name, InputMap.sum(maps)).caption(cells + " of " + size + " inputs")));
        }
        return Row.titled(title, panels.toArray(Panel[]::new));
    }
}
