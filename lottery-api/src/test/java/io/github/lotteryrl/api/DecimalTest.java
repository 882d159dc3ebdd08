// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "500, 500",
        "-2.5, -2.5",
        "1E-8, 1E-8",
        "1E-6, 0.000001",
        "123456789012345, 123456789012345",
        "1E15, 1E+15",
        "0.30000000000000004, 0.30000000000000004",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "-0.0, 0",
        "4.9E-324, 5E-324",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        // Double.toString of JDK 17.0.15 gives 1.9999999999999998E23.
        "2E23, 2E+23",
        // The power of two 2^-44: the nearest text of 16 digits (...801E-14) reads back as its lower neighbour.
        "5.684341886080802E-14, 5.684341886080802E-14",
    })
    void examples(double value, String text) {
        assertThat(Decimal.format(value)).isEqualTo(text);
    }

    @Test
    void everyTextReadsBackAsItsValue() {
        final RandomStream random = Seed.of(1).random();
        for (int i = 0; i < 5_000; i++) {
            requireReadsBack(Double.longBitsToDouble(random.nextLong()));
            requireReadsBack(random.nextGaussian());
            // Subnormal.
            requireReadsBack(Double.longBitsToDouble(random.nextLong() >>> 12));
        }
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            requireReadsBack(Math.scalb(1.0, exponent));
            requireReadsBack(Math.nextDown(Math.scalb(1.0, exponent)));
        }
    }

    private static void requireReadsBack(double value) {
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(Decimal.format(value))).isEqualTo(value);
        }
    }
}
