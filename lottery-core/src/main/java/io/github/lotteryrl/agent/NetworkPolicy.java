// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;

/**
 * The policy of a network whose first outputs are logits or values of actions, or the action itself: takes the likeliest. Not
 * thread-safe.
 */
public final class NetworkPolicy implements Policy {

    private final Network actor;
    private final boolean numbered;
    private final int count;
    private final Batch input;
    private final Batch output;

    /**
     * Makes the policy.
     *
     * @param spec the network that chooses actions
     * @param parameters hold its tensors, and perhaps others
     */
    public NetworkPolicy(NetworkSpec spec, Parameters parameters, ActionSpace actions) {
        this.actor = new Network(spec, new ParameterVector(Mask.dense(parameters.layout()), parameters), 1);
        this.numbered = actions instanceof ActionSpace.Discrete;
        this.count = actions.outputs();
        this.input = new Batch(spec.inputs(), 1);
        this.output = new Batch(spec.outputs(), 1);
    }

    @Override
    public int action(float[] observation) {
        if (!numbered) {
            return Policy.super.action(observation);
        }
        compute(observation);
        return Actions.likeliest(output, count, 0);
    }

    @Override
    public void action(float[] observation, float[] action) {
        if (numbered) {
            Policy.super.action(observation, action);
        }
        compute(observation);
        for (int d = 0; d < count; d++) {
            action[d] = output.get(d, 0);
        }
    }

    private void compute(float[] observation) {
        Check.length("observation", observation.length, input.features());
        for (int k = 0; k < input.features(); k++) {
            input.set(k, 0, observation[k]);
        }
        actor.act(input, 1, output);
    }
}
