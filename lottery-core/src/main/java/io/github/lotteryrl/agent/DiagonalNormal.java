// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.List;

/**
 * The distribution over vectors of numbers: a normal one for each dimension, the actor's output its mean, the logarithm of its
 * deviation a parameter that does not depend on the observation. The parameter starts at zero and counts from the initial
 * value that the settings say. The environment clips what is out of bounds. Not thread-safe.
 */
public final class DiagonalNormal implements ActionDistribution {

    private static final String LOG_DEVIATION = "logDeviation";
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private final int dimensions;
    private final ParameterVector parameters;
    private final int offset;
    private final double initialLogDeviation;

    /**
     * Makes the distribution.
     *
     * @param module the name of the network whose outputs are the means
     * @param parameters hold the tensor of {@link #tensor}
     * @param initialLogDeviation what the parameter counts from
     */
    public DiagonalNormal(String module, int dimensions, ParameterVector parameters, double initialLogDeviation) {
        this.dimensions = dimensions;
        this.parameters = parameters;
        this.offset = parameters.offset(module + '.' + LOG_DEVIATION);
        this.initialLogDeviation = initialLogDeviation;
    }

    /** Returns the tensor of the logarithms of the deviations, one for each dimension. */
    public static TensorSpec tensor(String module, int dimensions) {
        return new TensorSpec(
                module + '.' + LOG_DEVIATION, module, TensorSpec.Kind.FREE, 0, List.of(dimensions), false);
    }

    @Override
    public void sample(Batch outputs, int count, RandomStream random, Actions actions) {
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < dimensions; d++) {
                final double deviation = StrictMath.exp(logDeviation(d));
                actions.vectors()[d][b] = (float) (outputs.get(d, b) + deviation * random.nextGaussian());
            }
        }
    }

    @Override
    public void greedy(Batch outputs, int count, Actions actions) {
        for (int d = 0; d < dimensions; d++) {
            System.arraycopy(outputs.array(d), outputs.offset(d), actions.vectors()[d], 0, count);
        }
    }

    /** Returns how many numbers an action has. */
    public int dimensions() {
        return dimensions;
    }

    /** Returns the logarithm of a dimension's deviation. */
    public double logDeviation(int dimension) {
        return initialLogDeviation + parameters.values()[offset + dimension];
    }

    /** Returns the logarithm of the density of a dimension of an action. */
    public double logDensity(int dimension, double mean, double action) {
        final double z = (action - mean) * StrictMath.exp(-logDeviation(dimension));
        return -0.5 * z * z - logDeviation(dimension) - HALF_LOG_TWO_PI;
    }

    /** Returns the entropy, which is the same for all means. */
    public double entropy() {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            sum += logDeviation(d) + HALF_LOG_TWO_PI + 0.5;
        }
        return sum;
    }

    /** Sets the derivative of the loss with respect to the logarithm of a dimension's deviation. */
    public void setGradient(int dimension, double slope) {
        parameters.gradient()[offset + dimension] = (float) slope;
    }
}
