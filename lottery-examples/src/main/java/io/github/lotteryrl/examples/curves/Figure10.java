// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.figures.Trials;

/** The paper's figure 10: what makes the tickets of DQN win. */
final class Figure10 {

    private Figure10() {}

    static Curves of(Trials trials) {
        return Games.curves(
                (task, architecture) -> trials.study(task, trials.dqn(task, architecture), MaskBaseline.all()));
    }
}
