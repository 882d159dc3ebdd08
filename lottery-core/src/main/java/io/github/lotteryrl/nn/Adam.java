// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.KernelProvider;
import io.github.lotteryrl.kernel.Kernels;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;

/**
 * Adam (Kingma and Ba 2015) over the surviving weights of a {@link ParameterVector}, with clipping by the global norm of
 * the gradient (Pascanu et al. 2013) and {@link WeightDecay}. Not thread-safe.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>here</th><th>Kingma and Ba</th></tr>
 * <tr><td>learningRate</td><td>alpha</td></tr>
 * <tr><td>BETA1, BETA2</td><td>beta 1, beta 2</td></tr>
 * <tr><td>first, second</td><td>m, v</td></tr>
 * </table>
 */
public final class Adam implements Stateful {

    /**
     * A longer gradient means that training has left the numbers that can be computed with: its square, which the second
     * moment holds, overflows.
     */
    public static final double LARGEST_NORM = Math.sqrt(Float.MAX_VALUE);

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    private final Kernels kernels = KernelProvider.kernels();
    private final ParameterVector parameters;
    private final Kernels.AdamStep step;
    private final float[] first;
    private final float[] second;
    private final WeightDecay weightDecay;
    /**
     * The gradient with weight decay; empty where there is none. An array of its own, because in that of the parameter vector nobody
     * overwrites what stands at the weights of units that are not computed: it would add up from step to step.
     */
    private final float[] decayed;

    private double beta1Power = 1;
    private double beta2Power = 1;

    /**
     * Makes an optimiser with empty moments and without weight decay.
     *
     * @param epsilon above 0
     */
    public Adam(ParameterVector parameters, double epsilon) {
        this(parameters, epsilon, WeightDecay.none());
    }

    /**
     * Makes an optimiser with empty moments.
     *
     * @param epsilon above 0
     */
    public Adam(ParameterVector parameters, double epsilon, WeightDecay weightDecay) {
        this.parameters = parameters;
        this.step = new Kernels.AdamStep(BETA1, BETA2, (float) Check.positive("epsilon", epsilon));
        this.first = new float[parameters.size()];
        this.second = new float[parameters.size()];
        this.weightDecay = weightDecay;
        this.decayed = new float[weightDecay.isInGradient() ? parameters.size() : 0];
    }

    /**
     * Does one step along the gradient that stands in the parameter vector and is not modified.
     *
     * @param learningRate at least 0
     * @param maxNorm a longer gradient is scaled down to this norm; infinity for no clipping
     * @return the norm of the gradient before clipping, that of {@link WeightDecay#inLoss} included; unless it is at most {@link
     *     #LARGEST_NORM}, no step was done
     */
    public double step(double learningRate, double maxNorm) {
        float[] gradient = parameters.gradient();
        if (weightDecay.form() == WeightDecay.Form.IN_LOSS) {
            gradient = decayed(gradient, 1);
        }
        final double norm = Math.sqrt(kernels.sumOfSquares(gradient, gradient.length));
        if (!(norm <= LARGEST_NORM)) {
            return norm;
        }
        beta1Power *= BETA1;
        beta2Power *= BETA2;
        float scale = (float) (norm > maxNorm ? maxNorm / norm : 1);
        if (weightDecay.form() == WeightDecay.Form.AFTER_CLIPPING) {
            gradient = decayed(gradient, scale);
            scale = 1;
        }
        if (weightDecay.form() == WeightDecay.Form.DECOUPLED) {
            shrink((float) (1 - learningRate * weightDecay.lambda()));
        }
        kernels.adam(
                parameters.values(),
                gradient,
                first,
                second,
                gradient.length,
                step.set(scale, (float) (learningRate / (1 - beta1Power)), (float) Math.sqrt(1 - beta2Power)));
        return norm;
    }

    /** Returns {@code scale g + lambda w}, the sum fused. */
    private float[] decayed(float[] gradient, float scale) {
        final float[] values = parameters.values();
        final float lambda = (float) weightDecay.lambda();
        for (int i = 0; i < gradient.length; i++) {
            decayed[i] = Math.fma(lambda, values[i], scale * gradient[i]);
        }
        return decayed;
    }

    private void shrink(float factor) {
        final float[] values = parameters.values();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    @Override
    public void save(StateWriter to) {
        to.section("adam");
        to.floats(first, first.length);
        to.floats(second, second.length);
        to.real(beta1Power);
        to.real(beta2Power);
    }

    @Override
    public void restore(StateReader from) {
        from.section("adam");
        from.floats(first, first.length);
        from.floats(second, second.length);
        beta1Power = from.real();
        beta2Power = from.real();
    }
}
