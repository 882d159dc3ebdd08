// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** An axis laid over a stretch of pixels: values to places. */
final class Scale {

    private final Axis axis;
    private final double low;
    private final double high;
    private final double start;
    private final double end;

    private Scale(Axis axis, double low, double high, double start, double end) {
        this.axis = axis;
        this.low = low;
        this.high = high;
        this.start = axis.isReversed() ? end : start;
        this.end = axis.isReversed() ? start : end;
    }

    /**
     * Fits an axis to data in [min, max] (both NaN if there are none) and the pixels from {@code start} to {@code end}.
     *
     * @param padding the fraction of the range added at each side that the axis leaves open
     */
    static Scale fit(Axis axis, double min, double max, double padding, double start, double end) {
        if (axis.isLog() && min <= 0) {
            throw new IllegalArgumentException(
                    "axis \"" + axis.label() + "\" is logarithmic: its smallest value " + min + " not above 0");
        }
        boolean fixedLow = !Double.isNaN(axis.from());
        boolean fixedHigh = !Double.isNaN(axis.to());
        double low = inner(axis, fixedLow ? axis.from() : Double.isNaN(min) ? fallback(axis, -1) : min);
        double high = inner(axis, fixedHigh ? axis.to() : Double.isNaN(max) ? fallback(axis, 1) : max);
        boolean nothing = !(high - low > 1e-9 * Math.abs(low));
        if (nothing && !(fixedLow && fixedHigh)) {
            double around = axis.isLog() ? 0.1 : low == 0 ? 1 : 0.1 * Math.abs(low);
            double middle = low;
            low = fixedLow ? middle : (fixedHigh ? high : middle) - around;
            high = fixedHigh ? high : middle + around;
        } else {
            double pad = padding * (high - low);
            low -= fixedLow ? 0 : pad;
            high += fixedHigh ? 0 : pad;
        }
        return new Scale(axis, low, high, start, end);
    }

    /** The range of an axis without data is [0, 1] (or [1, 10]), or a unit beyond the bound that is set. */
    private static double fallback(Axis axis, int side) {
        double other = side < 0 ? axis.to() : axis.from();
        if (axis.isLog()) {
            return Double.isNaN(other) ? (side < 0 ? 1 : 10) : side < 0 ? other / 10 : other * 10;
        }
        return Double.isNaN(other) ? (side < 0 ? 0 : 1) : other + side;
    }

    private static double inner(Axis axis, double value) {
        return axis.isLog() ? StrictMath.log10(value) : value;
    }

    double at(double value) {
        return start + (inner(axis, value) - low) / (high - low) * (end - start);
    }

    boolean shows(double value) {
        double place = at(value);
        return place >= Math.min(start, end) - 0.01 && place <= Math.max(start, end) + 0.01;
    }

    List<Tick> ticks(int most) {
        if (!axis.ticks().isEmpty()) {
            return axis.ticks().stream().filter(t -> shows(t.at())).toList();
        }
        return axis.isLog()
                ? Ticks.logarithmic(StrictMath.pow(10, low), StrictMath.pow(10, high), most)
                : Ticks.linear(low, high, most);
    }
}
