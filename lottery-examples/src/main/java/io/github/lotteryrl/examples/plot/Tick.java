// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.ArrayList;
import java.util.List;

/** A labelled place on an axis. */
public record Tick(double at, String label) {

    private static final double[] PERCENTAGES = {
        100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001
    };

    /** Refuses a place that is not finite. */
    public Tick {
        if (!Double.isFinite(at)) {
            throw new IllegalArgumentException("tick \"" + label + "\" at " + at + " not finite");
        }
    }

    /**
     * Returns the round percentages of remaining weights as ticks of an axis that shows IMP iterations: between two
     * iterations the place is interpolated on the logarithm, exact for a geometric schedule.
     *
     * @param remaining the fraction of weights left at iteration 0, 1, ..., in (0, 1] and falling; not modified
     */
    public static List<Tick> percentOfRemaining(double... remaining) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < remaining.length; i++) {
            double bound = i == 0 ? 1 : Math.nextDown(remaining[i - 1]);
            if (!(remaining[i] > 0 && remaining[i] <= bound)) {
                throw new IllegalArgumentException(
                        "remaining[" + i + "] " + remaining[i] + " not in (0, " + bound + "]");
            }
        }
        for (double percent : PERCENTAGES) {
            double place = placeOf(percent / 100, remaining);
            if (!Double.isNaN(place)) {
                ticks.add(new Tick(place, Ticks.label(percent)));
            }
        }
        return List.copyOf(ticks);
    }

    private static double placeOf(double fraction, double[] remaining) {
        for (int i = 0; i < remaining.length; i++) {
            // Measured fractions are counts of whole weights: 100 % of 1 and 10.02 % for 10 % must both be found.
            if (Math.abs(remaining[i] - fraction) <= 1e-3 * fraction) {
                return i;
            }
            if (i > 0 && remaining[i] < fraction && fraction < remaining[i - 1]) {
                double whole = StrictMath.log(remaining[i - 1] / remaining[i]);
                return i - 1 + StrictMath.log(remaining[i - 1] / fraction) / whole;
            }
        }
        return Double.NaN;
    }
}
