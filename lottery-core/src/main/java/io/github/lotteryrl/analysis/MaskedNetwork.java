// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.stream.IntStream;

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
                    spec.weightShape(layer).stream().reduce(1, Math::multiplyExact));
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

    /** Returns the inputs that a unit reads over surviving weights, ascending. */
    int[] read(int layer, int unit) {
        return IntStream.of(spec.inputs(layer, unit))
                .filter(input -> keeps(layer, unit, input))
                .toArray();
    }

    /** Returns whether the weight survives that connects a unit with an input; false if there is none. */
    boolean keeps(int layer, int unit, int input) {
        final int entry = entry(layer, unit, input);
        return entry >= 0 && mask.keeps(weights[layer], entry);
    }

    /** Returns the entry of a layer's weights that connects a unit with an input; -1 if there is none. */
    int entry(int layer, int unit, int input) {
        return spec.entry(layer, unit, input);
    }
}
