// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Gradients of losses against central finite differences in double precision. */
public final class Gradients {

    private static final double TOLERANCE = 1e-4;
    private static final double STEP = 1e-5;

    private Gradients() {}

    /**
     * Checks the gradient that stands in a parameter vector, per tensor.
     *
     * @param loss of weights in double precision, written from the formulas
     * @param weights at which the gradient was taken
     */
    public static void assertSame(
            Mask mask, ParameterVector parameters, ToDoubleFunction<double[][]> loss, double[][] weights) {
        final double[][] actual = doubles(parameters.toGradient());
        for (int i = 0; i < weights.length; i++) {
            double squaredError = 0;
            double squaredNorm = 0;
            for (int entry = 0; entry < weights[i].length; entry++) {
                if (mask.keeps(i, entry)) {
                    final double weight = weights[i][entry];
                    weights[i][entry] = weight + STEP;
                    final double above = loss.applyAsDouble(weights);
                    weights[i][entry] = weight - STEP;
                    final double below = loss.applyAsDouble(weights);
                    weights[i][entry] = weight;
                    final double expected = (above - below) / (2 * STEP);
                    squaredError += Math.pow(actual[i][entry] - expected, 2);
                    squaredNorm += expected * expected;
                } else {
                    assertThat(actual[i][entry]).as("where pruned").isZero();
                }
            }
            assertThat(Math.sqrt(squaredError))
                    .as("error for %s, whose norm is %s", mask.layout().tensor(i), Math.sqrt(squaredNorm))
                    .isLessThan(TOLERANCE * Math.sqrt(squaredNorm));
        }
    }

    /** Returns the numbers of each tensor. */
    public static double[][] doubles(Parameters parameters) {
        final double[][] values = new double[parameters.layout().tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            final float[] tensor = parameters.tensor(i);
            values[i] = new double[tensor.length];
            Arrays.setAll(values[i], entry -> tensor[entry]);
        }
        return values;
    }

    /** Returns the outputs of a perceptron of three layers with tanh. */
    public static double[] perceptron(ParameterLayout layout, String module, double[][] weights, double[] observation) {
        double[] x = observation;
        for (int layer = 0; layer < 3; layer++) {
            final double[] w = weights[layout.indexOf(module + '.' + layer + ".weight")];
            final double[] y = weights[layout.indexOf(module + '.' + layer + ".bias")].clone();
            for (int i = 0; i < y.length; i++) {
                for (int k = 0; k < x.length; k++) {
                    y[i] += w[i * x.length + k] * x[k];
                }
                y[i] = layer < 2 ? Math.tanh(y[i]) : y[i];
            }
            x = y;
        }
        return x;
    }

    /** Returns the logarithms of the probabilities of a softmax. */
    public static double[] logSoftmax(double[] logits) {
        final double logSum = Math.log(Arrays.stream(logits).map(Math::exp).sum());
        return Arrays.stream(logits).map(logit -> logit - logSum).toArray();
    }
}
