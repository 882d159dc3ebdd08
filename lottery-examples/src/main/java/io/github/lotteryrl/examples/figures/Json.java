// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.api.Decimal;
import java.math.BigDecimal;

/** Numbers of a summary, in the same digits on every JDK. */
public final class Json {

    private Json() {}

    /** Returns a number, or a text for one that JSON does not have. */
    public static Object number(double value) {
        return Double.isFinite(value) ? new BigDecimal(Decimal.format(value)) : Decimal.format(value);
    }
}
