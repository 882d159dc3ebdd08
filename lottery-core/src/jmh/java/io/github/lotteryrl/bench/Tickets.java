// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.BitSet;
import java.util.List;

/**
 * Masks for networks that nobody trained: random paths from an output back to an input, as many as it takes.
 *
 * <p>Magnitudes say nothing before training. In a 4-64-64-2 network fresh from Kaiming's distribution the weights of the input
 * layer are four times those of the next: ranked globally, they alone are left below 4 % of the weights. Ranked by layer, 1 % is
 * 3, 41 and 1 weights, and one mask in thirty has a path from an input to an output. Both would measure a network that does nothing. On
 * random paths every survivor has work to do, and the small layers at both ends stay denser than the middle, as they do
 * in trained tickets.
 */
final class Tickets {

    private Tickets() {}

    /**
     * Returns a mask.
     *
     * @param networks whose weights are pruned, each to {@code density}; they are prunable in {@code layout}
     * @param density fraction of the weights that survive, in (0, 1]
     */
    static Mask mask(ParameterLayout layout, List<NetworkSpec> networks, double density) {
        if (density == 1) {
            return Mask.dense(layout);
        }
        final BitSet kept = new BitSet(layout.prunableSize());
        for (NetworkSpec network : networks) {
            keepPaths(layout, network, density, kept);
        }
        return Mask.of(layout, kept);
    }

    private static void keepPaths(ParameterLayout layout, NetworkSpec network, double density, BitSet kept) {
        final RandomStream random = Seed.of(1).derive("paths").random();
        long weights = 0;
        for (int layer = 0; layer < network.layers(); layer++) {
            weights += layout.tensor(layout.indexOf(network.weight(layer))).size();
        }
        long left = Math.round(density * weights);
        while (left > 0) {
            int unit = random.nextInt(network.outputs());
            for (int layer = network.layers() - 1; layer >= 0 && left > 0; layer--) {
                final int input = input(network, layer, unit, random);
                final int entry = layout.prunableOffset(layout.indexOf(network.weight(layer)))
                        + network.entry(layer, unit, input);
                if (!kept.get(entry)) {
                    kept.set(entry);
                    left--;
                }
                unit = input;
            }
        }
    }

    private static int input(NetworkSpec network, int layer, int unit, RandomStream random) {
        if (network.isConvolution(layer)) {
            final int[] inputs = network.inputs(layer, unit);
            return inputs[random.nextInt(inputs.length)];
        }
        return random.nextInt(network.inputs(layer));
    }
}
