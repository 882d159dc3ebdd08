// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;
import java.util.function.Function;

/** What several figures ask of the four PyBullet tasks. */
final class Robots {

    static final List<Task> ROBOTS = List.of(Task.HOPPER, Task.WALKER_2D, Task.HALF_CHEETAH, Task.ANT);

    private static final int UNITS = 64;

    private Robots() {}

    /** Returns the baselines of a student, as large as its teacher. */
    static Study student(Trials trials, Task task) {
        final Ppo teacher = trials.ppo(task, UNITS, UNITS);
        return trials.study(task, trials.student(task, teacher, UNITS, UNITS), MaskBaseline.all());
    }

    /** Returns the baselines of a PPO agent whose actor and critic are pruned. */
    static Study agent(Trials trials, Task task) {
        return trials.study(task, trials.ppo(task, UNITS, UNITS), MaskBaseline.all());
    }

    static CurveRow row(String title, Function<Task, Slot> panel) {
        return new CurveRow(title, ROBOTS.stream().map(panel).toList());
    }
}
