// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.nn.Dropout;
import io.github.lotteryrl.nn.Network;

/** A critic's loss: the mean over a minibatch of (V - target)^2 / 2, times a coefficient. Not thread-safe. */
public final class ValueLoss {

    private final Network critic;
    private final double coefficient;
    private final Batch gradient;

    /**
     * Makes the loss of a critic.
     *
     * @param minibatch the largest number of samples
     */
    public ValueLoss(Network critic, double coefficient, int minibatch) {
        this.critic = critic;
        this.coefficient = coefficient;
        this.gradient = new Batch(1, minibatch);
    }

    /**
     * Computes the gradient of the loss with respect to the critic's weights, and returns the loss.
     *
     * @param inputs a column per sample; not modified
     * @param targets what the values should be: that of sample b is {@code targets[order[from + b]]}
     */
    public double computeGradient(Batch inputs, float[] targets, int[] order, int from, int samples, Dropout dropout) {
        final Batch values = critic.forward(inputs, samples, dropout);
        final double weight = coefficient / samples;
        double squares = 0;
        for (int b = 0; b < samples; b++) {
            final float error = values.get(0, b) - targets[order[from + b]];
            gradient.set(0, b, (float) (weight * error));
            squares += (double) error * error;
        }
        critic.backward(gradient, samples);
        return weight * squares / 2;
    }
}
