// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {

    private static NetworkSpec network(Activation activation) {
        final Convolution first = new Convolution(3, 7, 8, 6, 4, 2, 2, 1);
        return new NetworkSpec(
                "actor",
                first.inputs(),
                List.of(first, Convolution.square(6, 3, 5, 5, 3, 1, 1)),
                List.of(12),
                3,
                activation);
    }

    @Test
    void laysFiltersOverThePictureWithoutFlippingThem() {
        // A filter of 2 x 2 has two positions over pictures of 2 x 3; the outputs are its cells.
        final Convolution c = Convolution.square(2, 2, 3, 1, 2, 1, 0);
        final NetworkSpec spec = new NetworkSpec("actor", 12, List.of(c), List.of(), 2, Activation.RELU);
        final Parameters parameters = Parameters.of(
                spec.layout(true),
                new float[] {1, 2, 3, 4, 0.5f, 0, 0, -1},
                new float[] {0.25f},
                new float[] {1, 0, 0, 1},
                new float[] {0, 0});
        final Network network = new Network(spec, new ParameterVector(Mask.dense(spec.layout(true)), parameters), 1);
        final float[][] x = new float[12][16];
        for (int k = 0; k < 12; k++) {
            x[k][0] = k;
        }
        // 1*0 + 2*1 + 3*3 + 4*4 + 0.5*6 - 1*10 + 0.25, and each picture one further.
        assertThat(network.forward(Fixtures.toBatch(x), 1).get(0, 0)).isEqualTo(20.25f);
        assertThat(network.forward(Fixtures.toBatch(x), 1).get(1, 0)).isEqualTo(29.75f);
    }

    static Stream<Arguments> shapes() {
        // The formula of PyTorch's Conv2d with dilation 1: floor((length + 2 padding - kernel) / stride) + 1.
        return Stream.of(
                Arguments.of(Convolution.square(4, 84, 84, 32, 8, 4, 0), 20, 20),
                Arguments.of(Convolution.square(4, 10, 10, 16, 3, 1, 0), 8, 8),
                Arguments.of(Convolution.square(4, 10, 10, 16, 3, 1, 1), 10, 10),
                Arguments.of(new Convolution(3, 7, 8, 6, 4, 2, 2, 1), 3, 5),
                Arguments.of(new Convolution(1, 1, 6, 2, 1, 4, 3, 0), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void hasACellPerPosition(Convolution c, int rows, int columns) {
        assertThat(List.of(c.outputRows(), c.outputColumns(), c.cells()))
                .containsExactly(rows, columns, rows * columns);
        assertThat(c.outputs()).isEqualTo(c.filters() * rows * columns);
    }

    @Test
    void initialisationSeesTheNumbersUnderAFilter() {
        final ParameterLayout layout = network(Activation.RELU).layout(true);
        assertThat(layout.tensor(0).shape()).containsExactly(6, 3, 4, 2);
        assertThat(layout.tensor(0).fanIn()).isEqualTo(3 * 4 * 2);
        assertThat(layout.tensor(0).fanOut()).isEqualTo(6 * 4 * 2);
        assertThat(layout.tensor(1).shape()).containsExactly(6);
        assertThat(layout.tensor(4).shape()).containsExactly(12, 5 * 3 * 5);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void computesPrunedAsDenseWithZeros(Activation activation) {
        final RandomStream random = Seed.of(3).random();
        final NetworkSpec spec = network(activation);
        final ParameterLayout layout = spec.layout(true);
        for (double density : new double[] {0.9, 0.3, 0.05}) {
            final Mask mask = Fixtures.mask(layout, density, random);
            final Parameters parameters = Fixtures.parameters(layout, random).masked(mask);
            final ParameterVector pruned = new ParameterVector(mask, parameters);
            final ParameterVector dense = new ParameterVector(Mask.dense(layout), parameters);
            final Network prunedNetwork = new Network(spec, pruned, 50);
            final Network denseNetwork = new Network(spec, dense, 50);
            final float[][] x = Fixtures.batch(spec.inputs(), 50, random);
            final float[][] slopes = Fixtures.batch(3, 50, random);

            final float[][] outputs = Fixtures.rows(prunedNetwork.forward(Fixtures.toBatch(x), 50));
            final float[][] expected = Fixtures.rows(denseNetwork.forward(Fixtures.toBatch(x), 50));
            assertThat(Arrays.deepEquals(outputs, expected)).isTrue();
            final Batch few = new Batch(3, 11);
            prunedNetwork.act(Fixtures.toBatch(x), 11, few);
            for (int i = 0; i < 3; i++) {
                assertThat(Arrays.copyOf(Fixtures.rows(few)[i], 11)).containsExactly(Arrays.copyOf(expected[i], 11));
            }

            prunedNetwork.backward(Fixtures.toBatch(slopes), 50);
            denseNetwork.backward(Fixtures.toBatch(slopes), 50);
            assertThat(pruned.toGradient()).isEqualTo(dense.toGradient().masked(mask));
        }
    }

    /** The second of two filters, and the first one's right column of cells, lead to no output. */
    @Test
    void leavesOutCellsThatLeadNowhere() {
        final Convolution c = Convolution.square(1, 3, 4, 2, 2, 1, 0);
        final NetworkSpec spec = new NetworkSpec("actor", 12, List.of(c), List.of(), 1, Activation.TANH);
        final ParameterLayout layout = spec.layout(true);
        final RandomStream random = Seed.of(6).random();
        final float[][] values = new float[4][];
        for (int t = 0; t < 4; t++) {
            values[t] = Fixtures.parameters(layout, random).tensor(t);
        }
        values[2] = new float[] {1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0};
        final Parameters parameters = Parameters.of(layout, values);
        final ParameterVector pruned = new ParameterVector(nonZero(parameters), parameters);
        final ParameterVector whole = new ParameterVector(Mask.dense(layout), parameters);
        final float[][] x = Fixtures.batch(12, 20, random);
        final float[][] slopes = Fixtures.batch(1, 20, random);
        final Network network = new Network(spec, pruned, 20);
        final Network expected = new Network(spec, whole, 20);

        assertThat(Fixtures.rows(network.forward(Fixtures.toBatch(x), 20))[0])
                .containsExactly(Fixtures.rows(expected.forward(Fixtures.toBatch(x), 20))[0]);
        network.backward(Fixtures.toBatch(slopes), 20);
        expected.backward(Fixtures.toBatch(slopes), 20);
        assertThat(pruned.toGradient()).isEqualTo(whole.toGradient().masked(nonZero(parameters)));
        // The picture's right column lies under the cells that are left out, and under no others.
        assertThat(network.reads(2)).isTrue();
        assertThat(network.reads(3)).isFalse();
        assertThat(expected.reads(3)).isTrue();
    }

    private static Mask nonZero(Parameters parameters) {
        final ParameterLayout layout = parameters.layout();
        final BitSet kept = new BitSet();
        for (int t : new int[] {0, 2}) {
            for (int entry = 0; entry < layout.tensor(t).size(); entry++) {
                kept.set(layout.prunableOffset(t) + entry, parameters.value(t, entry) != 0);
            }
        }
        return Mask.of(layout, kept);
    }

    static Stream<Arguments> misfits() {
        final Convolution c = Convolution.square(3, 7, 8, 6, 4, 2, 1);
        return Stream.of(
                misfit("channels 0 not in [1, ...)", () -> Convolution.square(0, 7, 8, 6, 4, 2, 1)),
                misfit("stride 0 not in [1, ...)", () -> Convolution.square(3, 7, 8, 6, 4, 0, 1)),
                misfit("padding 3 not in [0, 2]", () -> Convolution.square(3, 7, 8, 6, 3, 1, 3)),
                misfit(
                        "kernel columns 11 not in [1, 10], columns 8 and padding 1 on each side",
                        () -> new Convolution(3, 7, 8, 6, 4, 11, 2, 1)),
                misfit(
                        "inputs 1000000000000 not in [1, 2147483647]",
                        () -> Convolution.square(10_000, 10_000, 10_000, 1, 1, 1, 0)),
                misfit(
                        "outputs 6442450947 not in [1, 2147483647]",
                        () -> Convolution.square(1, Integer.MAX_VALUE, 1, 1, 3, 1, 2)),
                misfit(
                        "inputs 167 do not fit convolution 0, which reads 3 x 7 x 8",
                        () -> new NetworkSpec("actor", 167, List.of(c), List.of(), 1, Activation.RELU)),
                misfit(
                        "convolution 0 gives 6 x 3 x 4, convolution 1 reads 6 x 4 x 3",
                        () -> new NetworkSpec(
                                "actor",
                                168,
                                List.of(c, Convolution.square(6, 4, 3, 1, 1, 1, 0)),
                                List.of(),
                                1,
                                Activation.RELU)));
    }

    private static Arguments misfit(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesShapesThatDoNotFit(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
