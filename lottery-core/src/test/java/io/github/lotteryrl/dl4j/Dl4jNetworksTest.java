// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Convolution;
import io.github.lotteryrl.nn.Fixtures;
import io.github.lotteryrl.nn.InputNormalisation;
import io.github.lotteryrl.nn.Network;
import io.github.lotteryrl.nn.NetworkSpec;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jNetworksTest {

    private static final int SAMPLES = 30;

    static Stream<NetworkSpec> specs() {
        return Stream.of(
                new NetworkSpec("actor", 5, List.of(), 3, Activation.RELU),
                new NetworkSpec("actor", 4, List.of(64, 32), 2, Activation.RELU),
                new NetworkSpec("critic", 28, List.of(16, 1, 8), 1, Activation.TANH),
                pictures(List.of(), Activation.RELU),
                pictures(List.of(10), Activation.TANH));
    }

    private static NetworkSpec pictures(List<Integer> hidden, Activation activation) {
        final Convolution first = new Convolution(3, 7, 8, 6, 4, 2, 2, 1);
        return new NetworkSpec(
                "actor",
                first.inputs(),
                List.of(first, Convolution.square(6, 3, 5, 5, 3, 1, 1)),
                hidden,
                3,
                activation);
    }

    @Test
    void refusesNormalisedInputs() {
        final NetworkSpec spec = new NetworkSpec("actor", 4, List.of(8), 2, Activation.RELU);
        final ParameterLayout layout =
                ParameterLayout.of(Stream.concat(spec.tensors(true).stream(), InputNormalisation.tensors(4).stream())
                        .toList());
        final Parameters parameters = Fixtures.parameters(layout, Seed.of(1).random());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.toMultiLayerNetwork(spec, parameters))
                .withMessage("actor normalises its inputs, which networks of Deeplearning4j made here do not");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void goesThereWithEqualOutputsAndComesBackWithEqualBits(NetworkSpec spec) {
        final RandomStream random = Seed.of(10).random();
        final ParameterLayout layout = ParameterLayout.of(Stream.concat(
                        new NetworkSpec("other", 2, List.of(), 2, Activation.RELU).tensors(true).stream(),
                        spec.tensors(true).stream())
                .toList());
        final Mask mask = Fixtures.mask(layout, 0.7, random);
        final Parameters parameters = Fixtures.parameters(layout, random).masked(mask);
        final float[][] x = Fixtures.batch(spec.inputs(), SAMPLES, random);
        final float[][] expected = Fixtures.rows(new Network(spec, new ParameterVector(mask, parameters), SAMPLES)
                .forward(Fixtures.toBatch(x), SAMPLES));

        final MultiLayerNetwork network = Dl4jNetworks.toMultiLayerNetwork(spec, parameters);
        final INDArray actual =
                network.output(Nd4j.create(x).transpose().get(NDArrayIndex.interval(0, SAMPLES), NDArrayIndex.all()));
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < spec.outputs(); i++) {
            for (int b = 0; b < SAMPLES; b++) {
                difference += StrictMath.pow(actual.getDouble(b, i) - expected[i][b], 2);
                norm += StrictMath.pow(expected[i][b], 2);
            }
        }
        assertThat(Math.sqrt(difference / norm)).isLessThanOrEqualTo(1e-6);

        assertThat(Dl4jNetworks.specOf(network, spec.module())).isEqualTo(spec);
        final Parameters back = Dl4jNetworks.fromMultiLayerNetwork(spec, network);
        assertThat(back.layout()).isEqualTo(spec.layout(true));
        spec.tensors(true)
                .forEach(tensor ->
                        assertThat(back.tensor(tensor.name())).containsExactly(parameters.tensor(tensor.name())));
    }

    @Test
    void namesWhichWeightIsWhich() {
        final NetworkSpec spec = new NetworkSpec("actor", 2, List.of(), 3, Activation.RELU);
        final Parameters parameters =
                Parameters.of(spec.layout(true), new float[] {1, 2, 3, 4, 5, 6}, new float[] {7, 8, 9});
        final INDArray weights =
                Dl4jNetworks.toMultiLayerNetwork(spec, parameters).getParam("0_W");
        assertThat(weights.shape()).containsExactly(2, 3);
        // From input 1 to output 2.
        assertThat(weights.getFloat(1, 2)).isEqualTo(6);
    }

    @Test
    void leavesTheRandomGeneratorAlone() {
        final NetworkSpec spec = specs().toList().get(1);
        final Parameters parameters =
                Fixtures.parameters(spec.layout(true), Seed.of(1).random());
        Nd4j.getRandom().setSeed(123);
        final float expected = Nd4j.rand(1).getFloat(0);
        Nd4j.getRandom().setSeed(123);
        Dl4jNetworks.fromMultiLayerNetwork(spec, Dl4jNetworks.toMultiLayerNetwork(spec, parameters));
        assertThat(Nd4j.rand(1).getFloat(0)).isEqualTo(expected);
    }

    @Test
    void isConfiguredAsDeeplearning4jsBuilderDoes() {
        final NetworkSpec spec = new NetworkSpec("actor", 3, List.of(4), 2, Activation.TANH);
        final MultiLayerNetwork expected = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(3)
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .build());
        expected.init();
        assertThat(Dl4jNetworks.toMultiLayerNetwork(
                                spec,
                                Fixtures.parameters(
                                        spec.layout(true), Seed.of(1).random()))
                        .getLayerWiseConfigurations()
                        .toJson())
                .isEqualTo(expected.getLayerWiseConfigurations().toJson());
    }

    @Test
    void isConfiguredAsDeeplearning4jsBuilderDoesWithConvolutionsToo() {
        final NetworkSpec spec = pictures(List.of(), Activation.RELU);
        final MultiLayerNetwork expected = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(filters(4, 2).nIn(3).nOut(6).stride(2, 2).padding(1, 1).build())
                .layer(filters(3, 3).nIn(6).nOut(5).padding(1, 1).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(5 * 3 * 5)
                        .nOut(3)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(7, 8, 3))
                .build());
        expected.init();
        final Parameters parameters =
                Fixtures.parameters(spec.layout(true), Seed.of(1).random());
        assertThat(Dl4jNetworks.toMultiLayerNetwork(spec, parameters)
                        .getLayerWiseConfigurations()
                        .toJson())
                .isEqualTo(expected.getLayerWiseConfigurations().toJson());
    }

    private static ConvolutionLayer.Builder filters(int... kernel) {
        return new ConvolutionLayer.Builder(kernel)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(org.nd4j.linalg.activations.Activation.RELU);
    }

    static Stream<Arguments> foreignConvolutions() {
        return Stream.of(
                Arguments.of(
                        "convolution mode of layer 0 is Same, not Truncate or Strict",
                        filters(3, 3).convolutionMode(ConvolutionMode.Same)),
                Arguments.of(
                        "dilation of layer 0 is [2, 1], not [1, 1]",
                        filters(3, 3).dilation(2, 1)),
                Arguments.of(
                        "stride of layer 0 is [1, 2], not the same down and across",
                        filters(3, 3).stride(1, 2)),
                Arguments.of("layer 0 has no biases", filters(3, 3).hasBias(false)),
                Arguments.of("padding 2 not in [0, 1]", filters(3, 2).padding(2, 2)));
    }

    @ParameterizedTest
    @MethodSource("foreignConvolutions")
    void refusesConvolutionsThatWeDoNotHave(String message, ConvolutionLayer.Builder convolution) {
        final MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(convolution.nIn(1).nOut(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutionalFlat(6, 6, 1))
                .build());
        network.init();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.specOf(network, "actor"))
                .withMessage(message);
    }

    @Test
    void refusesPicturesThatAreNotRowsOfNumbers() {
        final MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(filters(3, 3).nIn(1).nOut(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(6, 6, 1))
                .build());
        network.init();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.specOf(network, "actor"))
                .withMessage(
                        "layer 0 is a convolution, and its input preprocessor null, not a FeedForwardToCnnPreProcessor");
    }

    private static MultiLayerNetwork network(DataType type, Layer... layers) {
        final NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().dataType(type).list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        final MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    private static DenseLayer.Builder dense(org.nd4j.linalg.activations.Activation activation) {
        return new DenseLayer.Builder().nIn(4).nOut(4).activation(activation);
    }

    static Stream<Arguments> foreignNetworks() {
        final Layer relu = dense(org.nd4j.linalg.activations.Activation.RELU).build();
        final Layer tanh = dense(org.nd4j.linalg.activations.Activation.TANH).build();
        final Layer identity =
                dense(org.nd4j.linalg.activations.Activation.IDENTITY).build();
        final Layer softmax = new OutputLayer.Builder()
                .nIn(4)
                .nOut(2)
                .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                .build();
        final Layer normalisation =
                new BatchNormalization.Builder().nIn(4).nOut(4).build();
        final Layer sequences = new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(2)
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .build();
        final Layer noBias = dense(org.nd4j.linalg.activations.Activation.RELU)
                .hasBias(false)
                .build();
        final Layer sigmoid =
                dense(org.nd4j.linalg.activations.Activation.SIGMOID).build();
        return Stream.of(
                Arguments.of("activation of the last layer, 1, is softmax, not identity", List.of(relu, softmax)),
                Arguments.of("activation of layer 0 is sigmoid, not relu or tanh", List.of(sigmoid, identity)),
                Arguments.of("activation of layer 1 is TANH, of those before RELU", List.of(relu, tanh, identity)),
                Arguments.of(
                        "layer 1 is a BatchNormalization, not a DenseLayer or OutputLayer",
                        List.of(relu, normalisation, identity)),
                Arguments.of("layer 0 has no biases", List.of(noBias, identity)),
                Arguments.of(
                        "layer 1 has an input preprocessor, FeedForwardToRnnPreProcessor(rnnDataFormat=NCW)",
                        List.of(relu, sequences)));
    }

    @ParameterizedTest
    @MethodSource("foreignNetworks")
    void refusesLayersThatWeDoNotHave(String message, List<Layer> layers) {
        final MultiLayerNetwork network = network(DataType.FLOAT, layers.toArray(new Layer[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.specOf(network, "actor"))
                .withMessage(message);
    }

    @Test
    void refusesOtherNumbersShapesAndNetworksThatAreNotReady() {
        final Layer relu = dense(org.nd4j.linalg.activations.Activation.RELU).build();
        final Layer identity =
                dense(org.nd4j.linalg.activations.Activation.IDENTITY).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.specOf(network(DataType.DOUBLE, relu, identity), "actor"))
                .withMessage("numbers of the network are of type DOUBLE, not FLOAT");
        final NetworkSpec wider = new NetworkSpec("actor", 4, List.of(5), 4, Activation.RELU);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.fromMultiLayerNetwork(wider, network(DataType.FLOAT, relu, identity)))
                .withMessageContainingAll("hidden=[4]", "not a", "hidden=[5]");
        final MultiLayerNetwork notReady = new MultiLayerNetwork(
                new NeuralNetConfiguration.Builder().list().layer(identity).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.specOf(notReady, "actor"))
                .withMessage("the network is not initialised");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dl4jNetworks.toMultiLayerNetwork(
                        wider,
                        Fixtures.parameters(
                                new NetworkSpec("critic", 4, List.of(5), 4, Activation.RELU).layout(true),
                                Seed.of(1).random())))
                .withMessageStartingWith("no tensor 'actor.0.weight'");
    }
}
