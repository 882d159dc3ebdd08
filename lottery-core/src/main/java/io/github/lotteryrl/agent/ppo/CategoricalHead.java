// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;

/** The policy over numbered actions: a softmax over the actor's outputs. */
final class CategoricalHead extends PolicyHead {

    private final int[] remembered;
    private final double[] logProbability;
    private final double[] probability;

    CategoricalHead(int actions, int batch) {
        super(batch);
        remembered = new int[batch];
        logProbability = new double[actions];
        probability = new double[actions];
    }

    @Override
    void sampleAndRemember(Batch outputs, int count, RandomStream random, Actions actions, int first) {
        for (int b = 0; b < count; b++) {
            final int action = draw(outputs, b, random);
            actions.numbered()[b] = action;
            remembered[first + b] = action;
            oldLogProbability[first + b] = logProbability[action];
        }
    }

    @Override
    void sample(Batch outputs, int count, RandomStream random, Actions actions) {
        for (int b = 0; b < count; b++) {
            actions.numbered()[b] = draw(outputs, b, random);
        }
    }

    private int draw(Batch outputs, int column, RandomStream random) {
        softmax(outputs, column);
        double left = random.nextDouble();
        int action = 0;
        while (action < probability.length - 1 && left >= probability[action]) {
            left -= probability[action];
            action++;
        }
        return action;
    }

    @Override
    void greedy(Batch outputs, int count, Actions actions) {
        for (int b = 0; b < count; b++) {
            actions.numbered()[b] = Actions.likeliest(outputs, b);
        }
    }

    @Override
    void gradient(Batch outputs, int[] order, int from, int samples, PolicyLoss loss, Batch gradient) {
        for (int b = 0; b < samples; b++) {
            final int index = order[from + b];
            final int action = remembered[index];
            final double entropy = softmax(outputs, b);
            final double slope = loss.surrogateSlope(logProbability[action] - oldLogProbability[index], index);
            for (int k = 0; k < probability.length; k++) {
                final double ofLogProbability = (k == action ? 1 : 0) - probability[k];
                final double ofEntropy = -probability[k] * (logProbability[k] + entropy);
                gradient.set(
                        k, b, (float) ((-slope * ofLogProbability - loss.entropyCoefficient() * ofEntropy) / samples));
            }
        }
    }

    /** Fills both arrays for a column of the outputs and returns the entropy. */
    private double softmax(Batch outputs, int column) {
        double largest = outputs.get(0, column);
        for (int k = 1; k < outputs.features(); k++) {
            largest = Math.max(largest, outputs.get(k, column));
        }
        double sum = 0;
        for (int k = 0; k < outputs.features(); k++) {
            probability[k] = StrictMath.exp(outputs.get(k, column) - largest);
            sum += probability[k];
        }
        final double logSum = StrictMath.log(sum);
        double entropy = 0;
        for (int k = 0; k < outputs.features(); k++) {
            logProbability[k] = outputs.get(k, column) - largest - logSum;
            probability[k] /= sum;
            entropy -= probability[k] * logProbability[k];
        }
        return entropy;
    }
}
