// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal or vertical axis: its label, kind, direction, range and ticks. What is not set follows from the data.
 * Immutable; every method returns a changed copy.
 *
 * <pre>{@code
 * Axis.log("remaining weights (%)").reversed()     // 100 on the left
 * Axis.linear("return").from(0).to(500)
 * }</pre>
 */
public final class Axis {

    private final String label;
    private final boolean log;
    private final boolean reversed;
    // NaN: from the data.
    private final double from;
    private final double to;
    // Empty: round values.
    private final List<Tick> ticks;

    private Axis(String label, boolean log, boolean reversed, double from, double to, List<Tick> ticks) {
        this.label = label;
        this.log = log;
        this.reversed = reversed;
        this.from = from;
        this.to = to;
        this.ticks = ticks;
        checkBound("from", from);
        checkBound("to", to);
        if (from >= to) {
            throw new IllegalArgumentException("axis \"" + label + "\" from " + from + " not below to " + to);
        }
    }

    private void checkBound(String name, double value) {
        if (Double.isInfinite(value) || log && value <= 0) {
            String bound = log ? "positive and finite" : "finite";
            throw new IllegalArgumentException("axis \"" + label + "\" " + name + " " + value + " not " + bound);
        }
    }

    /** Returns a linear axis; its label may be empty. */
    public static Axis linear(String label) {
        return new Axis(label, false, false, Double.NaN, Double.NaN, List.of());
    }

    /** Returns a logarithmic axis, for positive data only. */
    public static Axis log(String label) {
        return new Axis(label, true, false, Double.NaN, Double.NaN, List.of());
    }

    /** Returns this axis with the largest value at the left (or bottom). */
    public Axis reversed() {
        return new Axis(label, log, true, from, to, ticks);
    }

    /** Returns this axis with a fixed smallest value. */
    public Axis from(double smallest) {
        return new Axis(label, log, reversed, smallest, to, ticks);
    }

    /** Returns this axis with a fixed largest value. */
    public Axis to(double largest) {
        return new Axis(label, log, reversed, from, largest, ticks);
    }

    /** Returns this axis with ticks at these values; those outside the range are left out. Not modified. */
    public Axis ticks(double... values) {
        List<Tick> chosen = new ArrayList<>(values.length);
        for (double value : values) {
            chosen.add(new Tick(value, Double.isFinite(value) ? Ticks.label(value) : ""));
        }
        return ticks(chosen);
    }

    /** Returns this axis with these ticks; those outside the range are left out. */
    public Axis ticks(List<Tick> chosen) {
        return new Axis(label, log, reversed, from, to, List.copyOf(chosen));
    }

    String label() {
        return label;
    }

    boolean isLog() {
        return log;
    }

    boolean isReversed() {
        return reversed;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    List<Tick> ticks() {
        return ticks;
    }
}
