// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.TensorSpec.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Networks and masks for tests, written as short as possible. */
final class SmallNetwork {

    private SmallNetwork() {}

    /** A multilayer perceptron with these units, inputs first: tensors net.0.weight, net.0.bias, net.1.weight, ... */
    static ParameterLayout mlp(int... units) {
        return ParameterLayout.of(tensors("net", true, units));
    }

    static List<TensorSpec> tensors(String module, boolean prunable, int... units) {
        final List<TensorSpec> tensors = new ArrayList<>();
        for (int layer = 0; layer + 1 < units.length; layer++) {
            final String name = module + '.' + layer;
            final List<Integer> shape = List.of(units[layer + 1], units[layer]);
            tensors.add(new TensorSpec(name + ".weight", module, Kind.WEIGHT, layer, shape, prunable));
            tensors.add(new TensorSpec(name + ".bias", module, Kind.BIAS, layer, List.of(units[layer + 1]), false));
        }
        return tensors;
    }

    static Mask mask(ParameterLayout layout, int... kept) {
        final BitSet bits = new BitSet();
        Arrays.stream(kept).forEach(bits::set);
        return Mask.of(layout, bits);
    }

    /** Parameters whose weights are 1, 2, 3, ... through all tensors. */
    static Parameters counting(ParameterLayout layout) {
        final float[][] values = new float[layout.tensors().size()][];
        int next = 1;
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            for (int entry = 0; entry < values[i].length; entry++) {
                values[i][entry] = next++;
            }
        }
        return Parameters.of(layout, values);
    }

    static float[] sorted(float[] values) {
        final float[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
