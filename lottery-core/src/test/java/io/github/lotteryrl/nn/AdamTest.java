// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;

class AdamTest {

    private static final double EPSILON = 1e-8;
    private static final int STEPS = 300;

    private final RandomStream random = Seed.of(6).random();
    private final NetworkSpec spec = new NetworkSpec("actor", 6, List.of(10), 2, Activation.TANH);
    private final ParameterLayout layout = spec.layout(true);
    private final Mask mask = Fixtures.mask(layout, 0.5, random);
    private final Parameters initial = Fixtures.parameters(layout, random).masked(mask);
    private final ParameterVector vector = new ParameterVector(mask, initial);
    private final Adam adam = new Adam(vector, EPSILON);

    static Stream<Arguments> clippingAndDecay() {
        return Stream.of(0.5, Double.POSITIVE_INFINITY)
                .flatMap(maxNorm -> Stream.of(
                                WeightDecay.none(),
                                WeightDecay.afterClipping(0.1),
                                WeightDecay.inLoss(0.1),
                                WeightDecay.decoupled(0.1))
                        .map(decay -> Arguments.of(maxNorm, decay)));
    }

    /** Gradients whose sizes differ by orders of magnitude between weights and steps. */
    private void drawGradient() {
        final double size = random.nextDouble(0.01, 3);
        for (int i = 0; i < vector.size(); i++) {
            vector.gradient()[i] = (float) (size * (1 + i % 7) * 0.1 * random.nextGaussian());
        }
    }

    private static double learningRate(int step) {
        return 1e-3 * (1 - (double) step / STEPS);
    }

    @ParameterizedTest
    @MethodSource("clippingAndDecay")
    void followsTheFormulaOfTorch(double maxNorm, WeightDecay decay) {
        final double inLoss = decay.form() == WeightDecay.Form.IN_LOSS ? decay.lambda() : 0;
        final double afterClipping = decay.form() == WeightDecay.Form.AFTER_CLIPPING ? decay.lambda() : 0;
        final double decoupled = decay.form() == WeightDecay.Form.DECOUPLED ? decay.lambda() : 0;
        final Adam decaying = new Adam(vector, EPSILON, decay);
        final int n = vector.size();
        final double[] p = new double[n];
        final double[] m = new double[n];
        final double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = vector.values()[i];
        }
        int clipped = 0;
        for (int t = 1; t <= STEPS; t++) {
            drawGradient();
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += StrictMath.pow(vector.gradient()[i] + inLoss * p[i], 2);
            }
            final double norm = Math.sqrt(squares);
            clipped += norm > maxNorm ? 1 : 0;
            for (int i = 0; i < n; i++) {
                // torch.optim.Adam 1.13, single tensor, not capturable: denom = sqrt(v) / sqrt(1 - beta2^t) + eps.
                final double clippedGradient = (vector.gradient()[i] + inLoss * p[i]) * Math.min(1, maxNorm / norm);
                final double g = clippedGradient + afterClipping * p[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                final double denominator = Math.sqrt(v[i]) / Math.sqrt(1 - StrictMath.pow(0.999, t)) + EPSILON;
                // torch.optim.AdamW begins with param.mul_(1 - lr * weight_decay).
                p[i] *= 1 - learningRate(t) * decoupled;
                p[i] -= learningRate(t) / (1 - StrictMath.pow(0.9, t)) * m[i] / denominator;
            }
            assertThat(decaying.step(learningRate(t), maxNorm))
                    .isCloseTo(norm, within((inLoss > 0 ? 1e-6 : 1e-12) * norm));
        }
        assertThat(clipped).isBetween(maxNorm == 0.5 ? 100 : 0, maxNorm == 0.5 ? STEPS - 10 : 0);
        double moved = 0;
        double error = 0;
        for (int i = 0; i < n; i++) {
            moved += StrictMath.pow(p[i] - new ParameterVector(mask, initial).values()[i], 2);
            error += StrictMath.pow(p[i] - vector.values()[i], 2);
        }
        assertThat(Math.sqrt(error / moved)).isLessThan(1e-4);
    }

    @Test
    void stepsAsDeeplearning4jDoes() {
        final int n = vector.size();
        final INDArray state = Nd4j.zeros(1, 2 * n);
        final AdamUpdater theirs = new AdamUpdater(org.nd4j.linalg.learning.config.Adam.builder()
                .learningRate(1e-3)
                .epsilon(EPSILON)
                .build());
        theirs.setStateViewArray(state, new long[] {1, n}, 'c', true);
        final INDArray p = Nd4j.create(vector.values().clone(), new int[] {1, n}, 'c');
        for (int t = 0; t < STEPS; t++) {
            drawGradient();
            final INDArray gradient = Nd4j.create(vector.gradient().clone(), new int[] {1, n}, 'c');
            theirs.applyUpdater(gradient, t, 0);
            p.subi(gradient);
            adam.step(1e-3, Double.POSITIVE_INFINITY);
        }
        for (int i = 0; i < n; i++) {
            assertThat((double) vector.values()[i]).isCloseTo(p.getDouble(i), within(1e-5));
        }
    }

    @Test
    void leavesPrunedWeightsAtZeroAndMovesAllOthers() {
        for (int t = 0; t < 50; t++) {
            drawGradient();
            adam.step(0.1, 0.5);
        }
        final Parameters trained = vector.toParameters();
        for (int tensor = 0; tensor < layout.tensors().size(); tensor++) {
            for (int entry = 0; entry < layout.tensor(tensor).size(); entry++) {
                final int bits = Float.floatToRawIntBits(trained.value(tensor, entry));
                if (mask.keeps(tensor, entry)) {
                    assertThat(trained.value(tensor, entry)).isNotEqualTo(initial.value(tensor, entry));
                } else {
                    assertThat(bits).isZero();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void takesNoStepAlongAGradientThatIsNotFinite(float bad) {
        drawGradient();
        vector.gradient()[3] = bad;
        assertThat(adam.step(0.1, 0.5)).isNotFinite();
        assertThat(vector.toParameters()).isEqualTo(initial);

        // Nor does it leave a trace in the moments.
        drawGradient();
        adam.step(0.1, 0.5);
        final ParameterVector other = new ParameterVector(mask, initial);
        System.arraycopy(vector.gradient(), 0, other.gradient(), 0, vector.size());
        new Adam(other, EPSILON).step(0.1, 0.5);
        assertThat(vector.toParameters()).isEqualTo(other.toParameters());
    }
}
