// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import io.github.lotteryrl.agent.Actor;
import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;

/** Takes a random action now and then, otherwise the one of the largest value. Not thread-safe. */
public final class ExploringActor {

    private static final int GREEDY = -1;

    private final Network network;
    private final QValues values;
    private final int actions;
    private final Batch outputs;

    /**
     * Makes an actor that follows a network.
     *
     * @param count the largest number of observations at once
     */
    public ExploringActor(Network network, QValues values, int count) {
        this.network = network;
        this.values = values;
        this.outputs = new Batch(network.spec().outputs(), count);
        this.actions = values.actions(outputs);
    }

    /**
     * Returns the actor that evaluations play with.
     *
     * @param exploration how likely a random action is, in [0, 1], in plans that sample
     */
    public static Actor evaluating(
            Network network, QValues values, EvaluationPlan plan, double exploration, RandomStream random) {
        final ExploringActor actor = new ExploringActor(network, values, plan.episodes());
        final double probability = plan.sampled() ? exploration : 0;
        return (observations, count, chosen) -> actor.act(observations, count, probability, random, chosen.numbered());
    }

    /**
     * Chooses an action for each column.
     *
     * @param observations a row per dimension; not modified
     * @param exploration how likely a random action is, in [0, 1]
     * @param chosen modified
     */
    public void act(Batch observations, int count, double exploration, RandomStream random, int[] chosen) {
        // The network has nothing to say while all actions are random.
        if (draw(count, exploration, random, chosen)) {
            network.act(observations, count, outputs);
            pick(count, chosen);
        }
    }

    /**
     * Chooses as {@link #act} does, and tells from what.
     *
     * @return the network's outputs, valid until the next call
     */
    public Batch actFrom(Batch observations, int count, double exploration, RandomStream random, int[] chosen) {
        draw(count, exploration, random, chosen);
        network.act(observations, count, outputs);
        pick(count, chosen);
        return outputs;
    }

    private boolean draw(int count, double exploration, RandomStream random, int[] chosen) {
        boolean anyGreedy = false;
        for (int b = 0; b < count; b++) {
            chosen[b] = random.nextDouble() < exploration ? random.nextInt(actions) : GREEDY;
            anyGreedy |= chosen[b] == GREEDY;
        }
        return anyGreedy;
    }

    private void pick(int count, int[] chosen) {
        for (int b = 0; b < count; b++) {
            if (chosen[b] == GREEDY) {
                chosen[b] = values.best(outputs, b);
            }
        }
    }
}
