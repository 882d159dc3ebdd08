// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.kernel.KernelProvider;
import io.github.lotteryrl.kernel.Kernels;

/**
 * Adam (Kingma and Ba 2015) over the surviving weights of a {@link ParameterVector}, with clipping by the global norm of
 * the gradient (Pascanu et al. 2013). Not thread-safe.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>here</th><th>Kingma and Ba</th></tr>
 * <tr><td>learningRate</td><td>alpha</td></tr>
 * <tr><td>BETA1, BETA2</td><td>beta 1, beta 2</td></tr>
 * <tr><td>first, second</td><td>m, v</td></tr>
 * </table>
 */
public final class Adam {

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
    private double beta1Power = 1;
    private double beta2Power = 1;

    /**
     * Makes an optimiser with empty moments.
     *
     * @param epsilon above 0
     */
    public Adam(ParameterVector parameters, double epsilon) {
        this.parameters = parameters;
        this.step = new Kernels.AdamStep(BETA1, BETA2, (float) Check.positive("epsilon", epsilon));
        this.first = new float[parameters.size()];
        this.second = new float[parameters.size()];
    }

    /**
     * Does one step along the gradient that stands in the parameter vector.
     *
     * @param learningRate at least 0
     * @param maxNorm a longer gradient is scaled down to this norm; infinity for no clipping
     * @return the norm of the gradient before clipping; unless it is at most {@link #LARGEST_NORM}, no step was done
     */
    public double step(double learningRate, double maxNorm) {
        final float[] gradient = parameters.gradient();
        final double norm = Math.sqrt(kernels.sumOfSquares(gradient, gradient.length));
        if (!(norm <= LARGEST_NORM)) {
            return norm;
        }
        beta1Power *= BETA1;
        beta2Power *= BETA2;
        final double scale = norm > maxNorm ? maxNorm / norm : 1;
        kernels.adam(
                parameters.values(),
                gradient,
                first,
                second,
                gradient.length,
                step.set((float) scale, (float) (learningRate / (1 - beta1Power)), (float) Math.sqrt(1 - beta2Power)));
        return norm;
    }
}
