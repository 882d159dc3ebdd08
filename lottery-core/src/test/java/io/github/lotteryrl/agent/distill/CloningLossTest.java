// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.agent.Gradients;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Fixtures;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Both losses, and their gradients with respect to the student's outputs, against finite differences. */
class CloningLossTest {

    private static final int SAMPLES = 16;
    private static final int OUTPUTS = 3;
    private static final double STEP = 1e-3;

    private final RandomStream random = Seed.of(3).random();
    private final float[][] student = Fixtures.batch(OUTPUTS, SAMPLES, random);
    private final float[][] teacher = Fixtures.batch(OUTPUTS, 2 * SAMPLES, random);
    private final int[] columns = random.ints(2 * SAMPLES, 0, 2 * SAMPLES).toArray();

    @Test
    void crossEntropy() {
        final CloningLoss loss = new CloningLoss.CrossEntropy(OUTPUTS);
        assertSameGradient(loss, () -> {
            double sum = 0;
            for (int b = 0; b < SAMPLES; b++) {
                final double[] expected = Gradients.logSoftmax(column(teacher, columns[SAMPLES + b]));
                final double[] actual = Gradients.logSoftmax(column(student, b));
                for (int k = 0; k < OUTPUTS; k++) {
                    sum -= Math.exp(expected[k]) * actual[k];
                }
            }
            return sum / SAMPLES;
        });
    }

    @Test
    void divergenceOfNormalDistributions() {
        final ParameterVector own = deviations(0.3f, -0.5f, 0.1f);
        final ParameterVector teachers = deviations(-0.2f, 0.4f, 0.1f);
        final CloningLoss loss = new CloningLoss.NormalDivergence(
                new DiagonalNormal("actor", OUTPUTS, own, 0), new DiagonalNormal("actor", OUTPUTS, teachers, 0.25));
        final Supplier<Double> value = () -> {
            double sum = 0;
            for (int b = 0; b < SAMPLES; b++) {
                for (int d = 0; d < OUTPUTS; d++) {
                    // KL(p || q) = ln(q / p) + (p^2 + (mu_p - mu_q)^2) / (2 q^2) - 1/2, p and q the deviations.
                    final double p = Math.exp(0.25 + teachers.values()[d]);
                    final double q = Math.exp(own.values()[d]);
                    final double distance = teacher[d][columns[SAMPLES + b]] - student[d][b];
                    sum += Math.log(q / p) + (p * p + distance * distance) / (2 * q * q) - 0.5;
                }
            }
            return sum / SAMPLES;
        };
        assertSameGradient(loss, value);
        for (int d = 0; d < OUTPUTS; d++) {
            assertThat((double) own.gradient()[d]).isCloseTo(difference(own.values(), d, value), within(1e-3));
        }
    }

    private void assertSameGradient(CloningLoss loss, Supplier<Double> value) {
        final Batch gradient = new Batch(OUTPUTS, SAMPLES);
        final double told = loss.gradient(Fixtures.toBatch(student), teacher, columns, SAMPLES, SAMPLES, gradient);
        assertThat(told).isCloseTo(value.get(), within(1e-6));
        for (int k = 0; k < OUTPUTS; k++) {
            for (int b = 0; b < SAMPLES; b++) {
                assertThat((double) gradient.get(k, b)).isCloseTo(difference(student[k], b, value), within(2e-5));
            }
        }
    }

    private static double difference(float[] numbers, int i, Supplier<Double> value) {
        final float number = numbers[i];
        final float above = (float) (number + STEP);
        final float below = (float) (number - STEP);
        numbers[i] = above;
        final double high = value.get();
        numbers[i] = below;
        final double low = value.get();
        numbers[i] = number;
        return (high - low) / ((double) above - below);
    }

    private static ParameterVector deviations(float... logarithms) {
        final TensorSpec tensor = DiagonalNormal.tensor("actor", logarithms.length);
        final ParameterLayout layout = ParameterLayout.of(List.of(tensor));
        return new ParameterVector(Mask.dense(layout), Parameters.of(layout, new float[][] {logarithms}));
    }

    private static double[] column(float[][] rows, int b) {
        final double[] column = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            column[k] = rows[k][b];
        }
        return column;
    }
}
