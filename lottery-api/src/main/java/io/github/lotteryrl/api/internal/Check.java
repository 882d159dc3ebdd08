// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.internal;

import java.util.Locale;

/**
 * The one place for argument checks. Each method returns the value that it checked; the message of the {@link
 * IllegalArgumentException} carries the name, the value and the bound, as in {@code sparsity 1.2 not in [0, 1)}. The
 * numeric checks compare first and format later: a check that passes allocates nothing.
 */
public final class Check {

    private Check() {}

    /** Checks that {@code condition} holds; {@code message} is a {@link String#format} pattern in the root locale. */
    public static void that(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw failure(message, arguments);
        }
    }

    private static IllegalArgumentException failure(String message, Object... arguments) {
        return new IllegalArgumentException(String.format(Locale.ROOT, message, arguments));
    }

    /** Checks {@code value} in [low, high]. */
    public static int in(String name, int value, int low, int high) {
        if (!(value >= low && value <= high)) {
            throw failure("%s %d not in [%d, %d]", name, value, low, high);
        }
        return value;
    }

    /** Checks that {@code value} is at least {@code low}. */
    public static int atLeast(String name, int value, int low) {
        if (!(value >= low)) {
            throw failure("%s %d not in [%d, ...)", name, value, low);
        }
        return value;
    }

    /** Checks that {@code value} is at least {@code low}. */
    public static long atLeast(String name, long value, long low) {
        if (!(value >= low)) {
            throw failure("%s %d not in [%d, ...)", name, value, low);
        }
        return value;
    }

    /** Checks {@code value} in [0, infinity), NaN excluded. */
    public static double notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw failure("%s %s not in [0, infinity)", name, value);
        }
        return value;
    }

    /** Checks {@code value} in (0, infinity), NaN excluded. */
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw failure("%s %s not in (0, infinity)", name, value);
        }
        return value;
    }

    /** Checks {@code value} in [0, 1], NaN excluded. */
    public static double fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw failure("%s %s not in [0, 1]", name, value);
        }
        return value;
    }

    /** Checks {@code value} in (0, 1), NaN excluded. */
    public static double openFraction(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw failure("%s %s not in (0, 1)", name, value);
        }
        return value;
    }

    /** Checks that an array that a caller handed over has the length that is needed. */
    public static void length(String name, int length, int needed) {
        if (length != needed) {
            throw failure("length of %s %d is not %d", name, length, needed);
        }
    }
}
