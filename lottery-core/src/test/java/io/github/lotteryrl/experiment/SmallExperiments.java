// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Experiments whose runs take milliseconds. */
final class SmallExperiments {

    /** Four iterations of 128 steps. */
    static final Ppo AGENT = Ppo.builder()
            .hidden(8)
            .steps(512)
            .evaluation(new EvaluationPlan(2, 2, 4, 50, false))
            .build();

    /** The conditions of table 1 and mask/re-init. */
    static final List<MaskBaseline> CONDITIONS = Stream.concat(
                    MaskBaseline.all().stream(), Stream.of(MaskBaseline.MASK_REINIT))
            .toList();

    private SmallExperiments() {}

    /** All conditions, rewound to step 128: for each seed a dense run, and five runs at each level above it. */
    static Experiment full(int levels, Long... seeds) {
        return full(CONDITIONS, levels, seeds);
    }

    static Experiment full(List<MaskBaseline> conditions, int levels, Long... seeds) {
        return new Experiment(
                "full", Tasks.BANDIT, AGENT, pruning(levels, OptionalLong.of(128)), conditions, List.of(seeds));
    }

    /** Tickets alone, reset to their first weights. */
    static Experiment tickets(EnvironmentFactory environment, Agent agent, int levels, Long... seeds) {
        return new Experiment(
                environment.name(),
                environment,
                agent,
                pruning(levels, OptionalLong.empty()),
                List.of(),
                List.of(seeds));
    }

    static IterativePruning pruning(int levels, OptionalLong rewindStep) {
        return new IterativePruning(
                InitScheme.kaimingUniform(),
                PruningSchedule.geometric(0.2, levels),
                PruningCriterion.globalMagnitude(),
                rewindStep);
    }
}
