// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;

/**
 * Where the return of a curve falls below a share of the dense agent's. Made by {@link Degradation}.
 *
 * @param remaining the smallest fraction of weights with which it does not, in (0, 1]
 * @param censored whether it never does: then the point lies at {@code remaining}, the last level's fraction, or below it
 */
public record DegradationPoint(double remaining, boolean censored) {

    /** Checks the bounds. */
    public DegradationPoint {
        Check.that(remaining > 0 && remaining <= 1, "remaining fraction %s not in (0, 1]", remaining);
    }

    /**
     * A degradation point with its interval over seeds.
     *
     * @param point the point of all seeds
     * @param remaining the same as a fraction, with its limits
     * @param censoredShare share of the resamples that never fall below, in [0, 1]; where it is above (1 - confidence) / 2 the
     *     interval is open below
     */
    public record Estimate(DegradationPoint point, Interval remaining, double censoredShare) {}

    /**
     * How the degradation points of two conditions differ.
     *
     * @param first the first condition's point
     * @param second the second condition's point
     * @param log10Ratio base-10 logarithm of the first point's fraction over the second's: -1 if the first condition keeps its
     *     return with a tenth of the weights that the second needs
     * @param censoredShare share of the resamples in which at least one of the two never falls below, in [0, 1]; the ratio of
     *     these is that of the last level's fraction to the other point
     */
    public record Difference(
            DegradationPoint first, DegradationPoint second, Interval log10Ratio, double censoredShare) {}
}
