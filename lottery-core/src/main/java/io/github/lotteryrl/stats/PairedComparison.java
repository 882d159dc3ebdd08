// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import java.util.List;

/**
 * Two conditions compared level by level. Made by {@link PairedTest}. Immutable.
 *
 * @param exact whether all sign flips were counted; otherwise some were drawn
 * @param levels one per level of the curves, in their order
 */
public record PairedComparison(boolean exact, List<Level> levels) {

    /**
     * One level.
     *
     * @param level how often weights were pruned; 0 is dense
     * @param remaining fraction of weights that remain, in [0, 1]
     * @param pairs seeds that have a result in both conditions
     * @param meanDifference mean over these of the first condition's return less the second's; NaN if there are none
     * @param p probability under the null hypothesis of a mean difference as large, in (0, 1]; 1 if no pair differs
     * @param correctedP p corrected for the number of levels at which some pair differs, in (0, 1]
     */
    public record Level(int level, double remaining, int pairs, double meanDifference, double p, double correctedP) {}

    /** Copies. */
    public PairedComparison {
        levels = List.copyOf(levels);
    }
}
