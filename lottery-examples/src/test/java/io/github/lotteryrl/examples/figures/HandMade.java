// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.search.Ticket;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Tickets of which it is known what survives: two hidden units, of which only the first is joined to the output. */
public final class HandMade {

    private static final float WEIGHT = -0.5f;

    private HandMade() {}

    /** Returns a ticket whose first unit reads the inputs of these names and whose second, a dead one, reads one of its own. */
    public static Ticket ticket(
            ObservationSpace observations, long seed, int level, String deadInput, List<String> inputs) {
        final NetworkSpec network = new NetworkSpec("q", observations.size(), List.of(2), 1, Activation.RELU);
        final ParameterLayout layout = network.layout(true);
        final BitSet kept = new BitSet();
        final int first = layout.prunableOffset(layout.indexOf(network.weight(0)));
        for (String input : inputs) {
            kept.set(first + observations.names().indexOf(input));
        }
        kept.set(first + observations.size() + observations.names().indexOf(deadInput));
        kept.set(layout.prunableOffset(layout.indexOf(network.weight(1))));
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            final TensorSpec tensor = layout.tensor(i);
            values[i] = new float[tensor.size()];
            Arrays.fill(values[i], WEIGHT);
        }
        final Parameters weights = Parameters.of(layout, values);
        return new Ticket(
                "made by hand",
                seed,
                level,
                observations,
                ActionSpace.discrete(1),
                List.of(network),
                new TicketStart(Mask.of(layout, kept), weights),
                weights,
                7);
    }
}
