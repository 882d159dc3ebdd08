// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Learner;
import io.github.lotteryrl.api.TrainingTask;

/** Opens the learner of a {@link Ppo}, which is not public: a benchmark measures single iterations. */
public final class PpoLearners {

    private PpoLearners() {}

    /** Returns a new learner. */
    public static Learner open(Ppo agent, TrainingTask task) {
        return new PpoLearner(agent, task);
    }
}
