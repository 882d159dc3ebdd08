// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import com.google.common.primitives.Floats;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Turns networks of this library into {@link MultiLayerNetwork}s of Deeplearning4j and back, weights equal to the bit and
 * outputs but for rounding. What was pruned is zero there: a training step of Deeplearning4j would revive it.
 *
 * <p>With convolutions too, the network reads rows of numbers, a picture's channels one after another.
 *
 * <p>Methods draw nothing from ND4J's random generator and leave its state as it is. They may be called from several
 * threads at once, on different networks. Each throws a {@link MissingBackendException} if the class path holds no ND4J
 * backend that works.
 *
 * <pre>{@code
 * MultiLayerNetwork network = Dl4jNetworks.toMultiLayerNetwork(small.spec(), small.parameters());
 * network.save(new File("ticket.zip"));
 * }</pre>
 */
public final class Dl4jNetworks {

    /** What Deeplearning4j would draw from if it was to initialise the network anew; ND4J takes 0 for a random seed. */
    private static final int SEED = 1;

    private Dl4jNetworks() {}

    /**
     * Makes a network with the same outputs: convolutions, dense layers, and an output layer with identity activation and the
     * mean squared error as its loss.
     *
     * @param spec the shape
     * @param parameters must hold the tensors of {@code spec}; others are left out
     * @throws IllegalArgumentException if they do not, or hold an {@link InputNormalisation}, which such a network has not
     */
    public static MultiLayerNetwork toMultiLayerNetwork(NetworkSpec spec, Parameters parameters) {
        Check.that(
                !InputNormalisation.isIn(parameters.layout()),
                "%s normalises its inputs, which networks of Deeplearning4j made here do not",
                spec.module());
        final float[] flat = flatten(spec, parameters);
        Backend.require();
        final MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec));
        // Given its parameters, init draws none, and does not seed the generator anew.
        network.init(Nd4j.create(flat, new long[] {1, flat.length}), false);
        return network;
    }

    /** Builds what {@code NeuralNetConfiguration.ListBuilder} would, which seeds ND4J's random generator anew. */
    private static MultiLayerConfiguration configuration(NetworkSpec spec) {
        final List<NeuralNetConfiguration> layers = new ArrayList<>();
        for (int layer = 0; layer < spec.layers(); layer++) {
            final NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder()
                    .dataType(DataType.FLOAT)
                    .layer(layer(spec, layer))
                    .build();
            // Otherwise it is the time of day, and two files of one network differ.
            configuration.setSeed(SEED);
            layers.add(configuration);
        }
        final MultiLayerConfiguration configuration = new MultiLayerConfiguration();
        configuration.setConfs(layers);
        configuration.setInputPreProcessors(preprocessors(spec.convolutions()));
        configuration.setDataType(DataType.FLOAT);
        return configuration;
    }

    private static Layer layer(NetworkSpec spec, int layer) {
        final FeedForwardLayer.Builder<?> builder;
        if (spec.isConvolution(layer)) {
            final Convolution shape = spec.convolutions().get(layer);
            builder = new ConvolutionLayer.Builder(shape.kernelRows(), shape.kernelColumns())
                    .stride(shape.stride(), shape.stride())
                    .padding(shape.padding(), shape.padding())
                    .convolutionMode(ConvolutionMode.Truncate)
                    .nIn(shape.channels())
                    .nOut(shape.filters());
        } else {
            builder = (layer < spec.layers() - 1 ? new DenseLayer.Builder() : new OutputLayer.Builder(LossFunction.MSE))
                    .nIn(spec.inputs(layer))
                    .nOut(spec.units(layer));
        }
        return builder.name("layer" + layer).activation(activation(spec, layer)).build();
    }

    private static IActivation activation(NetworkSpec spec, int layer) {
        if (layer == spec.layers() - 1) {
            return new ActivationIdentity();
        }
        return spec.activation() == Activation.RELU ? new ActivationReLU() : new ActivationTanH();
    }

    /** Returns what makes pictures of the rows before the first convolution, and rows of them after the last. */
    static Map<Integer, InputPreProcessor> preprocessors(List<Convolution> convolutions) {
        final Map<Integer, InputPreProcessor> preprocessors = new HashMap<>();
        if (!convolutions.isEmpty()) {
            final Convolution first = convolutions.get(0);
            final Convolution last = convolutions.get(convolutions.size() - 1);
            preprocessors.put(0, new FeedForwardToCnnPreProcessor(first.rows(), first.columns(), first.channels()));
            preprocessors.put(
                    convolutions.size(),
                    new CnnToFeedForwardPreProcessor(last.outputRows(), last.outputColumns(), last.filters()));
        }
        return preprocessors;
    }

    /**
     * Returns the numbers as Deeplearning4j lays them out, layer by layer: of dense layers weights, then biases, of convolutions
     * biases first. Its dense weights are [inputs, outputs] with the inputs running fastest, which is our [outputs, inputs] in
     * row-major order; its filters are as ours.
     */
    private static float[] flatten(NetworkSpec spec, Parameters parameters) {
        final float[][] blocks = new float[2 * spec.layers()][];
        for (int layer = 0; layer < spec.layers(); layer++) {
            final float[] weights = parameters.tensor(spec.weight(layer));
            final float[] biases = parameters.tensor(spec.bias(layer));
            Check.length(spec.weight(layer), weights.length, size(spec.weightShape(layer)));
            Check.length(spec.bias(layer), biases.length, size(spec.biasShape(layer)));
            blocks[2 * layer] = spec.isConvolution(layer) ? biases : weights;
            blocks[2 * layer + 1] = spec.isConvolution(layer) ? weights : biases;
        }
        return Floats.concat(blocks);
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Returns the shape of a network of Deeplearning4j.
     *
     * @param network initialised; not modified
     * @param module the name that the network is to have here, such as {@code actor}
     * @throws IllegalArgumentException if it is no network as this library has them: convolutions, if any, over rows of
     *     numbers as pictures, then dense layers, all with biases, one activation, ReLU or tanh, after each layer but the last,
     *     none after that, numbers of type float
     */
    public static NetworkSpec specOf(MultiLayerNetwork network, String module) {
        Backend.require();
        Check.that(network.isInitCalled(), "the network is not initialised");
        return new Dl4jShape(network.getLayerWiseConfigurations()).spec(module);
    }

    /**
     * Returns the numbers of a network of Deeplearning4j, in the layout of {@code spec} alone.
     *
     * @param spec the shape that the network must have
     * @param network initialised; not modified
     * @throws IllegalArgumentException if it has another, as in {@link #specOf}
     */
    public static Parameters fromMultiLayerNetwork(NetworkSpec spec, MultiLayerNetwork network) {
        final NetworkSpec found = specOf(network, spec.module());
        final boolean activationShows = spec.layers() > 1;
        Check.that(
                found.inputs() == spec.inputs()
                        && found.convolutions().equals(spec.convolutions())
                        && found.hidden().equals(spec.hidden())
                        && found.outputs() == spec.outputs()
                        && (found.activation() == spec.activation() || !activationShows),
                "the network is a %s, not a %s",
                found,
                spec);
        final float[] flat = network.params().toFloatVector();
        final float[][] values = new float[2 * spec.layers()][];
        int from = 0;
        for (int layer = 0; layer < spec.layers(); layer++) {
            final int weights = size(spec.weightShape(layer));
            final int biases = size(spec.biasShape(layer));
            final boolean biasesFirst = spec.isConvolution(layer);
            final int weightsFrom = from + (biasesFirst ? biases : 0);
            final int biasesFrom = from + (biasesFirst ? 0 : weights);
            values[2 * layer] = Arrays.copyOfRange(flat, weightsFrom, weightsFrom + weights);
            values[2 * layer + 1] = Arrays.copyOfRange(flat, biasesFrom, biasesFrom + biases);
            from += weights + biases;
        }
        return Parameters.of(spec.layout(true), values);
    }
}
