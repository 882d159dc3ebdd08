// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;

/** The paper's figure 4: what makes the tickets of deep reinforcement learning win. */
final class Figure4 {

    private Figure4() {}

    static Curves of(Trials trials) {
        final Slot maze = Curves.conditions(
                "GridMaze",
                trials.study(Task.GRID_MAZE, trials.dqn(Task.GRID_MAZE, Architecture.MLP), MaskBaseline.all()));
        return new Curves(List.of(
                Robots.row(
                        "PPO, actor and critic pruned",
                        task -> Curves.conditions(task.paperName(), Robots.agent(trials, task))),
                new CurveRow("DQN; PPO, actor pruned", List.of(maze, NotYet.atari()))));
    }
}
