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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static NetworkSpec spec(Activation activation) {
        return new NetworkSpec("actor", 5, List.of(24, 17), 3, activation);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void actsAsItComputesForward(Activation activation) {
        final RandomStream random = Seed.of(2).random();
        final NetworkSpec spec = spec(activation);
        final Mask mask = Fixtures.mask(spec.layout(true), 0.4, random);
        final Network network =
                new Network(spec, new ParameterVector(mask, Fixtures.parameters(spec.layout(true), random)), 64);
        final Batch x = Fixtures.toBatch(Fixtures.batch(5, 64, random));
        final float[][] forward = Fixtures.rows(network.forward(x, 64));
        for (int samples : new int[] {1, 2, 3, 4, 5, 8, 11, 40}) {
            final Batch y = new Batch(3, samples);
            network.act(x, samples, y);
            for (int i = 0; i < y.features(); i++) {
                assertThat(Arrays.copyOf(Fixtures.rows(y)[i], samples))
                        .containsExactly(Arrays.copyOf(forward[i], samples));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void computesPrunedAsDenseWithZeros(Activation activation) {
        final RandomStream random = Seed.of(3).random();
        final NetworkSpec spec = spec(activation);
        final ParameterLayout layout = spec.layout(true);
        for (double density : new double[] {0.9, 0.5, 0.2, 0.05}) {
            final Mask mask = Fixtures.mask(layout, density, random);
            final Parameters parameters = Fixtures.parameters(layout, random).masked(mask);
            final ParameterVector pruned = new ParameterVector(mask, parameters);
            final ParameterVector dense = new ParameterVector(Mask.dense(layout), parameters);
            final Network prunedNetwork = new Network(spec, pruned, 50);
            final Network denseNetwork = new Network(spec, dense, 50);
            final float[][] x = Fixtures.batch(5, 50, random);
            final float[][] slopes = Fixtures.batch(3, 50, random);

            final float[][] outputs = Fixtures.rows(prunedNetwork.forward(Fixtures.toBatch(x), 50));
            final float[][] expected = Fixtures.rows(denseNetwork.forward(Fixtures.toBatch(x), 50));
            assertThat(Arrays.deepEquals(outputs, expected)).isTrue();

            prunedNetwork.backward(Fixtures.toBatch(slopes), 50);
            denseNetwork.backward(Fixtures.toBatch(slopes), 50);
            assertThat(pruned.toGradient()).isEqualTo(dense.toGradient().masked(mask));
        }
    }

    /** Leaving out what is zero must not show. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.7, 0.2})
    void binaryInputsChangeNothingButTheTime(double density) {
        final RandomStream random = Seed.of(6).random();
        final NetworkSpec spec = new NetworkSpec("actor", 70, List.of(24, 17), 3, Activation.RELU);
        final Mask mask = Fixtures.mask(spec.layout(true), density, random);
        final Parameters parameters = Fixtures.parameters(spec.layout(true), random);
        final Batch x = new Batch(70, 64);
        for (int k = 0; k < 70; k++) {
            for (int b = 0; b < 64 && k % 3 > 0; b++) {
                x.set(k, b, random.nextInt(20) == 0 ? 1 : 0);
            }
        }
        final Batch slopes = Fixtures.toBatch(Fixtures.batch(3, 64, random));
        final Parameters[] gradients = new Parameters[2];
        final float[][][] outputs = new float[2][][];
        for (boolean binary : new boolean[] {false, true}) {
            final ParameterVector vector = new ParameterVector(mask, parameters);
            final Network network = new Network(spec, vector, 64, binary);
            outputs[binary ? 1 : 0] = Fixtures.rows(network.forward(x, 64));
            network.backward(slopes, 64);
            gradients[binary ? 1 : 0] = vector.toGradient();
            for (int samples : new int[] {1, 3, 10, 16, 40}) {
                final Batch y = new Batch(3, samples);
                network.act(x, samples, y);
                for (int i = 0; i < 3; i++) {
                    assertThat(Arrays.copyOf(Fixtures.rows(y)[i], samples))
                            .containsExactly(Arrays.copyOf(outputs[0][i], samples));
                }
            }
        }
        assertThat(outputs[1]).isDeepEqualTo(outputs[0]);
        assertThat(gradients[1]).isEqualTo(gradients[0]);
    }

    @Test
    void networksOfOneVectorDoNotDisturbEachOther() {
        final RandomStream random = Seed.of(4).random();
        final NetworkSpec actor = spec(Activation.TANH);
        final NetworkSpec critic = new NetworkSpec("critic", 5, List.of(8), 1, Activation.RELU);
        final ParameterLayout both =
                ParameterLayout.of(Stream.concat(actor.tensors(true).stream(), critic.tensors(false).stream())
                        .toList());
        final Mask mask = Fixtures.mask(both, 0.3, random);
        final ParameterVector vector = new ParameterVector(mask, Fixtures.parameters(both, random));
        final Batch x = Fixtures.toBatch(Fixtures.batch(5, 16, random));

        final Network second = new Network(critic, vector, 16);
        second.forward(x, 16);
        second.backward(Fixtures.toBatch(Fixtures.batch(1, 16, random)), 16);
        final Parameters before = vector.toGradient();
        final Network first = new Network(actor, vector, 16);
        first.forward(x, 16);
        first.backward(Fixtures.toBatch(Fixtures.batch(3, 16, random)), 16);
        final Parameters after = vector.toGradient();

        for (String tensor : List.of("critic.0.weight", "critic.0.bias", "critic.1.weight", "critic.1.bias")) {
            assertThat(after.tensor(tensor)).containsExactly(before.tensor(tensor));
            assertThat(before.tensor(tensor)).isNotEqualTo(new float[before.tensor(tensor).length]);
        }
        assertThat(after.tensor("actor.0.weight")).isNotEqualTo(before.tensor("actor.0.weight"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17})
    void refusesBatchesBeyondItsCapacity(int samples) {
        final NetworkSpec spec = new NetworkSpec("actor", 1, List.of(), 1, Activation.RELU);
        final RandomStream random = Seed.of(5).random();
        final Network network = new Network(
                spec,
                new ParameterVector(Mask.dense(spec.layout(true)), Fixtures.parameters(spec.layout(true), random)),
                3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.forward(Fixtures.toBatch(Fixtures.batch(1, 32, random)), samples))
                .withMessage("samples %d not in [1, 16]", samples);
    }
}
