// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList();
    }

    @Test
    void reversedLogarithmicAxisHasHundredPercentOnTheLeft() {
        Axis axis = Axis.log("remaining weights (%)").reversed().from(1).to(100);
        Scale scale = Scale.fit(axis, 3, 80, 0.05, 50, 250);
        assertThat(scale.at(100)).isCloseTo(50, within(1e-9));
        assertThat(scale.at(10)).isCloseTo(150, within(1e-9));
        assertThat(scale.at(1)).isCloseTo(250, within(1e-9));
        assertThat(labels(scale.ticks(5))).containsExactly("1", "2", "5", "10", "20", "50", "100");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 5, '0 0.2 0.4 0.6 0.8 1.0'",
        "-0.31, 0.32, 4, '\u22120.2 0 0.2'",
        "-510, -80, 5, '\u2212500 \u2212400 \u2212300 \u2212200 \u2212100'",
        "0, 80000, 5, '0 20k 40k 60k 80k'",
        "0, 1200000, 5, '0 0.5M 1.0M'",
        "0, 0.00003, 3, '0 1e\u22125 2e\u22125 3e\u22125'",
        "-1e30, 0, 2, '\u22121e30 \u22125e29 0'",
    })
    void linearTicksAreRound(double low, double high, int most, String expected) {
        assertThat(String.join(" ", labels(Ticks.linear(low, high, most)))).isEqualTo(expected);
    }

    @Test
    void logarithmicTicksOfManyDecadesArePowersOfTen() {
        assertThat(labels(Ticks.logarithmic(90, 2e7, 6))).containsExactly("100", "1000", "10k", "100k", "1M", "10M");
    }

    @Test
    void chosenTicksOutsideTheRangeAreLeftOut() {
        Axis axis = Axis.log("").reversed().ticks(100, 50, 20, 10, 5, 2, 1, 0.5);
        assertThat(labels(Scale.fit(axis, 4, 100, 0, 0, 1).ticks(3))).containsExactly("100", "50", "20", "10", "5");
    }

    @Test
    void percentagesLieBetweenIterations() {
        double[] remaining = {1, 0.8, 0.64, 0.512, 0.4096};
        List<Tick> ticks = Tick.percentOfRemaining(remaining);
        assertThat(labels(ticks)).containsExactly("100", "50");
        // log(0.5) / log(0.8), by hand
        assertThat(ticks.get(1).at()).isCloseTo(3.10628, within(1e-5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tick.percentOfRemaining(1, 0.5, 0.6))
                .withMessageStartingWith("remaining[2] 0.6 not in (0, ");
    }

    @ParameterizedTest
    @CsvSource({"500, 450, 550", "0, -1, 1", "-2, -2.2, -1.8"})
    void constantDataStayInTheMiddle(double value, double bottom, double top) {
        Scale scale = Scale.fit(Axis.linear(""), value, value, 0.05, 0, 1);
        assertThat(scale.at(value)).isCloseTo(0.5, within(1e-9));
        assertThat(scale.at(bottom)).isCloseTo(0, within(1e-9));
        assertThat(scale.at(top)).isCloseTo(1, within(1e-9));
    }

    @Test
    void boundsBeyondTheDataStillGiveARange() {
        assertThat(Scale.fit(Axis.linear("").from(10), 3, 4, 0.05, 0, 1).at(10)).isZero();
        assertThat(Scale.fit(Axis.linear("").to(-10), 3, 4, 0.05, 0, 1).at(-10)).isEqualTo(1);
        assertThat(Scale.fit(Axis.linear(""), Double.NaN, Double.NaN, 0, 0, 1).at(1))
                .isEqualTo(1);
    }

    @Test
    void impossibleRangesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.linear("return").from(5).to(5))
                .withMessage("axis \"return\" from 5.0 not below to 5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.log("weights").from(0))
                .withMessage("axis \"weights\" from 0.0 not positive and finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scale.fit(Axis.log("weights"), 0, 1, 0, 0, 1))
                .withMessage("axis \"weights\" is logarithmic: its smallest value 0.0 not above 0");
    }
}
