// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.Arrays;
import java.util.Locale;

/**
 * The schemes that choose the variance of a layer's weights by its width.
 *
 * <p>variance = gain / fan; a uniform distribution of variance v lies in +-sqrt(3 v).
 */
enum VarianceScaling implements InitScheme {
    KAIMING_UNIFORM(2, false, true, false),
    KAIMING_NORMAL(2, false, false, false),
    XAVIER_UNIFORM(2, true, true, false),
    XAVIER_NORMAL(2, true, false, false),
    LECUN_UNIFORM(1, false, true, false),
    LECUN_NORMAL(1, false, false, false),
    TORCH_DEFAULT(1.0 / 3, false, true, true);

    private final double gain;
    private final boolean bothFans;
    private final boolean uniform;
    private final boolean fillsBias;

    VarianceScaling(double gain, boolean bothFans, boolean uniform, boolean fillsBias) {
        this.gain = gain;
        this.bothFans = bothFans;
        this.uniform = uniform;
        this.fillsBias = fillsBias;
    }

    @Override
    public String identity() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void fill(TensorSpec tensor, int fanIn, float[] values, RandomStream random) {
        if (tensor.kind() == TensorSpec.Kind.BIAS && !fillsBias) {
            Arrays.fill(values, 0);
            return;
        }
        final double variance = gain / (bothFans ? tensor.fanIn() + tensor.fanOut() : fanIn);
        final double bound = Math.sqrt(3 * variance);
        final double deviation = Math.sqrt(variance);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (uniform ? random.nextDouble(-bound, bound) : deviation * random.nextGaussian());
        }
    }

    @Override
    public String toString() {
        return identity();
    }
}
