// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many seconds a step of training takes, evaluations included, by the kind of run and the fraction of its weights that remain.
 * What was known before gives the shape of the curve over the fractions, what is measured now its height: what holds for one
 * fraction is taken to hold for its neighbours. Not thread-safe.
 */
final class StepTimes {

    /** The newest run weighs so much at least: the machine may be slower now than an hour ago. */
    private static final double LEAST_WEIGHT = 1.0 / 8;

    private final Map<Kind, Curves> kinds = new HashMap<>();
    private int version;

    /** Runs that take equally long if equally many weights remain. */
    record Kind(String environment, String agent) {}

    private static final class Curves {
        private final NavigableMap<Double, Double> before = new TreeMap<>();
        private final NavigableMap<Double, Double> running = new TreeMap<>();
        private final NavigableMap<Double, Mean> finished = new TreeMap<>();

        double before(double remaining) {
            return before.isEmpty() ? 1 : interpolate(before, remaining);
        }

        double now(double remaining) {
            final NavigableMap<Double, Double> factors = new TreeMap<>();
            if (finished.isEmpty()) {
                running.forEach((fraction, seconds) -> factors.put(fraction, seconds / before(fraction)));
            } else {
                finished.forEach((fraction, mean) -> factors.put(fraction, mean.value / before(fraction)));
            }
            if (factors.isEmpty()) {
                return before.isEmpty() ? Double.NaN : before(remaining);
            }
            return before(remaining) * interpolate(factors, remaining);
        }
    }

    /** A mean that forgets. */
    private static final class Mean {
        private double value;
        private int count;

        void add(double next) {
            count++;
            value += (next - value) * Math.max(LEAST_WEIGHT, 1.0 / count);
        }
    }

    /** Linear between neighbours, constant beyond the first and the last. */
    private static double interpolate(NavigableMap<Double, Double> curve, double at) {
        final Entry<Double, Double> below = curve.floorEntry(at);
        final Entry<Double, Double> above = curve.ceilingEntry(at);
        if (below == null || above == null) {
            return (below == null ? curve.firstEntry() : curve.lastEntry()).getValue();
        }
        final double width = above.getKey() - below.getKey();
        final double share = width == 0 ? 0 : (at - below.getKey()) / width;
        return below.getValue() + share * (above.getValue() - below.getValue());
    }

    private Curves curves(Kind kind) {
        return kinds.computeIfAbsent(kind, unknown -> new Curves());
    }

    /** Learns what was measured before the first run. */
    void before(Kind kind, double remaining, double seconds) {
        curves(kind).before.put(remaining, seconds);
        version++;
    }

    /** Learns from a run that is under way; what it says later counts. Of no account once a run of the kind is done. */
    void running(Kind kind, double remaining, double seconds) {
        curves(kind).running.put(remaining, seconds);
        version++;
    }

    /** Learns from a run that is done. */
    void finished(Kind kind, double remaining, double seconds) {
        final Mean mean = curves(kind).finished.computeIfAbsent(remaining, unknown -> new Mean());
        mean.add(seconds);
        if (Integer.bitCount(mean.count) == 1) {
            version++;
        }
    }

    /** Rises when much was learned: at the first, second, fourth, eighth measurement of its like and so on. */
    int version() {
        return version;
    }

    /** Returns the seconds of a step; NaN if nothing is known about the kind. */
    double seconds(Kind kind, double remaining) {
        final Curves curves = kinds.get(kind);
        return curves == null ? Double.NaN : curves.now(remaining);
    }

    boolean isKnown(Kind kind) {
        return !Double.isNaN(seconds(kind, 1));
    }

    /** Returns the mean seconds of a dense step over those of some kinds that are known; NaN if none is. */
    double mean(Collection<Kind> some) {
        double sum = 0;
        int count = 0;
        for (Kind kind : some) {
            if (isKnown(kind)) {
                sum += seconds(kind, 1);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
