// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Round places on an axis and their labels. Decimal arithmetic throughout: 0.3 is never 0.30000000000000004. */
final class Ticks {

    private static final int[] MANTISSAS = {1, 2, 5, 10};
    private static final double ROUNDING = 1e-9;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private Ticks() {}

    /** Multiples of 1, 2 or 5 times a power of ten within [low, high], about {@code most} or fewer. */
    static List<Tick> linear(double low, double high, int most) {
        BigDecimal step = step((high - low) / most);
        double width = step.doubleValue();
        long first = (long) Math.ceil(low / width - ROUNDING);
        long last = (long) Math.floor(high / width + ROUNDING);
        Unit unit = Unit.of(Math.max(Math.abs(first), Math.abs(last)) * width);
        List<Tick> ticks = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(k));
            int decimals = Math.max(0, unit.scaled(step).scale());
            ticks.add(new Tick(value.doubleValue(), unit.label(value, decimals)));
        }
        return ticks;
    }

    private static BigDecimal step(double atLeast) {
        int exponent = (int) Math.floor(StrictMath.log10(atLeast));
        for (int mantissa : MANTISSAS) {
            BigDecimal step = new BigDecimal(BigInteger.valueOf(mantissa), -exponent);
            if (step.doubleValue() >= atLeast * (1 - ROUNDING)) {
                return step;
            }
        }
        return new BigDecimal(BigInteger.TEN, -exponent);
    }

    /** 1, 2 and 5 times the powers of ten within [low, high]; the powers alone if there are many. */
    static List<Tick> logarithmic(double low, double high, int most) {
        int from = (int) Math.floor(StrictMath.log10(low));
        int to = (int) Math.ceil(StrictMath.log10(high));
        int perDecade = (to - from) * 3 <= Math.max(most, 12) ? 3 : 1;
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = from; exponent <= to; exponent++) {
            for (int m = 0; m < perDecade; m++) {
                BigDecimal value = new BigDecimal(BigInteger.valueOf(MANTISSAS[m]), -exponent);
                double at = value.doubleValue();
                if (at >= low * (1 - ROUNDING) && at <= high * (1 + ROUNDING)) {
                    ticks.add(new Tick(at, label(value)));
                }
            }
        }
        return ticks.size() < 3 ? linear(low, high, Math.min(most, 5)) : ticks;
    }

    /** Returns the text of one value to six digits. */
    static String label(double value) {
        return label(new BigDecimal(value).round(SIX_DIGITS));
    }

    private static String label(BigDecimal value) {
        Unit unit = Unit.of(Math.abs(value.doubleValue()));
        return unit.label(value, Math.max(0, unit.scaled(value).scale()));
    }

    /** A power of ten that a label leaves out, and the sign for it. */
    private enum Unit {
        ONE(0, ""),
        THOUSAND(3, "k"),
        MILLION(6, "M"),
        BILLION(9, "G"),
        SCIENTIFIC(0, "");

        private final int exponent;
        private final String suffix;

        Unit(int exponent, String suffix) {
            this.exponent = exponent;
            this.suffix = suffix;
        }

        static Unit of(double largest) {
            if (largest >= 1e12 || largest > 0 && largest < 0.99e-4) {
                return SCIENTIFIC;
            }
            if (largest >= 1e9) {
                return BILLION;
            }
            if (largest >= 1e6) {
                return MILLION;
            }
            return largest >= 1e4 ? THOUSAND : ONE;
        }

        BigDecimal scaled(BigDecimal value) {
            return value.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        }

        String label(BigDecimal value, int decimals) {
            if (value.signum() == 0) {
                return "0";
            }
            return (this == SCIENTIFIC
                            ? scientific(value)
                            : scaled(value).setScale(decimals).toPlainString() + suffix)
                    .replace('-', '\u2212');
        }

        private static String scientific(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            int exponent = stripped.precision() - stripped.scale() - 1;
            return stripped.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        }
    }
}
