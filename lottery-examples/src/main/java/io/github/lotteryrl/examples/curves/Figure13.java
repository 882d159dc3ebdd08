// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;

/** The paper's figure 13: GridMaze shown in colours, and with all its cells mixed by a random matrix. */
final class Figure13 {

    private Figure13() {}

    static Curves of(Trials trials) {
        return new Curves(List.of(
                new CurveRow("", List.of(panel(trials, Task.GRID_MAZE_RGB), panel(trials, Task.GRID_MAZE_ENTANGLED)))));
    }

    private static CurvePanel panel(Trials trials, Task task) {
        return Curves.conditions(
                task.paperName(), trials.study(task, trials.dqn(task, Architecture.MLP), MaskBaseline.all()));
    }
}
