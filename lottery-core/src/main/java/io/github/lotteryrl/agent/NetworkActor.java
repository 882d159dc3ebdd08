// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;

/** Acts as a network's outputs say. */
public final class NetworkActor {

    private NetworkActor() {}

    /**
     * Returns the actor that evaluations play with.
     *
     * @param policy what the network's outputs stand for
     * @param random for plans that sample
     */
    public static Actor of(Network network, ActionDistribution policy, EvaluationPlan plan, RandomStream random) {
        final Batch outputs = new Batch(network.spec().outputs(), plan.episodes());
        return (observations, count, chosen) -> {
            network.act(observations, count, outputs);
            if (plan.sampled()) {
                policy.sample(outputs, count, random, chosen);
            } else {
                policy.greedy(outputs, count, chosen);
            }
        };
    }
}
