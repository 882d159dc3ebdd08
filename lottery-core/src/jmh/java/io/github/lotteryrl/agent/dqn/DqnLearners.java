// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.api.TrainingTask;

/** Opens the learner of a {@link Dqn}, which is not public: a benchmark measures its two halves. */
public final class DqnLearners {

    private DqnLearners() {}

    /** A learner in its halves. */
    public interface Halves extends AutoCloseable {

        /** Takes a step in every environment. */
        void collect();

        /** Learns from one sample of the memory. */
        void update();

        @Override
        void close();
    }

    /** Returns a new learner. */
    public static Halves open(Dqn agent, TrainingTask task) {
        final DqnLearner learner = new DqnLearner(agent, task);
        return new Halves() {
            @Override
            public void collect() {
                learner.collect();
            }

            @Override
            public void update() {
                learner.update();
            }

            @Override
            public void close() {
                learner.close();
            }
        };
    }
}
