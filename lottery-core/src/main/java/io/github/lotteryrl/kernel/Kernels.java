// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/**
 * The loops that training spends its time in. Implementations differ in speed and in nothing else: the order of every sum is
 * part of the contract, every multiply-add is fused, and so each gives the same bits on every machine.
 *
 * <p>{@code n} is the number of samples, padded to a multiple of {@link #LANES}; the padding holds finite numbers, zeros in
 * gradients with respect to outputs.
 */
public interface Kernels {

    /** Batches are padded to a multiple of this, and sums over the batch have this many partial sums. */
    int LANES = 16;

    /** How many samples {@link #forwardFew} takes at most. */
    int FEW = 16;

    /** Returns the batch length to allocate for {@code samples} samples. */
    static int padded(int samples) {
        return (samples + LANES - 1) / LANES * LANES;
    }

    /** Returns a name for logs. */
    String name();

    /** Returns whether a batch's rows should lie in one array. */
    boolean prefersOneArray();

    /**
     * Computes the outputs of a layer: {@code y[i] = bias[i] + sum over its connections of w x[k]}, the sum in the order of the
     * connections, each step fused, and a sum of -0 made 0: so it does not matter whether terms of zero are left out. Units that are not computed are left as they are.
     *
     * @param p parameters; the layer's weights start at {@code weights}, its biases at {@code biases}
     * @param y modified
     */
    void forward(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int n);

    /**
     * Computes the outputs of a layer for a few samples, the same bits as {@link #forward} gives, without going through all of the
     * padding.
     *
     * @param y modified; what it holds from {@code samples} on is not defined
     * @param samples at most {@link #FEW}
     */
    void forwardFew(Connections c, float[] p, int weights, int biases, Batch x, Batch y, int samples);

    /**
     * Computes the gradient with respect to a layer's inputs: {@code dx[k] = sum over the units i that read k of w dy[i]}, the
     * sum from 0 in the order of ascending i, each step fused, and a sum of -0 made 0. Inputs that no computed unit reads are left as they are.
     *
     * @param dx modified
     */
    void inputGradient(Connections c, float[] p, int weights, Batch dy, Batch dx, int n);

    /**
     * Computes the gradient with respect to a layer's weights and biases: {@code g[i,k] = sum over the batch of dy[i]
     * x[k]}. Partial sum l takes the samples l, l + 16, l + 32, ... in this order, each step fused; then partial sums are
     * added in halves: l and l + 8, l and l + 4, l and l + 2, 0 and 1. A shared weight's partial sums go on over all its
     * connections, in the order of units. Weights of units that are not computed are left as they are.
     *
     * @param g modified; laid out as the parameters
     */
    void weightGradient(Connections c, float[] g, int weights, int biases, Batch dy, Batch x, int n);

    /**
     * Sets {@code y = max(y, 0)} for {@code n} numbers.
     *
     * @param y modified
     */
    void relu(float[] y, int from, int n);

    /**
     * Multiplies a gradient by the derivative of ReLU, which is 0 at 0.
     *
     * @param y outputs of the activation
     * @param dy modified
     */
    void reluGradient(float[] y, float[] dy, int from, int n);

    /**
     * Sets {@code y = tanh(y)}, by {@link Tanh}.
     *
     * @param y modified
     */
    void tanh(float[] y, int from, int n);

    /**
     * Multiplies a gradient by {@code 1 - y^2}, fused.
     *
     * @param y outputs of the activation
     * @param dy modified
     */
    void tanhGradient(float[] y, float[] dy, int from, int n);

    /** Returns the sum of squares in double precision; partial sum l takes every eighth element, then as above. */
    double sumOfSquares(float[] values, int n);

    /**
     * Does one step of Adam (Kingma and Ba 2015) on {@code n} parameters: {@code g' = scale g; m = b1 m + (1 - b1) g'; v =
     * b2 v + (1 - b2) g'^2; p = p - step m / (sqrt(v) / correction + epsilon)}.
     *
     * @param p modified
     * @param m modified
     * @param v modified
     */
    void adam(float[] p, float[] g, float[] m, float[] v, int n, AdamStep step);

    /** The numbers of one step of Adam; kept from step to step, because a new one each time would be garbage. */
    final class AdamStep {
        /** Decay of the first moment. */
        final float beta1;
        /** Decay of the second moment. */
        final float beta2;
        /** What is added to the root. */
        final float epsilon;
        /** What the gradient is multiplied with, below 1 where it is clipped. */
        float scale;
        /** The learning rate over 1 - beta1^t. */
        float size;
        /** The root of 1 - beta2^t. */
        float rootCorrection;

        /** Makes a step that is still to be set. */
        public AdamStep(float beta1, float beta2, float epsilon) {
            this.beta1 = beta1;
            this.beta2 = beta2;
            this.epsilon = epsilon;
        }

        /** Sets what changes from step to step, and returns this. */
        public AdamStep set(float newScale, float newSize, float newRootCorrection) {
            scale = newScale;
            size = newSize;
            rootCorrection = newRootCorrection;
            return this;
        }
    }
}
