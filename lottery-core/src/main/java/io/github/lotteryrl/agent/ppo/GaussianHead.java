// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.DiagonalNormal;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;
import java.util.Arrays;

/** The policy over vectors of numbers. */
final class GaussianHead extends PolicyHead {

    private final DiagonalNormal policy;
    private final float[][] remembered;
    private final double[] ofLogDeviation;

    GaussianHead(DiagonalNormal policy, int batch) {
        super(batch);
        this.policy = policy;
        this.remembered = new float[policy.dimensions()][batch];
        this.ofLogDeviation = new double[policy.dimensions()];
    }

    @Override
    void sampleAndRemember(Batch outputs, int count, RandomStream random, Actions actions, int first) {
        policy.sample(outputs, count, random, actions);
        for (int b = 0; b < count; b++) {
            double logProbability = 0;
            for (int d = 0; d < remembered.length; d++) {
                remembered[d][first + b] = actions.vectors()[d][b];
                logProbability += policy.logDensity(d, outputs.get(d, b), actions.vectors()[d][b]);
            }
            oldLogProbability[first + b] = logProbability;
        }
    }

    @Override
    double gradient(Batch outputs, int[] order, int from, int samples, PolicyLoss loss, Batch gradient) {
        Arrays.fill(ofLogDeviation, 0);
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            final int index = order[from + b];
            double logProbability = 0;
            for (int d = 0; d < remembered.length; d++) {
                logProbability += policy.logDensity(d, outputs.get(d, b), remembered[d][index]);
            }
            final double ratio = StrictMath.exp(logProbability - oldLogProbability[index]);
            final double slope = loss.surrogateSlope(ratio, index);
            sum += loss.surrogate(ratio, index);
            for (int d = 0; d < remembered.length; d++) {
                final double inverse = StrictMath.exp(-policy.logDeviation(d));
                final double z = (remembered[d][index] - outputs.get(d, b)) * inverse;
                gradient.set(d, b, (float) (-slope * z * inverse / samples));
                // The entropy grows by 1 with each logarithm of a deviation.
                ofLogDeviation[d] += (-slope * (z * z - 1) - loss.entropyCoefficient()) / samples;
            }
        }
        for (int d = 0; d < remembered.length; d++) {
            policy.setGradient(d, ofLogDeviation[d]);
        }
        return -sum / samples - loss.entropyCoefficient() * policy.entropy();
    }
}
