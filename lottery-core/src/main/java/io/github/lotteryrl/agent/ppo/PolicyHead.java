// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import io.github.lotteryrl.agent.Actions;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.kernel.Batch;

/**
 * Draws the actions of an iteration, remembers them with their log-probabilities, and knows what the loss of PPO makes of
 * them. Not thread-safe.
 */
abstract class PolicyHead {

    /** Logarithm of the probability (density) of each remembered action when it was taken. */
    final double[] oldLogProbability;

    PolicyHead(int batch) {
        oldLogProbability = new double[batch];
    }

    /**
     * Draws an action for each column of the outputs and remembers it.
     *
     * @param actions modified
     * @param first where to remember the first column's action
     */
    abstract void sampleAndRemember(Batch outputs, int count, RandomStream random, Actions actions, int first);

    /**
     * Computes the gradient of the policy's loss, and returns the loss: the mean over a minibatch of {@code -min(r A, clip(r) A) - c H}, with r
     * the likelihood ratio, A the advantage and H the entropy.
     *
     * @param outputs of the actor for the minibatch
     * @param remembered which remembered action each column belongs to
     * @param from where the minibatch starts in {@code remembered}
     * @param samples columns
     * @param gradient with respect to the outputs; modified
     */
    abstract double gradient(Batch outputs, int[] remembered, int from, int samples, PolicyLoss loss, Batch gradient);

    /**
     * The numbers of the policy's loss in one iteration.
     *
     * @param advantages of the remembered actions
     * @param clip how far the ratio may leave 1
     * @param entropyCoefficient weight of the entropy
     */
    record PolicyLoss(float[] advantages, double clip, double entropyCoefficient) {

        /** Returns {@code min(r A, clip(r) A)}. */
        double surrogate(double ratio, int remembered) {
            final double advantage = advantages[remembered];
            // No branches, which the sign of the advantage would mislead. Infinity times no advantage would be NaN.
            final double finite = Math.min(ratio, Double.MAX_VALUE);
            return Math.min(finite * advantage, (1 + Math.copySign(clip, advantage)) * advantage);
        }

        /** Returns the derivative of {@code min(r A, clip(r) A)} with respect to the logarithm of r. */
        double surrogateSlope(double ratio, int remembered) {
            final double advantage = advantages[remembered];
            final boolean clipped = advantage >= 0 ? ratio > 1 + clip : ratio < 1 - clip;
            return clipped ? 0 : ratio * advantage;
        }
    }
}
