// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.List;

/**
 * PPO on Cart-Pole as the benchmarks train it: 4 environments, actor and critic of 64,64 units, four epochs in minibatches
 * of 128.
 */
final class CartPolePpo {

    static final EnvironmentFactory TASK = Environments.find("CartPole-v1");
    static final int HORIZON = 128;
    static final int ENVIRONMENTS = 4;
    static final int MINIBATCHES = 4;
    static final int STEPS_PER_ITERATION = HORIZON * ENVIRONMENTS;
    static final int MINIBATCH = STEPS_PER_ITERATION / MINIBATCHES;

    private CartPolePpo() {}

    /** Returns the agent, evaluated as little as can be. */
    static Ppo agent(PrunedModules pruned, long steps) {
        return Ppo.builder()
                .hidden(64, 64)
                .environments(ENVIRONMENTS)
                .horizon(HORIZON)
                .minibatches(MINIBATCHES)
                .epochs(4)
                .pruned(pruned)
                .steps(steps)
                .evaluation(new EvaluationPlan(1, 1, 1, 500, false))
                .build();
    }

    static ParameterLayout layout(Ppo agent) {
        try (Environment environment = TASK.create()) {
            return agent.layout(environment.observationSpace(), environment.actionSpace());
        }
    }

    /** Returns actor and critic. */
    static List<NetworkSpec> networks(Ppo agent) {
        try (Environment environment = TASK.create()) {
            return agent.networks(environment.observationSpace(), environment.actionSpace());
        }
    }
}
