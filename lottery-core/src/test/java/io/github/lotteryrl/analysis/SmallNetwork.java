// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.BitSet;
import java.util.List;

/**
 * Four inputs, three and two hidden units, two outputs. Zero stands for pruned:
 *
 * <pre>
 *            a   b   c   d          h0  h1  h2         g0  g1
 *   h0       1   0   0  -2     g0    3   0   0    y0    5   0
 *   h1       0   4   0   0     g1    0   0  -1    y1    0   2
 *   h2       0   0   0   0
 * </pre>
 *
 * <p>b leads to h1, which nobody reads; c leads nowhere. h2 is a constant, therefore g1 and y1 are.
 */
final class SmallNetwork {

    static final NetworkSpec SPEC = new NetworkSpec("actor", 4, List.of(3, 2), 2, Activation.RELU);
    static final ObservationSpace OBSERVATIONS = ObservationSpace.of("a", "b", "c", "d");
    static final ParameterLayout LAYOUT = SPEC.layout(true);

    private static final float[][] VALUES = {
        {1, 0, 0, -2, 0, 4, 0, 0, 0, 0, 0, 0},
        {0.5f, -1, -0.25f},
        {3, 0, 0, 0, 0, -1},
        {-0.5f, 2},
        {5, 0, 0, 2},
        {1, -3},
    };

    private SmallNetwork() {}

    static Mask mask() {
        final BitSet kept = new BitSet();
        for (int layer = 0; layer < 3; layer++) {
            for (int entry = 0; entry < VALUES[2 * layer].length; entry++) {
                kept.set(LAYOUT.prunableOffset(2 * layer) + entry, VALUES[2 * layer][entry] != 0);
            }
        }
        return Mask.of(LAYOUT, kept);
    }

    /** The weights, with 100 where pruned: what is pruned must not be looked at. */
    static Parameters parameters() {
        final float[][] values = new float[VALUES.length][];
        for (int t = 0; t < values.length; t++) {
            values[t] = VALUES[t].clone();
            for (int entry = 0; entry < values[t].length; entry++) {
                values[t][entry] = mask().keeps(t, entry) ? values[t][entry] : 100;
            }
        }
        return Parameters.of(LAYOUT, values);
    }
}
