// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.ParameterVector;
import java.util.Arrays;

/**
 * The policy over vectors of numbers: a normal distribution for each dimension, the actor's output its mean, the logarithm of
 * its deviation a parameter that does not depend on the observation. The parameter starts at zero and counts from the
 * initial value that the settings say. The environment clips what is out of bounds.
 */
final class GaussianHead extends PolicyHead {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private final float[][] remembered;
    private final ParameterVector parameters;
    private final int offset;
    private final double initialLogDeviation;
    private final double[] ofLogDeviation;

    GaussianHead(int dimensions, int batch, ParameterVector parameters, double initialLogDeviation) {
        super(batch);
        this.remembered = new float[dimensions][batch];
        this.parameters = parameters;
        this.offset = parameters.offset(Ppo.LOG_DEVIATION);
        this.initialLogDeviation = initialLogDeviation;
        this.ofLogDeviation = new double[dimensions];
    }

    private double logDeviation(int dimension) {
        return initialLogDeviation + parameters.values()[offset + dimension];
    }

    @Override
    void sampleAndRemember(Batch outputs, int count, RandomStream random, Actions actions, int first) {
        sample(outputs, count, random, actions);
        for (int b = 0; b < count; b++) {
            double logProbability = 0;
            for (int d = 0; d < remembered.length; d++) {
                remembered[d][first + b] = actions.vectors()[d][b];
                logProbability += logDensity(d, outputs.get(d, b), actions.vectors()[d][b]);
            }
            oldLogProbability[first + b] = logProbability;
        }
    }

    @Override
    void sample(Batch outputs, int count, RandomStream random, Actions actions) {
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < remembered.length; d++) {
                final double deviation = StrictMath.exp(logDeviation(d));
                actions.vectors()[d][b] = (float) (outputs.get(d, b) + deviation * random.nextGaussian());
            }
        }
    }

    @Override
    void greedy(Batch outputs, int count, Actions actions) {
        for (int d = 0; d < remembered.length; d++) {
            System.arraycopy(outputs.array(d), outputs.offset(d), actions.vectors()[d], 0, count);
        }
    }

    @Override
    void gradient(Batch outputs, int[] order, int from, int samples, PolicyLoss loss, Batch gradient) {
        Arrays.fill(ofLogDeviation, 0);
        for (int b = 0; b < samples; b++) {
            final int index = order[from + b];
            double logProbability = 0;
            for (int d = 0; d < remembered.length; d++) {
                logProbability += logDensity(d, outputs.get(d, b), remembered[d][index]);
            }
            final double slope = loss.surrogateSlope(logProbability - oldLogProbability[index], index);
            for (int d = 0; d < remembered.length; d++) {
                final double inverse = StrictMath.exp(-logDeviation(d));
                final double z = (remembered[d][index] - outputs.get(d, b)) * inverse;
                gradient.set(d, b, (float) (-slope * z * inverse / samples));
                // The entropy grows by 1 with each logarithm of a deviation.
                ofLogDeviation[d] += (-slope * (z * z - 1) - loss.entropyCoefficient()) / samples;
            }
        }
        for (int d = 0; d < remembered.length; d++) {
            parameters.gradient()[offset + d] = (float) ofLogDeviation[d];
        }
    }

    private double logDensity(int dimension, double mean, double action) {
        final double z = (action - mean) * StrictMath.exp(-logDeviation(dimension));
        return -0.5 * z * z - logDeviation(dimension) - HALF_LOG_TWO_PI;
    }
}
