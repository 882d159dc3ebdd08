// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Task;
import java.util.List;
import java.util.function.Function;

/** The panels of the four PyBullet tasks. */
final class Robots {

    private static final List<Task> ROBOTS = List.of(Task.HOPPER, Task.WALKER_2D, Task.HALF_CHEETAH, Task.ANT);

    private Robots() {}

    static CurveRow row(String title, Function<Task, Slot> panel) {
        return new CurveRow(title, ROBOTS.stream().map(panel).toList());
    }
}
