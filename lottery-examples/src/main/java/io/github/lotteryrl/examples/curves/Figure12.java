// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;

/** The paper's figure 12: figure 11 with the other learner: PPO on GridMaze, DQN on Cart-Pole. */
final class Figure12 {

    private Figure12() {}

    static Curves of(Trials trials) {
        return new Curves(List.of(new CurveRow("", List.of(maze(trials), cartPole(trials)))));
    }

    private static CurvePanel maze(Trials trials) {
        return Curves.sizes(
                "GridMaze (PPO)",
                List.of(
                        trials.study(Task.GRID_MAZE, trials.ppo(Task.GRID_MAZE, 512, 256), Trials.TICKET_AND_PERMUTED),
                        trials.study(
                                Task.GRID_MAZE, trials.ppo(Task.GRID_MAZE, 1024, 512), Trials.TICKET_AND_PERMUTED)));
    }

    private static CurvePanel cartPole(Trials trials) {
        return Curves.sizes(
                "Cart-Pole (DQN)",
                List.of(
                        trials.study(Task.CART_POLE, trials.dqn(Task.CART_POLE, 64, 64), Trials.TICKET_AND_PERMUTED),
                        trials.study(Task.CART_POLE, trials.dqn(Task.CART_POLE, 128, 128), Trials.TICKET_AND_PERMUTED),
                        trials.study(
                                Task.CART_POLE, trials.dqn(Task.CART_POLE, 256, 256), Trials.TICKET_AND_PERMUTED)));
    }
}
