// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

/** Numbers to colours: from 0, or from {@code -max} if signed, to {@code max}. */
record ColorScale(boolean signed, double max) {

    double min() {
        return signed ? -max : 0;
    }

    /** Returns the colour of a number in [min, max]. */
    Rgb at(double value) {
        return signed ? ColorMap.DIVERGING.at((value / max + 1) / 2) : ColorMap.SEQUENTIAL.at(value / max);
    }
}
