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
     */
    static PruningSchedule geometric(double fraction, int levels) {
        return new GeometricSchedule(fraction, levels);
    }

    /**
     * Prunes the same fraction of the survivors at every level, at as many levels as it takes to reach a sparsity.
     *
     * @param fraction in (0, 1)
     * @param sparsity fraction of the weights that must be gone at the last level, in [0, 1)
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
     */
    static PruningSchedule linear(double finalRemaining, int levels) {
        return ListedSchedule.linear(finalRemaining, levels);
    }

    /**
     * Prunes to the given fractions of the dense network's weights, one for each level from 1 on.
     *
     * @param remaining in [0, 1), falling strictly; not modified
     */
    static PruningSchedule listed(double... remaining) {
        return ListedSchedule.of(remaining);
    }

    /** Returns the last level: how often is pruned. */
    int levels();

    /**
     * Returns how many weights survive.
     *
     * @param level in [0, levels()]
     * @param prunable how many there are at level 0
     */
    int survivors(int level, int prunable);

    /** Returns the fractions that remain at each level from 0 on, for a network of {@code prunable} weights. */
    default List<Double> remaining(int prunable) {
        return IntStream.rangeClosed(0, levels())
                .mapToObj(level -> (double) survivors(level, prunable) / prunable)
                .toList();
    }
}
