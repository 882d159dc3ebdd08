// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says how many weights survive at each level of iterative pruning. Level 0 is the dense network. Implementations are
 * immutable and thread-safe.
 */
public interface PruningSchedule extends Identified {

    /**
     * Prunes the same fraction of the survivors at every level: of n weights, round(fraction n) go. The paper: 0.2, 20 to
     * 30 levels.
     *
     * @param fraction in (0, 1)
     * @param levels at least 0
     * @throws IllegalArgumentException if either is out of its bounds
     */
    static PruningSchedule geometric(double fraction, int levels) {
        return new GeometricSchedule(fraction, levels);
    }

    /**
     * Prunes the same fraction of the survivors at every level, at as many levels as it takes to reach a sparsity. The levels are
     * counted without a network: where few weights are left, rounding keeps more. Of 100 weights (0.2, 0.99) leaves 2.
     *
     * @param fraction in (0, 1)
     * @param sparsity fraction of the weights that are to be gone at the last level, in [0, 1)
     * @throws IllegalArgumentException if either is out of its bounds
     */
    static PruningSchedule geometricUntil(double fraction, double sparsity) {
        Check.openFraction("fraction", fraction);
        Check.that(sparsity >= 0 && sparsity < 1, "sparsity %s not in [0, 1)", sparsity);
        int levels = 0;
        // What rounding leaves over asks for no further level: two levels of 0.2 reach 0.36.
        final double enough = (1 - sparsity) * (1 + 1e-12);
        for (double remaining = 1; remaining > enough; remaining *= 1 - fraction) {
            levels++;
        }
        return new GeometricSchedule(fraction, levels);
    }

    /**
     * Prunes the same number of weights at every level, down to a remaining fraction.
     *
     * @param finalRemaining fraction that remains at the last level, in [0, 1)
     * @param levels at least 1
     * @throws IllegalArgumentException if either is out of its bounds
     */
    static PruningSchedule linear(double finalRemaining, int levels) {
        return ListedSchedule.linear(finalRemaining, levels);
    }

    /**
     * Prunes to the given fractions of the dense network's weights, one for each level from 1 on.
     *
     * @param remaining in [0, 1), falling strictly; none for the dense network alone; not modified
     * @throws IllegalArgumentException if a fraction is out of its bounds, or not below the one before
     */
    static PruningSchedule listed(double... remaining) {
        return ListedSchedule.of(remaining);
    }

    /** Returns the last level: how often is pruned. */
    int levels();

    /**
     * Returns how many weights survive: at level 0 all of them, at each level as many as at the one before or fewer, never below 0.
     * The contract test {@code PruningScheduleContract} checks it.
     *
     * @param level in [0, levels()]
     * @param prunable how many there are at level 0, at least 0
     * @throws IllegalArgumentException if the level is out of its bounds
     */
    int survivors(int level, int prunable);

    /**
     * Returns the fractions that remain at each level from 0 on.
     *
     * @param prunable weights of the network, at least 1; of none the fractions are NaN
     */
    default List<Double> remaining(int prunable) {
        return IntStream.rangeClosed(0, levels())
                .mapToObj(level -> (double) survivors(level, prunable) / prunable)
                .toList();
    }
}
