// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputNormalisationTest {

    private static final int SAMPLES = 2 * Kernels.FEW + 3;
    private static final NetworkSpec SPEC = new NetworkSpec("net", 3, List.of(7), 2, Activation.TANH);

    private static final double[] MEANS = {100, -0.25, 7};

    /** The last input never varied. */
    private static final double[] VARIANCES = {400, 0.0625, 0};

    private static ParameterVector vector(Parameters plain) {
        // In front of the network's tensors, so that the order of the layout is not that of the numbers.
        final List<TensorSpec> tensors = new ArrayList<>(InputNormalisation.tensors(3));
        tensors.addAll(SPEC.tensors(true));
        final float[][] values = new float[tensors.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 3 ? new float[tensors.get(i).size()] : plain.tensor(i - 3);
        }
        final ParameterLayout layout = ParameterLayout.of(tensors);
        return new ParameterVector(Mask.dense(layout), Parameters.of(layout, values));
    }

    private static Parameters plain() {
        return Fixtures.parameters(SPEC.layout(true), Seed.of(1).random());
    }

    /** Some farther than ten deviations away, the constant both as it always was and not. */
    private static float[][] inputs() {
        final RandomStream random = Seed.of(2).random();
        final float[][] x = new float[3][Kernels.padded(SAMPLES)];
        for (int b = 0; b < x[0].length; b++) {
            x[0][b] = (float) (100 + 200 * random.nextGaussian());
            x[1][b] = (float) random.nextGaussian();
            x[2][b] = b % 2 == 0 ? 7 : 8;
        }
        return x;
    }

    /** The rows that a network without normalisation would have to be given. */
    private static float[][] normalised(boolean measured) {
        final float[][] x = inputs();
        for (int k = 0; k < x.length; k++) {
            final float deviation = measured ? (float) Math.sqrt(VARIANCES[k] + 1e-8) : 1;
            for (int b = 0; b < x[k].length; b++) {
                final float y = (x[k][b] - (measured ? (float) MEANS[k] : 0)) / deviation;
                x[k][b] = Math.abs(y) > 10 ? Math.copySign(10, y) : y;
            }
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNetworkReadsItsInputsNormalisedAndClipped(boolean measured) {
        final float[][] expected = normalised(measured);
        assertThat(expected[0]).contains(10);
        assertThat(expected[2]).contains(measured ? 0 : 7, measured ? 10 : 8);
        final Network plain = new Network(SPEC, new ParameterVector(Mask.dense(SPEC.layout(true)), plain()), SAMPLES);
        final ParameterVector vector = vector(plain());
        final Network network = new Network(SPEC, vector, SAMPLES);
        if (measured) {
            new InputNormalisation(vector, 3).set(1_000, MEANS, VARIANCES);
        }

        final Batch wanted = plain.forward(Fixtures.toBatch(expected), SAMPLES);
        final Batch found = network.forward(Fixtures.toBatch(inputs()), SAMPLES);
        final Batch acted = new Batch(2, SAMPLES);
        network.act(Fixtures.toBatch(inputs()), SAMPLES, acted);
        for (int b = 0; b < SAMPLES; b++) {
            for (int k = 0; k < 2; k++) {
                assertThat(found.get(k, b)).isEqualTo(wanted.get(k, b));
                assertThat(acted.get(k, b)).isEqualTo(wanted.get(k, b));
            }
        }
    }

    /** Each form of weight decay, a gradient that is clipped: all as if the statistics were not there, and they stay. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "after clipping", "in loss"})
    void noStepMovesStatistics(String form) {
        final WeightDecay decay = form.equals("none")
                ? WeightDecay.none()
                : form.equals("in loss") ? WeightDecay.inLoss(0.1) : WeightDecay.afterClipping(0.1);
        final ParameterVector plain = new ParameterVector(Mask.dense(SPEC.layout(true)), plain());
        final ParameterVector vector = vector(plain());
        new InputNormalisation(vector, 3).set(1_000, MEANS, VARIANCES);
        final Parameters before = vector.toParameters();
        final Adam expected = new Adam(plain, 1e-8, decay);
        final Adam adam = new Adam(vector, 1e-8, decay);
        final Network plainNetwork = new Network(SPEC, plain, SAMPLES);
        final Network network = new Network(SPEC, vector, SAMPLES);
        for (int step = 0; step < 3; step++) {
            plainNetwork.forward(Fixtures.toBatch(normalised(true)), SAMPLES);
            plainNetwork.backward(
                    Fixtures.toBatch(Fixtures.batch(2, SAMPLES, Seed.of(3).random())), SAMPLES);
            network.forward(Fixtures.toBatch(inputs()), SAMPLES);
            network.backward(
                    Fixtures.toBatch(Fixtures.batch(2, SAMPLES, Seed.of(3).random())), SAMPLES);
            assertThat(adam.step(0.01, 0.5)).isEqualTo(expected.step(0.01, 0.5)).isGreaterThan(0.5);
        }
        final Parameters after = vector.toParameters();
        for (TensorSpec tensor : SPEC.tensors(true)) {
            assertThat(after.tensor(tensor.name()))
                    .containsExactly(plain.toParameters().tensor(tensor.name()))
                    .isNotEqualTo(before.tensor(tensor.name()));
        }
        for (TensorSpec tensor : InputNormalisation.tensors(3)) {
            assertThat(after.tensor(tensor.name())).containsExactly(before.tensor(tensor.name()));
            assertThat(vector.toGradient().tensor(tensor.name())).containsOnly(0);
        }
    }

    @Test
    void statisticsOfOtherInputsAreRefused() {
        final ParameterVector vector = vector(plain());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputNormalisation(vector, 4))
                .withMessage("length of input.mean 3 is not 4");
    }
}
