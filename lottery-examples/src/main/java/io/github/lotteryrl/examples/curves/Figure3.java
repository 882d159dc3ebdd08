// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;

/** The paper's figure 3: what makes the tickets of behavioural cloning win. The mask does most of it. */
final class Figure3 {

    private Figure3() {}

    static Curves of(Trials trials) {
        return new Curves(List.of(
                new CurveRow(
                        "Behavioural cloning",
                        List.of(
                                students(trials, Task.CART_POLE, 64, 128, 128),
                                students(trials, Task.ACROBOT, 128, 128, 64))),
                Robots.row("", task -> Curves.conditions(task.paperName(), Robots.student(trials, task)))));
    }

    private static CurvePanel students(Trials trials, Task task, int firstTeacherUnits, Integer... hidden) {
        final var teacher = trials.ppo(task, firstTeacherUnits, 64);
        return Curves.conditions(
                task.paperName(), trials.study(task, trials.student(task, teacher, hidden), MaskBaseline.all()));
    }
}
