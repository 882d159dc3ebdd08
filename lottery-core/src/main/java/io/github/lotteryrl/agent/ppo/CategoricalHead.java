// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.agent.Categorical;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;

/** The policy over numbered actions. */
final class CategoricalHead extends PolicyHead {

    private final Categorical policy;
    private final int[] remembered;

    CategoricalHead(Categorical policy, int batch) {
        super(batch);
        this.policy = policy;
        this.remembered = new int[batch];
    }

    @Override
    void sampleAndRemember(Batch outputs, int count, RandomStream random, Actions actions, int first) {
        for (int b = 0; b < count; b++) {
            final int action = policy.draw(outputs, b, random);
            actions.numbered()[b] = action;
            remembered[first + b] = action;
            oldLogProbability[first + b] = policy.logProbability(action);
        }
    }

    @Override
    double gradient(Batch outputs, int[] order, int from, int samples, PolicyLoss loss, Batch gradient) {
        double sum = 0;
        for (int b = 0; b < samples; b++) {
            final int index = order[from + b];
            final int action = remembered[index];
            final double entropy = policy.compute(outputs, b);
            final double ratio = StrictMath.exp(policy.logProbability(action) - oldLogProbability[index]);
            final double slope = loss.surrogateSlope(ratio, index);
            sum += loss.surrogate(ratio, index) + loss.entropyCoefficient() * entropy;
            for (int k = 0; k < policy.actions(); k++) {
                final double probability = policy.probability(k);
                final double ofLogProbability = (k == action ? 1 : 0) - probability;
                final double ofEntropy = -probability * (policy.logProbability(k) + entropy);
                gradient.set(
                        k, b, (float) ((-slope * ofLogProbability - loss.entropyCoefficient() * ofEntropy) / samples));
            }
        }
        return -sum / samples;
    }
}
