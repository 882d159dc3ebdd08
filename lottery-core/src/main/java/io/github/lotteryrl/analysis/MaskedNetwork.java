// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;

/** A network's weights within the mask of its agent, by layer, unit and input. Immutable. */
final class MaskedNetwork {

    private final NetworkSpec spec;
    private final Mask mask;
    private final int[] weights;

    MaskedNetwork(NetworkSpec spec, Mask mask) {
        this.spec = spec;
        this.mask = mask;
        this.weights = new int[spec.layers()];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = mask.layout().indexOf(spec.weight(layer));
            Check.length(
                    spec.weight(layer),
                    mask.layout().tensor(weights[layer]).size(),
                    spec.units(layer) * spec.inputs(layer));
        }
    }

    NetworkSpec spec() {
        return spec;
    }

    Mask mask() {
        return mask;
    }

    /** Returns the position of a layer's weights in the layout. */
    int weight(int layer) {
        return weights[layer];
    }

    boolean keeps(int layer, int unit, int input) {
        return mask.keeps(weights[layer], entry(layer, unit, input));
    }

    int entry(int layer, int unit, int input) {
        return unit * spec.inputs(layer) + input;
    }
}
