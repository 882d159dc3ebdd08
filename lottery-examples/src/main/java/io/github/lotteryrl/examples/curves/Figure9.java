// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Trials;

/** The paper's figure 9: what makes the tickets of students win that learn the values of a DQN agent. */
final class Figure9 {

    private Figure9() {}

    static Curves of(Trials trials) {
        return Games.curves((task, architecture) ->
                trials.study(task, trials.valueStudent(task, architecture), MaskBaseline.all()));
    }
}
