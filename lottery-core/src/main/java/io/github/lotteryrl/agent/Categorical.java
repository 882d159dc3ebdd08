// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;

/** The distribution over numbered actions: a softmax over the actor's outputs. Not thread-safe. */
public final class Categorical implements ActionDistribution {

    private final double[] logProbability;
    private final double[] probability;

    /** Makes the distribution for so many actions. */
    public Categorical(int actions) {
        logProbability = new double[actions];
        probability = new double[actions];
    }

    @Override
    public void sample(Batch outputs, int count, RandomStream random, Actions actions) {
        for (int b = 0; b < count; b++) {
            actions.numbered()[b] = draw(outputs, b, random);
        }
    }

    /** Draws an action for a column; its probabilities can be read afterwards. */
    public int draw(Batch outputs, int column, RandomStream random) {
        compute(outputs, column);
        double left = random.nextDouble();
        int action = 0;
        while (action < probability.length - 1 && left >= probability[action]) {
            left -= probability[action];
            action++;
        }
        return action;
    }

    @Override
    public void greedy(Batch outputs, int count, Actions actions) {
        for (int b = 0; b < count; b++) {
            actions.numbered()[b] = Actions.likeliest(outputs, outputs.features(), b);
        }
    }

    /** Computes the probabilities of a column, and returns their entropy. */
    public double compute(Batch outputs, int column) {
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

    /** Returns how many actions there are. */
    public int actions() {
        return probability.length;
    }

    /** Returns the probability of an action in the column computed last. */
    public double probability(int action) {
        return probability[action];
    }

    /** Returns the logarithm of the probability of an action in the column computed last. */
    public double logProbability(int action) {
        return logProbability[action];
    }
}
