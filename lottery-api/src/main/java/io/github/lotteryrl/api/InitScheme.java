// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;

/**
 * Draws the weights that training starts from. The stock schemes set biases to zero, except {@link #torchDefault()}.
 *
 * <p>The paper's section 4.2 compares {@link #kaimingUniform()}, the same with the input layer scaled down tenfold
 * ({@code kaimingUniform().scaledInput(0.1)}), and {@link #xavierUniform()}. Implementations are immutable and
 * thread-safe.
 */
public interface InitScheme extends Identified {

    /** He et al. (2015): weights from U(-b, b), b = sqrt(6 / fanIn). What we take the paper's "Kaiming" for. */
    static InitScheme kaimingUniform() {
        return VarianceScaling.KAIMING_UNIFORM;
    }

    /** He et al. (2015): weights from N(0, 2 / fanIn). */
    static InitScheme kaimingNormal() {
        return VarianceScaling.KAIMING_NORMAL;
    }

    /** Glorot and Bengio (2010): weights from U(-b, b), b = sqrt(6 / (fanIn + fanOut)). The paper's "Xavier". */
    static InitScheme xavierUniform() {
        return VarianceScaling.XAVIER_UNIFORM;
    }

    /** Glorot and Bengio (2010): weights from N(0, 2 / (fanIn + fanOut)). */
    static InitScheme xavierNormal() {
        return VarianceScaling.XAVIER_NORMAL;
    }

    /** LeCun et al. (1998): weights from U(-b, b), b = sqrt(3 / fanIn). */
    static InitScheme lecunUniform() {
        return VarianceScaling.LECUN_UNIFORM;
    }

    /** LeCun et al. (1998): weights from N(0, 1 / fanIn). */
    static InitScheme lecunNormal() {
        return VarianceScaling.LECUN_NORMAL;
    }

    /**
     * What PyTorch's linear and convolution layers do when nothing is set: weights and biases from U(+-1/sqrt(fanIn)). PyTorch calls
     * it Kaiming's, too (a = sqrt(5)), and the paper's may be this one: inputs that tell nothing are pruned at fewer levels than with
     * {@link #kaimingUniform()}.
     */
    static InitScheme torchDefault() {
        return VarianceScaling.TORCH_DEFAULT;
    }

    /**
     * Saxe et al. (2014): each weight matrix a random orthogonal one times {@code gain}.
     *
     * @param gain above 0; sqrt(2) is usual before a ReLU
     * @throws IllegalArgumentException if the gain is not above 0, or infinite
     */
    static InitScheme orthogonal(double gain) {
        return new OrthogonalInit(Check.positive("gain", gain));
    }

    /**
     * Fills one tensor, every number of it. The arguments determine the numbers to the bit.
     *
     * @param tensor what to fill, weights or biases; other tensors are not asked for and stay zero
     * @param fanIn inputs of the tensor's layer, which a bias does not show by its own shape
     * @param values modified: {@code tensor.size()} numbers in row-major order
     * @param random a stream for this tensor alone
     */
    void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random);

    /**
     * Returns the initial parameters for a layout. Each tensor's stream derives from its name, so that two agents that
     * share a tensor's name and shape start with the same numbers there. A bias has the fan-in of the weights that stand before it in
     * the layout.
     */
    default Parameters initialise(ParameterLayout layout, Seed seed) {
        final float[][] values = new float[layout.tensors().size()][];
        int fanIn = 1;
        for (int i = 0; i < values.length; i++) {
            final TensorSpec tensor = layout.tensor(i);
            if (tensor.kind() == TensorSpec.Kind.WEIGHT) {
                fanIn = tensor.fanIn();
            }
            values[i] = new float[tensor.size()];
            if (tensor.isDrawn()) {
                fill(tensor, fanIn, values[i], seed.derive(tensor.name()).random());
            }
        }
        return Parameters.of(layout, values);
    }

    /**
     * Returns this scheme with the weights of each module's input layer multiplied by {@code factor}; biases stay (the
     * paper, section 4.2: 0.1 leads to a robust discovery of the dimensions that a task needs).
     *
     * @param factor above 0
     * @throws IllegalArgumentException if the factor is not above 0, or infinite
     */
    default InitScheme scaledInput(double factor) {
        return new ScaledInput(this, Check.positive("factor", factor));
    }
}
