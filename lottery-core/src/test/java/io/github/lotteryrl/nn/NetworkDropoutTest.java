// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.kernel.KernelProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Passes with dropout against a network in double precision with the same units dropped, drawn here as {@link Dropout} says;
 * that network is itself held to central differences.
 */
class NetworkDropoutTest {

    private static final double AGAINST_REFERENCE = 1e-4;
    private static final double AGAINST_DIFFERENCES = 1e-6;

    /** A third of the decisions: drops often enough to matter, and 1 / (1 - p) is no round number. */
    private static final double PROBABILITY = 1.0 / 3;

    private static final int DROPPING = 21845;

    /** Samples that fill no group of four and no vector. */
    static Stream<NetworkGradientTest.Case> cases() {
        return NetworkGradientTest.cases().filter(c -> c.samples() == 37);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWhatTheReferenceComputes(NetworkGradientTest.Case c) {
        final Drawn drawn = new Drawn(c, Seed.of(1).derive(c.toString()));
        final int samples = c.samples();
        final ParameterVector vector = new ParameterVector(drawn.mask, drawn.parameters);
        final Network network = new Network(c.spec(), vector, samples);
        final RandomStream random = drawn.stream();
        final Batch outputs = network.forward(Fixtures.toBatch(drawn.x), samples, Dropout.of(PROBABILITY, random));
        network.backward(Fixtures.toBatch(drawn.slopes), samples);
        final Parameters gradient = vector.toGradient();

        final RandomStream after = drawn.stream();
        final ReferenceNetwork reference = drawn.reference(after);
        assertThat(random.state()).containsExactly(after.state());
        for (int b = 0; b < samples; b++) {
            final double[] y = reference
                    .forward(ReferenceNetwork.column(drawn.x, b), b)[c.spec().layers()];
            for (int i = 0; i < y.length; i++) {
                assertThat((double) outputs.get(i, b)).isCloseTo(y[i], within(1e-5));
            }
        }
        final double[][] expected = reference.gradient(drawn.x, drawn.slopes, samples);
        for (int t = 0; t < expected.length; t++) {
            assertThat(Fixtures.relativeError(gradient.tensor(t), expected[t]))
                    .as(c.spec().layout(true).tensor(t).name())
                    .isLessThanOrEqualTo(AGAINST_REFERENCE);
        }
    }

    static Stream<NetworkGradientTest.Case> smallCases() {
        return NetworkGradientTest.cases().filter(c -> c.samples() == 3 || c.samples() == 16);
    }

    @ParameterizedTest
    @MethodSource("smallCases")
    void referenceIsWhatDifferencesSay(NetworkGradientTest.Case c) {
        final Drawn drawn = new Drawn(c, Seed.of(2).derive(c.toString()));
        final ReferenceNetwork reference = drawn.reference(drawn.stream());
        final double[][] gradient = reference.gradient(drawn.x, drawn.slopes, c.samples());
        final double[][] differences = reference.differences(() -> reference.loss(drawn.x, drawn.slopes, c.samples()));
        for (int t = 0; t < gradient.length; t++) {
            assertThat(Fixtures.relativeError(gradient[t], differences[t]))
                    .as("tensor %d", t)
                    .isLessThanOrEqualTo(AGAINST_DIFFERENCES);
        }
    }

    /** Mean over many samples, by a z-test at level 0.001 for the three outputs together. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void theMeanOfWhatComesOutIsThatWithoutDropout(Activation activation) {
        final RandomStream random = Seed.of(3).random();
        final NetworkSpec spec = new NetworkSpec("net", 4, List.of(30), 3, activation);
        final int samples = 40_000;
        final Network network = new Network(
                spec,
                new ParameterVector(Mask.dense(spec.layout(true)), Fixtures.parameters(spec.layout(true), random)),
                samples);
        final Batch x = new Batch(4, samples);
        for (int k = 0; k < 4; k++) {
            Arrays.fill(x.array(k), x.offset(k), x.offset(k) + samples, (float) random.nextGaussian());
        }
        final float[][] plain = Fixtures.rows(network.forward(x, samples));
        final Batch outputs = network.forward(x, samples, Dropout.of(PROBABILITY, random));
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            double squares = 0;
            for (int b = 0; b < samples; b++) {
                final double difference = outputs.get(i, b) - plain[i][b];
                sum += difference;
                squares += difference * difference;
            }
            final double error = Math.sqrt(squares - sum * sum / samples);
            // scipy.stats.norm.isf(0.001 / 6), scipy 1.17.1
            assertThat(sum / error).as("output %d", i).isBetween(-3.588, 3.588);
            assertThat(squares / samples).isGreaterThan(1e-3);
        }
    }

    /** Evaluation, acting and value estimates go through the network that learns. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void whatHasNoDropoutIsAsIfThereNeverWasAny(Activation activation) {
        final RandomStream random = Seed.of(4).random();
        final NetworkSpec spec = new NetworkSpec("net", 5, List.of(24, 17), 3, activation);
        final Mask mask = Fixtures.mask(spec.layout(true), 0.5, random);
        final Parameters parameters = Fixtures.parameters(spec.layout(true), random);
        final float[][] rows = Fixtures.batch(5, 40, random);
        final Batch x = Fixtures.toBatch(rows);
        final float[][] slopes = Fixtures.batch(3, 40, random);
        final ParameterVector vector = new ParameterVector(mask, parameters);
        final Network network = new Network(spec, vector, 40);
        final float[][] outputs = Fixtures.rows(network.forward(x, 40));
        network.backward(Fixtures.toBatch(slopes), 40);
        final Parameters gradient = vector.toGradient();

        network.forward(x, 40, dropout());
        network.backward(Fixtures.toBatch(slopes), 40);
        final Parameters dropped = vector.toGradient();
        assertThat(dropped).isNotEqualTo(gradient);
        network.forward(x, 40, dropout());
        final Batch acted = new Batch(3, 40);
        network.act(x, 40, acted);
        assertThat(Fixtures.rows(acted)[0]).startsWith(Arrays.copyOf(outputs[0], 40));
        network.backward(Fixtures.toBatch(slopes), 40);
        assertThat(vector.toGradient()).isEqualTo(dropped);

        assertThat(Fixtures.rows(network.forward(x, 40))).isDeepEqualTo(outputs);
        network.backward(Fixtures.toBatch(slopes), 40);
        assertThat(vector.toGradient()).isEqualTo(gradient);
    }

    private static Dropout dropout() {
        return Dropout.of(PROBABILITY, Seed.of(5).random());
    }

    /** The kernels of this JVM, which are the vector ones, against the scalar ones in a JVM that has no others. */
    @Test
    void scalarKernelsGiveTheSameBits() throws Exception {
        final Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        final String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(printed).isZero();
        assertThat(printed).contains("scalar").contains(Training.hashes());
        assertThat(KernelProvider.kernels().name()).startsWith("vector");
    }

    /** Trains some networks with dropout and weight decay and prints hashes of what comes out. */
    static final class Training {

        private static final int SAMPLES = 37;

        private Training() {}

        public static void main(String[] arguments) {
            System.out.println(KernelProvider.kernels().name() + ": " + hashes());
        }

        static String hashes() {
            return NetworkGradientTest.cases()
                    .filter(c -> c.samples() == SAMPLES && c.density() != 0.1)
                    .flatMap(c -> Stream.of(WeightDecay.afterClipping(0.1), WeightDecay.inLoss(0.1))
                            .map(decay -> Integer.toHexString(trained(c, decay).hashCode())))
                    .collect(Collectors.joining(" "));
        }

        private static Parameters trained(NetworkGradientTest.Case c, WeightDecay decay) {
            final Drawn drawn = new Drawn(c, Seed.of(6).derive(c.toString()));
            final ParameterVector vector = new ParameterVector(drawn.mask, drawn.parameters);
            final Network network = new Network(drawn.spec, vector, SAMPLES);
            final Adam adam = new Adam(vector, 1e-8, decay);
            final Dropout dropout = Dropout.of(PROBABILITY, drawn.stream());
            for (int step = 0; step < 30; step++) {
                network.forward(Fixtures.toBatch(drawn.x), SAMPLES, dropout);
                network.backward(Fixtures.toBatch(drawn.slopes), SAMPLES);
                adam.step(1e-3, 1);
            }
            return vector.toParameters();
        }
    }

    /** A random network with a batch. */
    private static final class Drawn {

        final NetworkSpec spec;
        final int samples;
        final Mask mask;
        final Parameters parameters;
        final float[][] x;
        final float[][] slopes;
        private final Seed seed;

        Drawn(NetworkGradientTest.Case c, Seed seed) {
            this.seed = seed;
            spec = c.spec();
            samples = c.samples();
            final RandomStream random = seed.random();
            mask = Fixtures.mask(spec.layout(true), c.density(), random);
            parameters = Fixtures.parameters(spec.layout(true), random).masked(mask);
            x = Fixtures.batch(spec.inputs(), c.samples(), random);
            slopes = Fixtures.batch(spec.outputs(), c.samples(), random);
        }

        RandomStream stream() {
            return seed.derive("dropout").random();
        }

        ReferenceNetwork reference(RandomStream random) {
            final ReferenceNetwork reference = new ReferenceNetwork(spec, mask, parameters);
            final boolean[][] influential = influential();
            final double[][][] factors = new double[spec.layers() - 1][][];
            for (int layer = 0; layer < factors.length; layer++) {
                factors[layer] = new double[spec.units(layer)][samples];
                for (int unit = 0; unit < spec.units(layer); unit++) {
                    if (influential[layer][unit]) {
                        draw(factors[layer][unit], random);
                    }
                }
            }
            reference.drop(factors);
            return reference;
        }

        private void draw(double[] factors, RandomStream random) {
            long word = 0;
            for (int b = 0; b < samples; b++) {
                word = b % 4 == 0 ? random.nextLong() : word >>> 16;
                factors[b] = (word & 0xFFFF) < DROPPING ? 0 : 65536.0 / (65536 - DROPPING);
            }
        }

        /** Returns for each unit of each layer whether surviving weights lead from it to an output. */
        private boolean[][] influential() {
            final boolean[][] influential = new boolean[spec.layers()][];
            final int last = spec.layers() - 1;
            influential[last] = new boolean[spec.outputs()];
            Arrays.fill(influential[last], true);
            for (int layer = last; layer > 0; layer--) {
                influential[layer - 1] = new boolean[spec.units(layer - 1)];
                for (int unit = 0; unit < spec.units(layer); unit++) {
                    for (int input : spec.inputs(layer, unit)) {
                        influential[layer - 1][input] |=
                                influential[layer][unit] && mask.keeps(2 * layer, spec.entry(layer, unit, input));
                    }
                }
            }
            return influential;
        }
    }
}
