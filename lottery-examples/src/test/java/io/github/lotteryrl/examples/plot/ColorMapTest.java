// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColorMapTest {

    /** Returns L*, a* and b* of CIE 1976 for the white point D65, from sRGB as IEC 61966-2-1 defines it. */
    private static double[] lab(Rgb color) {
        double r = linear(color.red());
        double g = linear(color.green());
        double b = linear(color.blue());
        double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double root(double t) {
        return t > 216.0 / 24_389 ? StrictMath.cbrt(t) : (24_389.0 / 27 * t + 16) / 116;
    }

    @Test
    void equalStepsOfTheNumberLookEqualInColourAndInGrey() {
        for (int i = 0; i < 8; i++) {
            double[] low = lab(ColorMap.SEQUENTIAL.at(i / 8.0));
            double[] high = lab(ColorMap.SEQUENTIAL.at((i + 1) / 8.0));
            double difference =
                    StrictMath.hypot(StrictMath.hypot(low[0] - high[0], low[1] - high[1]), low[2] - high[2]);
            assertThat(low[0] - high[0]).isCloseTo(70 / 8.0, within(0.6));
            assertThat(difference).isCloseTo(18.4, within(0.8));
        }
        // White paper has a lightness of 100.
        assertThat(lab(ColorMap.SEQUENTIAL.at(0))[0]).isCloseTo(86, within(0.5));
    }

    @Test
    void signIsSeenInGreyAndTheMiddleIsNotPaper() {
        double negative = lab(ColorMap.DIVERGING.at(0))[0];
        double positive = lab(ColorMap.DIVERGING.at(1))[0];
        double middle = lab(ColorMap.DIVERGING.at(0.5))[0];
        assertThat(positive - negative).isGreaterThan(20);
        assertThat(middle).isBetween(positive + 20, 88.0);
    }

    @Test
    void colourIsMixedOfItsNeighbours() {
        ColorMap map = ColorMap.of(new Rgb(0, 100, 200), new Rgb(100, 200, 0), new Rgb(255, 255, 255));
        assertThat(map.at(0.25)).isEqualTo(new Rgb(50, 150, 100));
        assertThat(map.at(1)).isEqualTo(new Rgb(255, 255, 255));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.at(Double.NaN))
                .withMessage("fraction NaN not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorMap.of(Look.PAPER))
                .withMessage("colour map has 1 colours, at least 2 needed");
    }
}
