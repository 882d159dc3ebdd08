// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.ppo.Ppo;

/** The agents that the paper trains on each task. */
final class Presets {

    private Presets() {}

    /** Returns the paper's agent for a task, or Cart-Pole's for a task that the paper does not have. */
    static Ppo agentFor(String environment) {
        return environment.startsWith("Acrobot") ? Ppo.acrobot() : Ppo.cartPole();
    }
}
