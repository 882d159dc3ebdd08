// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;

/** The paper's figure 11: larger networks give no better tickets of the same number of weights. Cloning above, learning below. */
final class Figure11 {

    private static final List<Integer[]> CART_POLE = List.of(sizes(64, 64), sizes(128, 128), sizes(256, 256));
    private static final List<Integer[]> ACROBOT = List.of(sizes(128, 64), sizes(256, 128), sizes(512, 256));
    private static final List<Integer[]> GRID_MAZE = List.of(sizes(512, 256), sizes(1024, 512), sizes(2048, 1024));

    private final Trials trials;

    private Figure11(Trials trials) {
        this.trials = trials;
    }

    static Curves of(Trials trials) {
        return new Figure11(trials).curves();
    }

    private static Integer[] sizes(Integer... units) {
        return units;
    }

    private Curves curves() {
        return new Curves(List.of(
                new CurveRow(
                        "Behavioural cloning",
                        List.of(
                                Curves.sizes("Cart-Pole", students(Task.CART_POLE, CART_POLE)),
                                Curves.sizes("Acrobot", students(Task.ACROBOT, ACROBOT)))),
                new CurveRow(
                        "Reinforcement learning",
                        List.of(
                                Curves.sizes("Cart-Pole (PPO)", agents(Task.CART_POLE, CART_POLE)),
                                Curves.sizes("Acrobot (PPO)", agents(Task.ACROBOT, ACROBOT)),
                                Curves.sizes("GridMaze (DQN)", mazes())))));
    }

    /** All students of a task have one teacher, the paper's agent. */
    private List<Study> students(Task task, List<Integer[]> networks) {
        final Ppo teacher = trials.ppo(task, networks.get(0));
        return networks.stream()
                .map(hidden -> trials.study(task, trials.student(task, teacher, hidden), Trials.TICKET_AND_PERMUTED))
                .toList();
    }

    private List<Study> agents(Task task, List<Integer[]> networks) {
        return networks.stream()
                .map(hidden -> trials.study(task, trials.ppo(task, hidden), Trials.TICKET_AND_PERMUTED))
                .toList();
    }

    private List<Study> mazes() {
        return GRID_MAZE.stream()
                .map(hidden ->
                        trials.study(Task.GRID_MAZE, trials.dqn(Task.GRID_MAZE, hidden), Trials.TICKET_AND_PERMUTED))
                .toList();
    }
}
