// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a {@code double} with the fewest significant digits that read back as the same value, the same text on every
 * JDK. ({@link Double#toString(double)} changed its digits in JDK 19, so nothing that is stored or hashed may use it.)
 */
public final class Decimal {

    private static final int MOST_DIGITS = 17;
    private static final long MANTISSA = (1L << 52) - 1;

    private Decimal() {}

    /**
     * Returns the shortest decimal text of {@code value}: {@code 0.1}, {@code 500}, {@code 1E-8}, {@code NaN}, {@code
     * Infinity}. {@code Double.parseDouble} of the text gives {@code value} back; minus zero becomes {@code 0}.
     */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        // The neighbour of a power of two towards zero is nearer than the other one: the nearest text of some length
        // may
        // read back as that neighbour, where the next text away from zero reads back as the value.
        final boolean powerOfTwo = (Double.doubleToRawLongBits(value) & MANTISSA) == 0;
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (powerOfTwo && rounded.doubleValue() != value) {
                rounded = exact.round(new MathContext(digits, RoundingMode.UP));
            }
            if (rounded.doubleValue() == value) {
                return text(rounded);
            }
        }
        return text(exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)));
    }

    private static String text(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = stripped.scale() <= 6 && stripped.precision() - stripped.scale() <= 15;
        return plain ? stripped.toPlainString() : stripped.toString();
    }
}
