// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Trials;
import java.util.List;
import java.util.OptionalLong;

/**
 * The paper's figure 15: the robots of figure 4 with the actor alone pruned. Permuted weights no longer fall below random ones, as
 * they do where the critic is pruned too.
 */
final class Figure15 {

    private Figure15() {}

    static Curves of(Trials trials) {
        return new Curves(List.of(Robots.row("PPO, actor pruned", task -> robot(trials, task))));
    }

    private static CurvePanel robot(Trials trials, Task task) {
        final var agent =
                trials.ppo(task, 64, 64).toBuilder().pruned(PrunedModules.ACTOR).build();
        return Curves.conditions(
                task.paperName(), trials.study(task, agent, "actor pruned", OptionalLong.empty(), MaskBaseline.all()));
    }
}
