// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * Numbers in the few digits that a reader wants, the same on every JDK.
 *
 * @param decimals after the point
 */
record Numbers(int decimals) {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final double MOST_OF_A_UNIT = 100;
    private static final int PERCENT_DIGITS = 3;
    private static final int P_DIGITS = 2;

    /** What stands for a number that is not known. */
    static final String NONE = "-";

    /** Returns what writes returns of about this size: three or four digits. */
    static Numbers upTo(double largest) {
        return new Numbers(largest >= 100 ? 1 : largest >= 10 ? 2 : 3);
    }

    /** Returns a number with its decimals. */
    String of(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : NONE;
    }

    /** Returns a number with its sign. */
    String signed(double value) {
        return (value > 0 ? "+" : "") + of(value);
    }

    /** Returns an estimate with its limits, as in {@code 487.3 [480.1, 495.0]}. */
    String of(Interval interval) {
        return of(interval.estimate()) + limits(of(interval.low()), of(interval.high()));
    }

    static String limits(String low, String high) {
        return low.equals(NONE) || high.equals(NONE) ? "" : " [" + low + ", " + high + "]";
    }

    /** Returns a fraction in per cent, three digits, without the sign. */
    static String percent(double fraction) {
        final double percent = 100 * fraction;
        if (percent >= 100) {
            return "100";
        }
        return percent >= 1 ? new Numbers(percent >= 10 ? 1 : 2).of(percent) : rounded(percent, PERCENT_DIGITS);
    }

    /** Returns a p-value in two digits, never rounded to 0. */
    static String p(double value) {
        return rounded(value, P_DIGITS);
    }

    private static String rounded(double value, int digits) {
        return Double.isFinite(value)
                ? Decimal.format(new BigDecimal(value)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .doubleValue())
                : NONE;
    }

    /** Returns a count with its digits in groups of three, as in {@code 80 000}. */
    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }

    /** Returns a duration in seconds, minutes or hours. */
    static String time(double seconds) {
        if (seconds < MOST_OF_A_UNIT) {
            return new Numbers(0).of(seconds) + " s";
        }
        return seconds < MOST_OF_A_UNIT * SECONDS_PER_MINUTE
                ? new Numbers(0).of(seconds / SECONDS_PER_MINUTE) + " min"
                : new Numbers(1).of(seconds / SECONDS_PER_HOUR) + " h";
    }

    /** Returns "1 run", "2 runs". */
    static String count(long number, String noun) {
        return whole(number) + ' ' + noun + (number == 1 ? "" : "s");
    }

    /** Returns ascending whole numbers with neighbours drawn together, as in {@code 0–4, 7}. */
    static String ranges(List<? extends Number> ascending) {
        final StringBuilder text = new StringBuilder();
        for (int from = 0, to; from < ascending.size(); from = to + 1) {
            to = from;
            while (to + 1 < ascending.size()
                    && ascending.get(to + 1).longValue() == ascending.get(to).longValue() + 1) {
                to++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(ascending.get(from));
            if (to > from) {
                text.append(to == from + 1 ? ", " : "\u2013").append(ascending.get(to));
            }
        }
        return text.toString();
    }
}
