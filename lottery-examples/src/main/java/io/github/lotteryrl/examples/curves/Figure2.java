// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.examples.curves.Curves.Across;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The paper's figure 2: tickets of reinforcement learning against tickets of behavioural cloning. Students keep their return down to
 * fewer weights. The lower rows, which the paper does not have, compare equal architectures, in per cent and in weights.
 */
final class Figure2 {

    private final Trials trials;

    private Figure2(Trials trials) {
        this.trials = trials;
    }

    static Curves of(Trials trials) {
        return new Figure2(trials).curves();
    }

    private Curves curves() {
        final List<Study> equalCartPole = List.of(student(Task.CART_POLE, 64, 64), agent(Task.CART_POLE, 64, 64));
        final List<Study> equalAcrobot =
                List.of(student(Task.ACROBOT, 128, 64), agent(Task.ACROBOT, 128, 64), agentOfManyUpdates());
        final List<Curves.Slot> paper = new ArrayList<>();
        paper.add(Curves.tickets(
                "Cart-Pole",
                Across.PERCENT,
                List.of(
                        student(Task.CART_POLE, 128, 128),
                        student(Task.CART_POLE, 256, 256),
                        agent(Task.CART_POLE, 64, 64),
                        agent(Task.CART_POLE, 128, 128))));
        paper.add(Curves.tickets(
                "Acrobot",
                Across.PERCENT,
                List.of(
                        student(Task.ACROBOT, 128, 64),
                        student(Task.ACROBOT, 256, 128),
                        student(Task.ACROBOT, 512, 256),
                        agent(Task.ACROBOT, 128, 64))));
        return new Curves(List.of(
                new CurveRow("As in the paper", paper),
                Robots.row(
                        "",
                        task -> Curves.tickets(
                                task.paperName(), Across.PERCENT, List.of(student(task, 64, 64), agent(task, 64, 64)))),
                new CurveRow(
                        "Equal architectures",
                        List.of(
                                Curves.tickets("Cart-Pole", Across.PERCENT, equalCartPole),
                                Curves.tickets("Acrobot", Across.PERCENT, equalAcrobot),
                                Curves.tickets("Cart-Pole", Across.WEIGHTS, equalCartPole),
                                Curves.tickets("Acrobot", Across.WEIGHTS, equalAcrobot)))));
    }

    private Study agent(Task task, Integer... hidden) {
        return trials.study(task, trials.ppo(task, hidden), Trials.TICKET);
    }

    /** The Acrobot agent with the horizon and minibatches of its student: sixteen times as many updates. */
    private Study agentOfManyUpdates() {
        final Ppo agent = trials.ppo(Task.ACROBOT, 128, 64).toBuilder()
                .horizon(32)
                .minibatches(4)
                .build();
        return trials.study(Task.ACROBOT, agent, "updates x 16", OptionalLong.empty(), Trials.TICKET);
    }

    private Study student(Task task, Integer... hidden) {
        return trials.study(task, trials.student(task, teacher(task, hidden), hidden), Trials.TICKET);
    }

    /**
     * Tables 2, 4 and 6: each student of Cart-Pole but the smallest has the next smaller teacher; those of Acrobot have one, and those
     * of the robots are as large as their teachers.
     */
    private Ppo teacher(Task task, Integer... hidden) {
        if (task == Task.ACROBOT) {
            return trials.ppo(task, 128, 64);
        }
        return hidden[0] > 128 ? trials.ppo(task, 128, 128) : trials.ppo(task, 64, 64);
    }
}
