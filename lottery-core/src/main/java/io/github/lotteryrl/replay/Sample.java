// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

/** Room for transitions drawn from a {@link ReplayMemory}, which says what the arrays hold. */
final class Sample {

    final int[] slots;
    final int[] bootstrapSlots;
    final double[] returns;
    final double[] bootstrapFactors;
    final double[] weights;

    Sample(int size) {
        slots = new int[size];
        bootstrapSlots = new int[size];
        returns = new double[size];
        bootstrapFactors = new double[size];
        weights = new double[size];
    }
}
