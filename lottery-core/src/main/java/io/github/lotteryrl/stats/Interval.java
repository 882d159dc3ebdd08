// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import io.github.lotteryrl.api.internal.Check;

/**
 * An estimate and its confidence interval, in the unit of the statistic. Print {@link Bootstrap#UNDER_COVERAGE} beside
 * intervals from few seeds.
 *
 * @param estimate the statistic of all seeds
 * @param low lower limit; NaN where there are fewer than two seeds
 * @param high upper limit; NaN where there are fewer than two seeds
 * @param confidence nominal share of such intervals that hold the truth, in (0, 1)
 */
public record Interval(double estimate, double low, double high, double confidence) {

    /** Checks the bounds. */
    public Interval {
        Check.openFraction("confidence", confidence);
        Check.that(!(low > high), "lower limit %s is above the upper limit %s", low, high);
    }

    /** Returns whether {@code value} lies between the limits, or on one of them; false if there are none. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
