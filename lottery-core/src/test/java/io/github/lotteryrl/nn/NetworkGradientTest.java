// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Forward and backward pass against two others: Deeplearning4j, per tensor {@code |g - g'| / |g|} at most 1e-5, and a
 * network in double precision, at most 1e-4, that is itself held to central differences, 1e-6.
 */
class NetworkGradientTest {

    private static final double AGAINST_DL4J = 1e-5;
    private static final double AGAINST_REFERENCE = 1e-4;
    private static final double AGAINST_DIFFERENCES = 1e-6;

    record Case(
            List<Convolution> convolutions, List<Integer> hidden, Activation activation, double density, int samples) {

        NetworkSpec spec() {
            final int inputs = convolutions.isEmpty() ? 7 : convolutions.get(0).inputs();
            return new NetworkSpec("actor", inputs, convolutions, hidden, 3, activation);
        }
    }

    static Stream<Case> cases() {
        final List<Case> cases = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(33), List.of(64, 20))) {
                for (double density : new double[] {1, 0.5, 0.1, 0.02}) {
                    for (int samples : new int[] {1, 16, 37, 64}) {
                        cases.add(new Case(List.of(), hidden, activation, density, samples));
                    }
                }
            }
            for (List<Convolution> convolutions : CONVOLUTIONS) {
                for (double density : new double[] {1, 0.5, 0.1}) {
                    for (int samples : new int[] {3, 37}) {
                        cases.add(new Case(convolutions, List.of(9), activation, density, samples));
                    }
                }
            }
        }
        return cases.stream();
    }

    /** Of one or two layers, strides 1 and 2 with and without a rest, padding 0 and 1, and filters that are not square. */
    private static final List<List<Convolution>> CONVOLUTIONS = List.of(
            List.of(Convolution.square(2, 5, 6, 4, 3, 1, 0)),
            List.of(Convolution.square(2, 5, 6, 4, 3, 2, 1)),
            List.of(new Convolution(3, 5, 6, 4, 2, 4, 2, 0)),
            List.of(Convolution.square(2, 6, 7, 5, 3, 1, 1), Convolution.square(5, 6, 7, 4, 3, 2, 0)),
            List.of(new Convolution(2, 7, 8, 5, 4, 2, 2, 1), new Convolution(5, 3, 5, 6, 2, 3, 1, 1)));

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatOthersCompute(Case c) {
        final NetworkSpec spec = c.spec();
        final RandomStream random = Seed.of(1).derive(c.toString()).random();
        final Mask mask = Fixtures.mask(spec.layout(true), c.density(), random);
        final Parameters parameters =
                Fixtures.parameters(spec.layout(true), random).masked(mask);
        final float[][] x = Fixtures.batch(spec.inputs(), c.samples(), random);
        final float[][] slopes = Fixtures.batch(spec.outputs(), c.samples(), random);

        final ParameterVector vector = new ParameterVector(mask, parameters);
        final Network network = new Network(spec, vector, c.samples());
        final float[][] outputs = Fixtures.rows(network.forward(Fixtures.toBatch(x), c.samples()));
        network.backward(Fixtures.toBatch(slopes), c.samples());
        final Parameters gradient = vector.toGradient();

        final ReferenceNetwork reference = new ReferenceNetwork(spec, mask, parameters);
        final double[][] expected = reference.gradient(x, slopes, c.samples());
        final double[][] theirs = dl4jGradient(spec, mask, parameters, x, slopes, c.samples());
        for (int b = 0; b < c.samples(); b++) {
            final double[] y = reference.forward(ReferenceNetwork.column(x, b))[spec.layers()];
            for (int i = 0; i < y.length; i++) {
                assertThat((double) outputs[i][b]).isCloseTo(y[i], within(1e-5));
            }
        }
        for (int t = 0; t < expected.length; t++) {
            final String tensor = spec.layout(true).tensor(t).name();
            final float[] ours = gradient.tensor(t);
            assertThat(Fixtures.relativeError(ours, expected[t]))
                    .as("%s, kernels against reference", tensor)
                    .isLessThanOrEqualTo(AGAINST_REFERENCE);
            assertThat(Fixtures.relativeError(ours, theirs[t]))
                    .as("%s, kernels against Deeplearning4j", tensor)
                    .isLessThanOrEqualTo(AGAINST_DL4J);
        }
    }

    static Stream<Case> smallCases() {
        return cases().filter(c -> c.samples() <= 16);
    }

    @ParameterizedTest
    @MethodSource("smallCases")
    void referenceIsWhatDifferencesSay(Case c) {
        final NetworkSpec spec = c.spec();
        final RandomStream random = Seed.of(2).derive(c.toString()).random();
        final Mask mask = Fixtures.mask(spec.layout(true), c.density(), random);
        final ReferenceNetwork reference =
                new ReferenceNetwork(spec, mask, Fixtures.parameters(spec.layout(true), random));
        final float[][] x = Fixtures.batch(spec.inputs(), c.samples(), random);
        final float[][] slopes = Fixtures.batch(spec.outputs(), c.samples(), random);
        final double[][] gradient = reference.gradient(x, slopes, c.samples());
        final double[][] differences = reference.differences(() -> reference.loss(x, slopes, c.samples()));
        for (int t = 0; t < gradient.length; t++) {
            assertThat(Fixtures.relativeError(gradient[t], differences[t]))
                    .as("tensor %d", t)
                    .isLessThanOrEqualTo(AGAINST_DIFFERENCES);
        }
    }

    /** Deeplearning4j with external errors: no output layer, because that wants labels. */
    private static double[][] dl4jGradient(
            NetworkSpec spec, Mask mask, Parameters parameters, float[][] x, float[][] slopes, int samples) {
        final NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).list();
        for (int layer = 0; layer < spec.layers(); layer++) {
            layers.layer(dl4jLayer(spec, layer));
        }
        if (spec.isConvolution(0)) {
            final Convolution first = spec.convolutions().get(0);
            layers.setInputType(InputType.convolutionalFlat(first.rows(), first.columns(), first.channels()));
        }
        final MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        for (int layer = 0; layer < spec.layers(); layer++) {
            final int[] shape =
                    spec.weightShape(layer).stream().mapToInt(Integer::intValue).toArray();
            final INDArray weights = Nd4j.create(parameters.tensor(2 * layer), shape, 'c');
            network.setParam(layer + "_W", spec.isConvolution(layer) ? weights : weights.transpose());
            network.setParam(layer + "_b", Nd4j.create(parameters.tensor(2 * layer + 1), new int[] {1, shape[0]}, 'c'));
        }
        network.setInput(toRows(x, samples));
        network.feedForward(true, false);
        final Gradient gradient =
                network.backpropGradient(toRows(slopes, samples), null).getFirst();
        final double[][] tensors = new double[2 * spec.layers()][];
        for (int layer = 0; layer < spec.layers(); layer++) {
            final INDArray theirs = gradient.getGradientFor(layer + "_W");
            final double[] weights = (spec.isConvolution(layer) ? theirs : theirs.transpose())
                    .dup('c')
                    .data()
                    .asDouble();
            for (int entry = 0; entry < weights.length; entry++) {
                weights[entry] = mask.keeps(2 * layer, entry) ? weights[entry] : 0;
            }
            tensors[2 * layer] = weights;
            tensors[2 * layer + 1] =
                    gradient.getGradientFor(layer + "_b").dup('c').data().asDouble();
        }
        return tensors;
    }

    private static Layer dl4jLayer(NetworkSpec spec, int layer) {
        final org.nd4j.linalg.activations.Activation activation =
                org.nd4j.linalg.activations.Activation.valueOf(spec.activation().name());
        if (spec.isConvolution(layer)) {
            final Convolution c = spec.convolutions().get(layer);
            return new ConvolutionLayer.Builder(c.kernelRows(), c.kernelColumns())
                    .stride(c.stride(), c.stride())
                    .padding(c.padding(), c.padding())
                    .convolutionMode(ConvolutionMode.Truncate)
                    .nIn(c.channels())
                    .nOut(c.filters())
                    .activation(activation)
                    .build();
        }
        return new DenseLayer.Builder()
                .nIn(spec.inputs(layer))
                .nOut(spec.units(layer))
                .activation(layer < spec.layers() - 1 ? activation : org.nd4j.linalg.activations.Activation.IDENTITY)
                .build();
    }

    /** A row per sample. */
    private static INDArray toRows(float[][] featureMajor, int samples) {
        final float[][] rows = new float[samples][featureMajor.length];
        for (int b = 0; b < samples; b++) {
            for (int k = 0; k < featureMajor.length; k++) {
                rows[b][k] = featureMajor[k][b];
            }
        }
        return Nd4j.create(rows);
    }
}
