// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TanhTest {

    private static final double LARGEST_ERROR_IN_ULP = 8;
    /** A prime, so that the sweep meets all kinds of last bits. */
    private static final int STRIDE = 499;

    @Test
    void isTanhWithinAFewUlpAndNeverOutsideOne() {
        final int end = Float.floatToIntBits(20f);
        double worst = 0;
        for (int bits = 0; bits < end; bits += STRIDE) {
            final float x = Float.intBitsToFloat(bits);
            final double exact = StrictMath.tanh(x);
            final float actual = Tanh.of(x);
            worst = Math.max(worst, Math.abs(actual - exact) / Math.ulp((float) exact));
            assertThat(actual).isBetween(0f, 1f);
            assertThat(Tanh.of(-x)).isEqualTo(-actual);
        }
        assertThat(worst).isLessThan(LARGEST_ERROR_IN_ULP);
    }

    @Test
    void neverFallsByMoreThanItsError() {
        float highest = 0;
        for (int bits = 0; bits < Float.floatToIntBits(10f); bits += STRIDE) {
            final float y = Tanh.of(Float.intBitsToFloat(bits));
            assertThat(y).isGreaterThanOrEqualTo((float) (highest - LARGEST_ERROR_IN_ULP * Math.ulp(highest)));
            highest = Math.max(highest, y);
        }
        assertThat(highest).isEqualTo(1f);
    }

    @Test
    void treatsTheEdgesAsTanhDoes() {
        for (float x : new float[] {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-20f}) {
            assertThat(Float.floatToIntBits(Tanh.of(x))).isEqualTo(Float.floatToIntBits(x));
        }
        for (float x : new float[] {10f, 1e30f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(Tanh.of(x)).isEqualTo(1f);
            assertThat(Tanh.of(-x)).isEqualTo(-1f);
        }
        assertThat(Tanh.of(Float.NaN)).isNaN();
    }
}
