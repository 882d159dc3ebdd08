// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.bullet;

/**
 * Adds numbers in the order in which numpy adds up to 128: eight sums side by side, then those in pairs. With the distances that
 * pybullet-gym subtracts, another order would move rewards by 1e-11.
 */
final class PairwiseSum {

    private static final int LANES = 8;

    private PairwiseSum() {}

    /**
     * Returns the mean of the first {@code count} numbers.
     *
     * @param numbers not modified
     * @param count at least 1
     */
    static double mean(double[] numbers, int count) {
        return sum(numbers, count) / count;
    }

    private static double sum(double[] numbers, int count) {
        final int whole = count - count % LANES;
        double sum = 0;
        if (whole > 0) {
            sum = ((lane(numbers, 0, whole) + lane(numbers, 1, whole))
                            + (lane(numbers, 2, whole) + lane(numbers, 3, whole)))
                    + ((lane(numbers, 4, whole) + lane(numbers, 5, whole))
                            + (lane(numbers, 6, whole) + lane(numbers, 7, whole)));
        }
        for (int i = whole; i < count; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    private static double lane(double[] numbers, int first, int end) {
        double sum = numbers[first];
        for (int i = first + LANES; i < end; i += LANES) {
            sum += numbers[i];
        }
        return sum;
    }
}
