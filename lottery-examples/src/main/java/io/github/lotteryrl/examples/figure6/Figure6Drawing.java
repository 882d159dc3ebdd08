// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure6;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.examples.figure6.Figure6.Game;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputMap;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.HeatMapPanel;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.PicturePanel;
import io.github.lotteryrl.examples.plot.Row;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the figure from what was found: a row for each ticket that is shown, the game's screen before its channels. */
final class Figure6Drawing {

    private static final double WIDTH = 1200;
    private static final long EPISODE = 0;
    /** From one screen to the next; the second is of another phase of the game. */
    private static final int STEPS = 35;

    private Figure6Drawing() {}

    static Figure of(List<Game> games) {
        final List<Row> rows = new ArrayList<>();
        for (Game game : games) {
            for (int i = 0; i < game.shown().size(); i++) {
                rows.add(row(game, game.shown().get(i), (i + 1) * STEPS));
            }
        }
        return Figure.grid(rows.toArray(Row[]::new)).width(WIDTH);
    }

    private static Row row(Game game, InputLayer ticket, int step) {
        final List<HeatMapPanel> maps = new ArrayList<>();
        for (InputMap map : ticket.channels()) {
            maps.add(HeatMapPanel.of(map.channel(), map.weights())
                    .caption(map.cells() + " of " + map.size() + " cells"));
        }
        final List<Panel> panels = new ArrayList<>();
        panels.add(screen(game, step));
        panels.addAll(HeatMapPanel.withOneScale(maps));
        final HeatMapPanel last = (HeatMapPanel) panels.get(panels.size() - 1);
        panels.set(panels.size() - 1, last.colorBar("cumulative |w|"));
        final String title = String.format(
                Locale.ROOT,
                "%s, %.1f %% of the weights (level %d, seed %d, return %.1f)",
                game.task().paperName(),
                100 * ticket.remaining(),
                ticket.level(),
                ticket.seed(),
                ticket.freshReturn());
        return Row.titled(title, panels.toArray(Panel[]::new));
    }

    /** Plays until a step, or to the last picture of a shorter episode. */
    private static Panel screen(Game game, int step) {
        try (Environment environment = game.task().environment().create()) {
            final float[] observation = new float[environment.observationSpace().size()];
            environment.reset(EPISODE);
            BufferedImage picture = environment.render();
            int taken = 0;
            while (taken < step) {
                environment.observe(observation, 0);
                environment.step(game.player().action(observation));
                if (environment.isDone()) {
                    break;
                }
                taken++;
                picture = environment.render();
            }
            return PicturePanel.of("screen", picture).caption("step " + taken);
        }
    }
}
