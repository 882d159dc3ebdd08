// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.List;

/** An agent that is made of networks of this library, so that analysis, compaction and export know their shape. */
public interface NeuralAgent extends Agent {

    /** Returns the agent's networks for such a task; the first is the one that chooses actions. */
    List<NetworkSpec> networks(ObservationSpace observations, ActionSpace actions);
}
