// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a multilayer perceptron: dense layers with biases, an activation after each hidden layer, linear outputs.
 *
 * @param module the name of the network within its agent, such as {@code actor}
 * @param inputs numbers it reads, at least 1
 * @param hidden units of each hidden layer; may be empty
 * @param outputs numbers it gives, at least 1
 * @param activation after each hidden layer
 */
public record MlpSpec(String module, int inputs, List<Integer> hidden, int outputs, Activation activation) {

    /** Checks the bounds. */
    public MlpSpec {
        hidden = List.copyOf(hidden);
        Check.atLeast("inputs", inputs, 1);
        hidden.forEach(units -> Check.atLeast("hidden units", units, 1));
        Check.atLeast("outputs", outputs, 1);
    }

    /** Returns how many layers of weights there are. */
    public int layers() {
        return hidden.size() + 1;
    }

    /** Returns how many numbers a layer reads. */
    public int inputs(int layer) {
        return layer == 0 ? inputs : hidden.get(layer - 1);
    }

    /** Returns how many units a layer has. */
    public int units(int layer) {
        return layer == hidden.size() ? outputs : hidden.get(layer);
    }

    /** Returns the name of a layer's weights, as in {@code actor.0.weight}. */
    public String weight(int layer) {
        return module + '.' + layer + ".weight";
    }

    /** Returns the name of a layer's biases, as in {@code actor.0.bias}. */
    public String bias(int layer) {
        return module + '.' + layer + ".bias";
    }

    /** Returns the network's tensors, layer by layer, weights before biases. */
    public List<TensorSpec> tensors(boolean prunable) {
        final List<TensorSpec> tensors = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            final int units = units(layer);
            tensors.add(
                    new TensorSpec(weight(layer), module, Kind.WEIGHT, layer, List.of(units, inputs(layer)), prunable));
            tensors.add(new TensorSpec(bias(layer), module, Kind.BIAS, layer, List.of(units), false));
        }
        return tensors;
    }

    /** Returns the layout of this network alone. */
    public ParameterLayout layout(boolean prunable) {
        return ParameterLayout.of(tensors(prunable));
    }
}
