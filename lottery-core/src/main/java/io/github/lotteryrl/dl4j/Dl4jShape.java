// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;

/** Reads the shape of a network of Deeplearning4j, and refuses what this library's networks have not. */
final class Dl4jShape {

    private final MultiLayerConfiguration configuration;
    private final List<Layer> layers;

    Dl4jShape(MultiLayerConfiguration configuration) {
        this.configuration = configuration;
        this.layers =
                configuration.getConfs().stream().map(layer -> layer.getLayer()).toList();
    }

    /**
     * Returns the shape.
     *
     * @throws IllegalArgumentException as {@link Dl4jNetworks#specOf} does
     */
    NetworkSpec spec(String module) {
        Check.that(
                configuration.getDataType() == DataType.FLOAT,
                "numbers of the network are of type %s, not FLOAT",
                configuration.getDataType());
        final List<Convolution> convolutions = convolutions();
        requirePreprocessors(convolutions);
        final List<Integer> widths = new ArrayList<>();
        for (int layer = convolutions.size(); layer < layers.size(); layer++) {
            final FeedForwardLayer dense = requireDense(layer);
            if (widths.isEmpty()) {
                widths.add(Math.toIntExact(dense.getNIn()));
            }
            widths.add(Math.toIntExact(dense.getNOut()));
        }
        Check.that(!widths.isEmpty(), "the last layer, %d, is a convolution", layers.size() - 1);
        final int last = widths.size() - 1;
        return new NetworkSpec(
                module,
                convolutions.isEmpty() ? widths.get(0) : convolutions.get(0).inputs(),
                convolutions,
                widths.subList(1, last),
                widths.get(last),
                activation());
    }

    /** Returns the convolutions that the network begins with. */
    private List<Convolution> convolutions() {
        final List<Convolution> convolutions = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            // Other convolutions, such as those of sequences, extend this class.
            if (layers.get(layer).getClass() != ConvolutionLayer.class) {
                break;
            }
            final ConvolutionLayer found = (ConvolutionLayer) layers.get(layer);
            final int rows;
            final int columns;
            if (layer == 0) {
                final InputPreProcessor pictures = configuration.getInputPreProcess(0);
                Check.that(
                        pictures instanceof FeedForwardToCnnPreProcessor,
                        "layer 0 is a convolution, and its input preprocessor %s, not a FeedForwardToCnnPreProcessor",
                        pictures);
                rows = Math.toIntExact(((FeedForwardToCnnPreProcessor) pictures).getInputHeight());
                columns = Math.toIntExact(((FeedForwardToCnnPreProcessor) pictures).getInputWidth());
            } else {
                rows = convolutions.get(layer - 1).outputRows();
                columns = convolutions.get(layer - 1).outputColumns();
            }
            convolutions.add(convolution(layer, found, rows, columns));
        }
        return convolutions;
    }

    private static Convolution convolution(int layer, ConvolutionLayer found, int rows, int columns) {
        Check.that(found.hasBias(), "layer %d has no biases", layer);
        Check.that(
                found.getConvolutionMode() == ConvolutionMode.Truncate
                        || found.getConvolutionMode() == ConvolutionMode.Strict,
                "convolution mode of layer %d is %s, not Truncate or Strict",
                layer,
                found.getConvolutionMode());
        Check.that(
                found.getCnn2dDataFormat() == CNN2DFormat.NCHW,
                "data format of layer %d is %s, not NCHW",
                layer,
                found.getCnn2dDataFormat());
        Check.that(
                Arrays.equals(found.getDilation(), new int[] {1, 1}),
                "dilation of layer %d is %s, not [1, 1]",
                layer,
                Arrays.toString(found.getDilation()));
        return new Convolution(
                Math.toIntExact(found.getNIn()),
                rows,
                columns,
                Math.toIntExact(found.getNOut()),
                found.getKernelSize()[0],
                found.getKernelSize()[1],
                both("stride", layer, found.getStride()),
                both("padding", layer, found.getPadding()));
    }

    private static int both(String name, int layer, int[] values) {
        Check.that(
                values[0] == values[1],
                "%s of layer %d is %s, not the same down and across",
                name,
                layer,
                Arrays.toString(values));
        return values[0];
    }

    private void requirePreprocessors(List<Convolution> convolutions) {
        final Map<Integer, InputPreProcessor> needed = Dl4jNetworks.preprocessors(convolutions);
        for (int layer = 0; layer < layers.size(); layer++) {
            final InputPreProcessor found = configuration.getInputPreProcess(layer);
            if (needed.containsKey(layer)) {
                Check.that(
                        needed.get(layer).equals(found),
                        "input preprocessor of layer %d is %s, not %s",
                        layer,
                        found,
                        needed.get(layer));
            } else {
                Check.that(found == null, "layer %d has an input preprocessor, %s", layer, found);
            }
        }
    }

    private FeedForwardLayer requireDense(int layer) {
        final Layer found = layers.get(layer);
        if (found instanceof DenseLayer dense) {
            Check.that(dense.hasBias(), "layer %d has no biases", layer);
            Check.that(!dense.hasLayerNorm(), "layer %d has layer normalisation", layer);
            return dense;
        }
        // Other output layers, such as those for sequences, extend this class or its base.
        Check.that(
                found.getClass() == OutputLayer.class,
                "layer %d is a %s, not a DenseLayer or OutputLayer",
                layer,
                found.getClass().getSimpleName());
        final OutputLayer output = (OutputLayer) found;
        Check.that(output.hasBias(), "layer %d has no biases", layer);
        return output;
    }

    /** Returns the activation after each layer but the last; ReLU if there is but one, as it shows none. */
    private Activation activation() {
        final int last = layers.size() - 1;
        Activation activation = Activation.RELU;
        for (int layer = 0; layer < last; layer++) {
            final Activation here = hiddenActivation(layer, activationOf(layer));
            Check.that(
                    layer == 0 || here == activation,
                    "activation of layer %d is %s, of those before %s",
                    layer,
                    here,
                    activation);
            activation = here;
        }
        Check.that(
                activationOf(last) instanceof ActivationIdentity,
                "activation of the last layer, %d, is %s, not identity",
                last,
                activationOf(last));
        return activation;
    }

    private IActivation activationOf(int layer) {
        return ((FeedForwardLayer) layers.get(layer)).getActivationFn();
    }

    private static Activation hiddenActivation(int layer, IActivation found) {
        if (found.equals(new ActivationReLU())) {
            return Activation.RELU;
        }
        Check.that(found instanceof ActivationTanH, "activation of layer %d is %s, not relu or tanh", layer, found);
        return Activation.TANH;
    }
}
