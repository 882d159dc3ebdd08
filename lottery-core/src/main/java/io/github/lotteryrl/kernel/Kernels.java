// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

/**
 * The loops that training spends its time in. Implementations differ in speed and in nothing else: the order of every sum is
 * part of the contract, every multiply-add is fused, and so each gives the same bits on every machine.
 *
 * <p>Activations are feature-major: one {@code float[]} per unit, one column per sample of the batch. The batch is
 * padded to a multiple of {@link #LANES}; {@code n} is the padded length and the padding holds finite numbers. Gradients with
 * respect to outputs are zero in the padding.
 *
 * <p>Rows are arrays of their own because the compiler cannot rule out that two ranges of one array overlap, and then
 * does not vectorise.
 */
public interface Kernels {

    /** Batches are padded to a multiple of this, and sums over the batch have this many partial sums. */
    int LANES = 16;

    /** How many samples {@link #forwardFew} takes at a time. */
    int FEW = 4;

    /** Returns the batch length to allocate for {@code samples} samples. */
    static int padded(int samples) {
        return (samples + LANES - 1) / LANES * LANES;
    }

    /** Returns a name for logs. */
    String name();

    /**
     * Computes the outputs of a layer: {@code y[i] = bias[i] + sum over k of w[i,k] x[k]}, the sum in the order of
     * ascending k, each step fused.
     *
     * @param p parameters; the layer's weights start at {@code weights}, its biases at {@code biases}
     * @param y modified
     */
    void forward(Connections c, float[] p, int weights, int biases, float[][] x, float[][] y, int n);

    /**
     * Computes the outputs of a layer for {@link #FEW} samples, the same bits as {@link #forward} gives.
     *
     * @param x unit-major: the samples of input k stand at {@code FEW k}
     * @param y modified; unit-major
     */
    void forwardFew(Connections c, float[] p, int weights, int biases, float[] x, float[] y);

    /**
     * Computes the gradient with respect to a layer's inputs: {@code dx[k] = sum over i of w[i,k] dy[i]}, the sum from 0
     * in the order of ascending i, each step fused.
     *
     * @param dx modified
     */
    void inputGradient(Connections c, float[] p, int weights, float[][] dy, float[][] dx, int n);

    /**
     * Computes the gradient with respect to a layer's weights and biases: {@code g[i,k] = sum over the batch of dy[i]
     * x[k]}. Partial sum l takes the samples l, l + 16, l + 32, ... in this order, each step fused; then partial sums are
     * added in halves: l and l + 8, l and l + 4, l and l + 2, 0 and 1.
     *
     * @param g modified; laid out as the parameters
     */
    void weightGradient(Connections c, float[] g, int weights, int biases, float[][] dy, float[][] x, int n);

    /**
     * Sets {@code y = max(y, 0)}.
     *
     * @param y modified
     */
    void relu(float[] y, int n);

    /**
     * Multiplies a gradient by the derivative of ReLU, which is 0 at 0.
     *
     * @param y outputs of the activation
     * @param dy modified
     */
    void reluGradient(float[] y, float[] dy, int n);

    /**
     * Sets {@code y = tanh(y)}, by {@link Tanh}.
     *
     * @param y modified
     */
    void tanh(float[] y, int n);

    /**
     * Multiplies a gradient by {@code 1 - y^2}, fused.
     *
     * @param y outputs of the activation
     * @param dy modified
     */
    void tanhGradient(float[] y, float[] dy, int n);

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

    /**
     * The numbers of one step of Adam.
     *
     * @param scale what the gradient is multiplied with, below 1 where it is clipped
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param size learning rate over 1 - beta1^t
     * @param rootCorrection sqrt(1 - beta2^t)
     * @param epsilon added to the root
     */
    record AdamStep(float scale, float beta1, float beta2, float size, float rootCorrection, float epsilon) {}
}
