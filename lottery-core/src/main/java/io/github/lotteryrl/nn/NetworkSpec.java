// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a network: convolutions, if any, then dense layers; biases everywhere, an activation after each layer but the
 * last. Layers are counted from the inputs on, convolutions first.
 *
 * <pre>{@code
 * NetworkSpec perceptron = new NetworkSpec("actor", 4, List.of(64, 32), 2, Activation.RELU);
 * Convolution pictures = Convolution.square(4, 10, 10, 16, 3, 1, 0);   // 16 filters of 3 x 3 over 4 x 10 x 10
 * NetworkSpec network =
 *         new NetworkSpec("actor", pictures.inputs(), List.of(pictures), List.of(64), 6, Activation.RELU);
 * }</pre>
 *
 * @param module the name of the network within its agent, such as {@code actor}
 * @param inputs numbers it reads, at least 1; those of the first convolution if there is one
 * @param convolutions the first layers, each reading what the one before gives; may be empty
 * @param hidden units of each hidden dense layer; may be empty
 * @param outputs numbers it gives, at least 1
 * @param activation after each layer but the last
 */
public record NetworkSpec(
        String module,
        int inputs,
        List<Convolution> convolutions,
        List<Integer> hidden,
        int outputs,
        Activation activation) {

    /** Checks the bounds, and that the layers fit together. */
    public NetworkSpec {
        convolutions = List.copyOf(convolutions);
        hidden = List.copyOf(hidden);
        Check.atLeast("inputs", inputs, 1);
        hidden.forEach(units -> Check.atLeast("hidden units", units, 1));
        Check.atLeast("outputs", outputs, 1);
        Check.that(
                convolutions.isEmpty() || convolutions.get(0).inputs() == inputs,
                "inputs %d do not fit convolution 0, which reads %s",
                inputs,
                convolutions.isEmpty() ? "" : reads(convolutions.get(0)));
        for (int layer = 1; layer < convolutions.size(); layer++) {
            final Convolution below = convolutions.get(layer - 1);
            Check.that(
                    below.feeds(convolutions.get(layer)),
                    "convolution %d gives %d x %d x %d, convolution %d reads %s",
                    layer - 1,
                    below.filters(),
                    below.outputRows(),
                    below.outputColumns(),
                    layer,
                    reads(convolutions.get(layer)));
        }
    }

    private static String reads(Convolution convolution) {
        return convolution.channels() + " x " + convolution.rows() + " x " + convolution.columns();
    }

    /** A multilayer perceptron: no convolutions. */
    public NetworkSpec(String module, int inputs, List<Integer> hidden, int outputs, Activation activation) {
        this(module, inputs, List.of(), hidden, outputs, activation);
    }

    /** Returns how many layers of weights there are. */
    public int layers() {
        return convolutions.size() + hidden.size() + 1;
    }

    /** Returns whether a layer is a convolution. */
    public boolean isConvolution(int layer) {
        return layer < convolutions.size();
    }

    /** Returns how many numbers a layer reads. */
    public int inputs(int layer) {
        return layer == 0 ? inputs : units(layer - 1);
    }

    /** Returns how many units a layer has; those of a convolution are the cells of the picture that it gives. */
    public int units(int layer) {
        if (isConvolution(layer)) {
            return convolutions.get(layer).outputs();
        }
        return layer == layers() - 1 ? outputs : hidden.get(layer - convolutions.size());
    }

    /** Returns the inputs that a unit of a layer reads where nothing is pruned, ascending. */
    public int[] inputs(int layer, int unit) {
        return isConvolution(layer)
                ? convolutions.get(layer).inputs(unit)
                : IntStream.range(0, inputs(layer)).toArray();
    }

    /** Returns the entry of a layer's weights that a unit multiplies an input with; -1 if it does not read it. */
    public int entry(int layer, int unit, int input) {
        return isConvolution(layer) ? convolutions.get(layer).entry(unit, input) : unit * inputs(layer) + input;
    }

    /** Returns the name of a layer's weights, as in {@code actor.0.weight}. */
    public String weight(int layer) {
        return module + '.' + layer + ".weight";
    }

    /** Returns the name of a layer's biases, as in {@code actor.0.bias}. */
    public String bias(int layer) {
        return module + '.' + layer + ".bias";
    }

    /** Returns the shape of a layer's weights: units, inputs; of a convolution filters, channels, rows, columns. */
    public List<Integer> weightShape(int layer) {
        if (isConvolution(layer)) {
            final Convolution c = convolutions.get(layer);
            return List.of(c.filters(), c.channels(), c.kernelRows(), c.kernelColumns());
        }
        return List.of(units(layer), inputs(layer));
    }

    /** Returns the shape of a layer's biases: one per unit; of a convolution, one per filter. */
    public List<Integer> biasShape(int layer) {
        return weightShape(layer).subList(0, 1);
    }

    /** Returns the network's tensors, layer by layer, weights before biases. */
    public List<TensorSpec> tensors(boolean prunable) {
        final List<TensorSpec> tensors = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            tensors.add(new TensorSpec(weight(layer), module, Kind.WEIGHT, layer, weightShape(layer), prunable));
            tensors.add(new TensorSpec(bias(layer), module, Kind.BIAS, layer, biasShape(layer), false));
        }
        return tensors;
    }

    /** Returns the layout of this network alone. */
    public ParameterLayout layout(boolean prunable) {
        return ParameterLayout.of(tensors(prunable));
    }
}
