// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import java.util.BitSet;

/** Training runs for tests. */
public final class Runs {

    private Runs() {}

    /** Trains from a dense start. */
    public static TrainingResult train(Agent agent, EnvironmentFactory environment, long seed) {
        return train(agent, dense(agent, environment, seed));
    }

    /** Trains, for tests that are never interrupted. */
    public static TrainingResult train(Agent agent, TrainingTask task) {
        try {
            return agent.train(task);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the task to train all weights. */
    public static TrainingTask dense(Agent agent, EnvironmentFactory environment, long seed) {
        return sparse(agent, environment, seed, 1);
    }

    /** Returns the task to train what survives where each weight does so with a probability. */
    public static TrainingTask sparse(Agent agent, EnvironmentFactory factory, long seed, double probability) {
        final ParameterLayout layout = layout(agent, factory);
        final RandomStream random = Seed.of(seed).derive("test mask").random();
        final BitSet kept = new BitSet();
        for (int number = 0; number < layout.prunableSize(); number++) {
            kept.set(number, random.nextDouble() < probability);
        }
        final Parameters weights = InitScheme.kaimingUniform().initialise(layout, Seed.of(seed));
        return TrainingTask.of(factory, new TicketStart(Mask.of(layout, kept), weights), Seed.of(seed));
    }

    /** Returns the agent's layout for a task. */
    public static ParameterLayout layout(Agent agent, EnvironmentFactory factory) {
        try (Environment environment = factory.create()) {
            return agent.layout(environment.observationSpace(), environment.actionSpace());
        }
    }

    /** Returns the agent's policy for a task. */
    public static Policy policy(Agent agent, EnvironmentFactory factory, Parameters parameters) {
        try (Environment environment = factory.create()) {
            return agent.policy(parameters, environment.observationSpace(), environment.actionSpace());
        }
    }
}
