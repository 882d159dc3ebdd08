// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.RandomStream;

/** Takes uniformly random actions, in the place of a trained agent; vectors within their bounds. Not thread-safe. */
public final class RandomPolicy implements Policy {

    private final ActionSpace actions;
    private final RandomStream random;

    private RandomPolicy(ActionSpace actions, RandomStream random) {
        this.actions = actions;
        this.random = random;
    }

    /**
     * Returns the policy for a space.
     *
     * @param random what the actions are drawn from
     */
    public static RandomPolicy of(ActionSpace actions, RandomStream random) {
        return new RandomPolicy(actions, random);
    }

    @Override
    public int action(float[] observation) {
        return actions instanceof ActionSpace.Discrete discrete
                ? random.nextInt(discrete.count())
                : Policy.super.action(observation);
    }

    @Override
    public void action(float[] observation, float[] action) {
        if (!(actions instanceof ActionSpace.Continuous continuous)) {
            Policy.super.action(observation, action);
            return;
        }
        for (int d = 0; d < action.length; d++) {
            action[d] = (float) random.nextDouble(continuous.low(), continuous.high());
        }
    }
}
