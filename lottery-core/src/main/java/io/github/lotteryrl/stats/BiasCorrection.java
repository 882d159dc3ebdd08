// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Which quantiles of the resamples the BCa interval takes.
 *
 * @param bias z0, from the share of resamples below the estimate, of which those equal to it count half
 * @param acceleration a, from the jackknife; 0 if no seed changes the statistic
 */
record BiasCorrection(double bias, double acceleration) {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    static BiasCorrection of(double estimate, double[] replicates, int[] sizes, ToDoubleFunction<int[][]> statistic) {
        long halves = 0;
        for (double replicate : replicates) {
            halves += replicate < estimate ? 2 : replicate == estimate ? 1 : 0;
        }
        // With all resamples on one side the bias would be infinite: half a resample is granted to the other side.
        final long granted = Math.max(1, Math.min(2L * replicates.length - 1, halves));
        return new BiasCorrection(
                NORMAL.inverseCumulativeProbability(granted / (2.0 * replicates.length)),
                acceleration(sizes, statistic));
    }

    private static double acceleration(int[] sizes, ToDoubleFunction<int[][]> statistic) {
        final int[][] drawn = Bootstrap.everySeedOnce(sizes);
        double cubes = 0;
        double squares = 0;
        for (int stratum = 0; stratum < sizes.length; stratum++) {
            final int[] whole = drawn[stratum];
            final double[] without = new double[whole.length];
            for (int left = 0; left < whole.length; left++) {
                final int out = left;
                drawn[stratum] =
                        Arrays.stream(whole).filter(seed -> seed != out).toArray();
                without[left] = statistic.applyAsDouble(drawn);
            }
            drawn[stratum] = whole;
            final double mean = StatUtils.mean(without);
            final double n = whole.length;
            for (double value : without) {
                final double influence = (n - 1) * (mean - value) / n;
                cubes += influence * influence * influence;
                squares += influence * influence;
            }
        }
        return squares > 0 ? cubes / (6 * squares * Math.sqrt(squares)) : 0;
    }

    /** Returns the share of resamples below the limit, for the nominal share {@code nominal}; in (0, 1]. */
    double share(double nominal) {
        final double moved = bias + NORMAL.inverseCumulativeProbability(nominal);
        final double denominator = 1 - acceleration * moved;
        // Beyond the pole of the acceleration the limit is the outermost resample.
        final double z = denominator > 0 ? bias + moved / denominator : Math.copySign(Double.POSITIVE_INFINITY, moved);
        return Math.max(NORMAL.cumulativeProbability(z), Double.MIN_NORMAL);
    }
}
