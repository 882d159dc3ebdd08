// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightDecayTest {

    private static final double LAMBDA = 0.1;

    /** So large that the first step is nearly as long as the gradient: learningRate g / (|g| + epsilon). */
    private static final double EPSILON = 1;

    private static final Offset<Double> ROUNDING = within(1e-5);

    /**
     * Weight 3 with gradient 6 and bias -4 with gradient 8, clipped at 0.5; learning rate 1. Worked out by hand from the
     * documentation of {@code torch.optim.Adam} (1.13), "g_t = g_t + lambda theta_(t-1)", after {@code clip_grad_norm_}. Of the
     * second step the gradients are 0, so its moments are m = 0.09 g1 + 0.1 lambda w, v = 0.000999 g1^2 + 0.001 (lambda w)^2.
     */
    @Test
    void afterClippingStepsAsTorchDoes() {
        final ParameterVector vector = twoNumbers();
        final Adam adam = new Adam(vector, EPSILON, WeightDecay.afterClipping(LAMBDA));
        assertThat(adam.step(1, 0.5)).isEqualTo(10);
        // g1 = 6 / 20 + 0.3 = 0.6 and 8 / 20 - 0.4 = 0: 3 - 0.6 / 1.6 and -4.
        assertThat((double) vector.values()[0]).isCloseTo(2.625, ROUNDING);
        assertThat((double) vector.values()[1]).isCloseTo(-4, ROUNDING);

        Arrays.fill(vector.gradient(), 0);
        assertThat(adam.step(1, 0.5)).isZero();
        // m = 0.054 + 0.02625, v = 0.00035964 + 0.00006890625: 2.625 - 0.08025 / 0.19 / (sqrt(v / 0.001999) + 1).
        assertThat((double) vector.values()[0]).isCloseTo(2.336302, ROUNDING);
        // m = -0.04, v = 0.00016: -4 + 0.04 / 0.19 / (sqrt(0.00016 / 0.001999) + 1).
        assertThat((double) vector.values()[1]).isCloseTo(-3.835900, ROUNDING);
    }

    /** The same numbers: g = (6.3, 7.6) has the norm sqrt(97.45), and 6.3 / 2 / sqrt(97.45) is 0.319095, 7.6 / ... 0.384940. */
    @Test
    void inLossIsClippedWithTheGradient() {
        final ParameterVector vector = twoNumbers();
        final double norm = new Adam(vector, EPSILON, WeightDecay.inLoss(LAMBDA)).step(1, 0.5);
        assertThat(norm).isCloseTo(Math.sqrt(97.45), ROUNDING);
        assertThat((double) vector.values()[0]).isCloseTo(3 - 0.319095 / 1.319094, ROUNDING);
        assertThat((double) vector.values()[1]).isCloseTo(-4 - 0.384940 / 1.384939, ROUNDING);
    }

    /** The same numbers: 3 is first 2.7, -4 is -3.6, and the clipped gradients are 0.3 and 0.4. */
    @Test
    void decoupledShrinksBeforeTheStep() {
        final ParameterVector vector = twoNumbers();
        assertThat(new Adam(vector, EPSILON, WeightDecay.decoupled(LAMBDA)).step(1, 0.5))
                .isEqualTo(10);
        assertThat((double) vector.values()[0]).isCloseTo(2.7 - 0.3 / 1.3, ROUNDING);
        assertThat((double) vector.values()[1]).isCloseTo(-3.6 - 0.4 / 1.4, ROUNDING);
    }

    private static ParameterVector twoNumbers() {
        final ParameterLayout layout = new NetworkSpec("net", 1, List.of(), 1, Activation.RELU).layout(true);
        final ParameterVector vector =
                new ParameterVector(Mask.dense(layout), Parameters.of(layout, new float[][] {{3}, {-4}}));
        vector.gradient()[0] = 6;
        vector.gradient()[1] = 8;
        return vector;
    }

    /** Of a sparse network, with units that influence nothing; where pruned there is nothing to decay. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, Double.POSITIVE_INFINITY})
    void inLossIsTheGradientOfTheSquares(double maxNorm) {
        final RandomStream random = Seed.of(1).random();
        final NetworkSpec spec = new NetworkSpec("net", 5, List.of(12, 9), 2, Activation.TANH);
        final Mask mask = Fixtures.mask(spec.layout(true), 0.15, random);
        final Parameters parameters =
                Fixtures.parameters(spec.layout(true), random).masked(mask);
        final float[][] x = Fixtures.batch(5, 20, random);
        final float[][] slopes = Fixtures.batch(2, 20, random);
        final ParameterVector vector = new ParameterVector(mask, parameters);
        final Network network = new Network(spec, vector, 20);
        network.forward(Fixtures.toBatch(x), 20);
        network.backward(Fixtures.toBatch(slopes), 20);
        final double norm = new Adam(vector, EPSILON, WeightDecay.inLoss(LAMBDA)).step(1, maxNorm);
        final Parameters moved = vector.toParameters();

        final ReferenceNetwork reference = new ReferenceNetwork(spec, mask, parameters);
        final double[][] gradient =
                reference.differences(() -> reference.loss(x, slopes, 20) + LAMBDA / 2 * squares(reference.values));
        final double expectedNorm = Math.sqrt(squares(gradient));
        assertThat(norm).isCloseTo(expectedNorm, ROUNDING);
        for (int t = 0; t < gradient.length; t++) {
            for (int entry = 0; entry < gradient[t].length; entry++) {
                final double g = gradient[t][entry] * Math.min(1, maxNorm / expectedNorm);
                final double step = (double) parameters.value(t, entry) - moved.value(t, entry);
                assertThat(step).as("tensor %d, entry %d", t, entry).isCloseTo(g / (Math.abs(g) + EPSILON), ROUNDING);
                assertThat(step == 0).isEqualTo(!mask.keeps(t, entry));
            }
        }
    }

    private static double squares(double[][] values) {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(value -> value * value)
                .reduce(0, Double::sum);
    }

    /** What stands at the weights of units that are not computed is never overwritten: a sum there would grow. */
    @ParameterizedTest
    @EnumSource(WeightDecay.Form.class)
    void leavesTheGradientAsItIs(WeightDecay.Form form) {
        final ParameterVector vector = twoNumbers();
        new Adam(vector, EPSILON, new WeightDecay(form, form == WeightDecay.Form.NONE ? 0 : LAMBDA)).step(1, 0.5);
        assertThat(vector.gradient()).containsExactly(6, 8);
    }

    @Test
    void formsAreToldApart() {
        assertThat(List.of(
                        WeightDecay.none().identity(),
                        WeightDecay.afterClipping(0.1).identity(),
                        WeightDecay.inLoss(1e-4).identity(),
                        WeightDecay.decoupled(0.1).identity()))
                .containsExactly("none", "0.1 after clipping", "0.0001 in loss", "0.1 decoupled");
        assertThat(WeightDecay.afterClipping(0.1)).isNotEqualTo(WeightDecay.inLoss(0.1));
        assertThat(WeightDecay.none())
                .isEqualTo(WeightDecay.afterClipping(0))
                .isEqualTo(WeightDecay.inLoss(-0.0))
                .matches(WeightDecay::isNone);
    }

    @Test
    void refusesNumbersOutOfBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightDecay.afterClipping(-0.1))
                .withMessage("weightDecay -0.1 not in [0, infinity)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightDecay.inLoss(Double.NaN))
                .withMessage("weightDecay NaN not in [0, infinity)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightDecay(WeightDecay.Form.NONE, 0.1))
                .withMessage("weightDecay 0.1 without a form");
    }
}
