// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of a {@link LinePanel}, with a shaded band around it if wanted. A point that is not finite leaves a gap; a
 * point without a neighbour to join is drawn as a marker, with its band as a bar. Series of one name are one entry of a
 * legend and must look alike. Immutable; every method returns a changed copy; arrays are copied.
 *
 * <pre>{@code
 * Series.line("pole angle", iterations, mean).band(low, high).color(Palette.MASK_WEIGHTS)
 * }</pre>
 */
public final class Series {

    private final String name;
    private final double[] x;
    private final double[] y;
    // Both empty without a band.
    private final double[] low;
    private final double[] high;
    private final Optional<Rgb> color;
    private final Dash dash;
    private final Marker marker;

    private Series(
            String name,
            double[] x,
            double[] y,
            double[] low,
            double[] high,
            Optional<Rgb> color,
            Dash dash,
            Marker marker) {
        this.name = name;
        this.x = x;
        this.y = y;
        this.low = low;
        this.high = high;
        this.color = color;
        this.dash = dash;
        this.marker = marker;
    }

    /** Returns a solid line through the points (x, y), in their order. */
    public static Series line(String name, double[] x, double[] y) {
        if (x.length == 0) {
            throw new IllegalArgumentException("series \"" + name + "\" has 0 points, at least 1 needed");
        }
        Series bare = new Series(
                name, x.clone(), y.clone(), new double[0], new double[0], Optional.empty(), Dash.SOLID, Marker.NONE);
        bare.checkLength("y", y);
        return bare;
    }

    /** Returns this series with the area between the two curves shaded. */
    public Series band(double[] low, double[] high) {
        checkLength("low", low);
        checkLength("high", high);
        for (int i = 0; i < low.length; i++) {
            if (low[i] > high[i]) {
                throw new IllegalArgumentException(
                        "series \"" + name + "\" low[" + i + "] " + low[i] + " above high[" + i + "] " + high[i]);
            }
        }
        return new Series(name, x, y, low.clone(), high.clone(), color, dash, marker);
    }

    /** Returns this series with a band of {@code deviation} to both sides, such as one standard deviation. */
    public Series band(double[] deviation) {
        checkLength("deviation", deviation);
        return band(
                IntStream.range(0, y.length)
                        .mapToDouble(i -> y[i] - deviation[i])
                        .toArray(),
                IntStream.range(0, y.length)
                        .mapToDouble(i -> y[i] + deviation[i])
                        .toArray());
    }

    /** Returns this series in a colour; without, the panel takes the next of {@link Palette#CATEGORIES}. */
    public Series color(Rgb chosen) {
        return new Series(name, x, y, low, high, Optional.of(chosen), dash, marker);
    }

    /** Returns this series with a broken line. */
    public Series dash(Dash chosen) {
        return new Series(name, x, y, low, high, color, chosen, marker);
    }

    /** Returns this series with a marker on each point. */
    public Series marker(Marker chosen) {
        return new Series(name, x, y, low, high, color, dash, chosen);
    }

    private void checkLength(String array, double[] values) {
        if (values.length != x.length) {
            throw new IllegalArgumentException(
                    "series \"" + name + "\" has " + values.length + " values of " + array + ", " + x.length + " of x");
        }
    }

    String name() {
        return name;
    }

    Rgb colorOr(Rgb other) {
        return color.orElse(other);
    }

    Dash dash() {
        return dash;
    }

    Marker marker() {
        return marker;
    }

    int size() {
        return x.length;
    }

    boolean hasBand() {
        return low.length > 0;
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }

    double low(int i) {
        return low[i];
    }

    double high(int i) {
        return high[i];
    }

    boolean hasPoint(int i) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]);
    }

    boolean hasBand(int i) {
        return hasBand() && Double.isFinite(x[i]) && Double.isFinite(low[i]) && Double.isFinite(high[i]);
    }

    /** Returns the legend's entry, under the colour that the panel settled on. */
    Legend.Entry entry(Rgb settled) {
        return new Legend.Entry(name, settled, dash, marker, hasBand());
    }
}
