// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The panels of the four MinAtar games, perceptrons above, convolutions below. */
final class Games {

    private static final List<Task> GAMES = List.of(Task.ASTERIX, Task.BREAKOUT, Task.FREEWAY, Task.SPACE_INVADERS);

    private Games() {}

    static Curves curves(BiFunction<Task, Architecture, Study> plan) {
        return new Curves(Stream.of(Architecture.values())
                .map(architecture -> new CurveRow(
                        architecture.name(),
                        GAMES.stream()
                                .<Slot>map(task -> Curves.conditions(task.paperName(), plan.apply(task, architecture)))
                                .toList()))
                .toList());
    }
}
