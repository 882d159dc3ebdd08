// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Turns multilayer perceptrons of this library into {@link MultiLayerNetwork}s of Deeplearning4j and back, weights equal to
 * the bit and outputs but for rounding. What was pruned is zero there: a training step of Deeplearning4j would revive it.
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
     * Makes a network with the same outputs: dense layers, and an output layer with identity activation and the mean
     * squared error as its loss.
     *
     * @param spec the shape
     * @param parameters must hold the tensors of {@code spec}; others are left out
     * @throws IllegalArgumentException if they do not
     */
    public static MultiLayerNetwork toMultiLayerNetwork(NetworkSpec spec, Parameters parameters) {
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
            final FeedForwardLayer.Builder<?> builder = layer < spec.layers() - 1
                    ? new DenseLayer.Builder()
                            .activation(
                                    spec.activation() == Activation.RELU ? new ActivationReLU() : new ActivationTanH())
                    : new OutputLayer.Builder(LossFunction.MSE).activation(new ActivationIdentity());
            final NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder()
                    .dataType(DataType.FLOAT)
                    .layer(builder.name("layer" + layer)
                            .nIn(spec.inputs(layer))
                            .nOut(spec.units(layer))
                            .build())
                    .build();
            // Otherwise it is the time of day, and two files of one network differ.
            configuration.setSeed(SEED);
            layers.add(configuration);
        }
        final MultiLayerConfiguration configuration = new MultiLayerConfiguration();
        configuration.setConfs(layers);
        configuration.setDataType(DataType.FLOAT);
        return configuration;
    }

    /**
     * Returns the numbers as Deeplearning4j lays them out: layer by layer weights, then biases. Its weights are [inputs,
     * outputs] with the inputs running fastest, which is our [outputs, inputs] in row-major order.
     */
    private static float[] flatten(NetworkSpec spec, Parameters parameters) {
        float[] flat = new float[0];
        for (int layer = 0; layer < spec.layers(); layer++) {
            final float[] weights = parameters.tensor(spec.weight(layer));
            final float[] biases = parameters.tensor(spec.bias(layer));
            Check.length(spec.weight(layer), weights.length, spec.units(layer) * spec.inputs(layer));
            Check.length(spec.bias(layer), biases.length, spec.units(layer));
            final int end = flat.length;
            flat = Arrays.copyOf(flat, end + weights.length + biases.length);
            System.arraycopy(weights, 0, flat, end, weights.length);
            System.arraycopy(biases, 0, flat, end + weights.length, biases.length);
        }
        return flat;
    }

    /**
     * Returns the shape of a network of Deeplearning4j.
     *
     * @param network initialised; not modified
     * @param module the name that the network is to have here, such as {@code actor}
     * @throws IllegalArgumentException if it is no multilayer perceptron as this library has them: dense layers with biases,
     *     one activation, ReLU or tanh, after each hidden one, none after the last, numbers of type float
     */
    public static NetworkSpec specOf(MultiLayerNetwork network, String module) {
        Backend.require();
        Check.that(network.isInitCalled(), "the network is not initialised");
        final MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        Check.that(
                configuration.getDataType() == DataType.FLOAT,
                "numbers of the network are of type %s, not FLOAT",
                configuration.getDataType());
        final int count = network.getnLayers();
        final List<Integer> widths = new ArrayList<>();
        // A network without hidden layers shows none.
        Activation activation = Activation.RELU;
        for (int layer = 0; layer < count; layer++) {
            Check.that(
                    configuration.getInputPreProcess(layer) == null,
                    "layer %d has an input preprocessor, %s",
                    layer,
                    configuration.getInputPreProcess(layer));
            final FeedForwardLayer dense =
                    requireDense(layer, configuration.getConf(layer).getLayer());
            widths.add(Math.toIntExact(dense.getNIn()));
            if (layer == count - 1) {
                Check.that(
                        dense.getActivationFn() instanceof ActivationIdentity,
                        "activation of the last layer, %d, is %s, not identity",
                        layer,
                        dense.getActivationFn());
                widths.add(Math.toIntExact(dense.getNOut()));
            } else {
                final Activation here = hiddenActivation(layer, dense.getActivationFn());
                Check.that(
                        layer == 0 || here == activation,
                        "activation of layer %d is %s, of those before %s",
                        layer,
                        here,
                        activation);
                activation = here;
            }
        }
        return new NetworkSpec(module, widths.get(0), widths.subList(1, count), widths.get(count), activation);
    }

    private static FeedForwardLayer requireDense(int layer, Layer found) {
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

    private static Activation hiddenActivation(int layer, IActivation found) {
        if (found.equals(new ActivationReLU())) {
            return Activation.RELU;
        }
        Check.that(found instanceof ActivationTanH, "activation of layer %d is %s, not relu or tanh", layer, found);
        return Activation.TANH;
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
        final boolean activationShows = !spec.hidden().isEmpty();
        Check.that(
                found.inputs() == spec.inputs()
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
            final int weights = spec.units(layer) * spec.inputs(layer);
            values[2 * layer] = Arrays.copyOfRange(flat, from, from + weights);
            from += weights;
            values[2 * layer + 1] = Arrays.copyOfRange(flat, from, from + spec.units(layer));
            from += spec.units(layer);
        }
        return Parameters.of(spec.layout(true), values);
    }
}
