// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReturnCurveTest {

    private static final double NAN = Double.NaN;

    private static ReturnCurve curve(double[]... levels) {
        final List<Double> remaining = IntStream.range(0, levels.length)
                .mapToObj(level -> 1.0 / (level + 1))
                .toList();
        return new ReturnCurve(remaining, levels);
    }

    /**
     * Expected values: numpy 2.4.6, {@code mean(r)} and {@code std(r, ddof=1)}; scipy 1.17.1, {@code stats.trim_mean(r, 0.25)},
     * which sorts n numbers and takes the mean of those from {@code int(0.25 n)} to {@code n - int(0.25 n) - 1}.
     */
    static List<Arguments> returns() {
        return List.of(
                Arguments.of(
                        new double[] {500, 487.25, 12.5, 333, 9.75, 500, 421},
                        323.35714285714283,
                        221.3123667816062,
                        350.75),
                Arguments.of(new double[] {-90.5, -500, -83}, -224.5, 238.61946693428013, -224.5),
                Arguments.of(new double[] {1, 2, 3, 4}, 2.5, 1.2909944487358056, 2.5),
                Arguments.of(new double[] {1, 2, 3, 4, 100}, 22.0, 43.617656975128774, 3.0),
                Arguments.of(
                        new double[] {3, -1, 4, -1.5, 5, -9, 2, 6, 5, -3.5},
                        1.0,
                        4.73168985552613,
                        1.9166666666666667));
    }

    @ParameterizedTest
    @MethodSource("returns")
    void agreesWithNumpyAndScipy(double[] returns, double mean, double deviation, double interquartileMean) {
        final ReturnCurve curve = curve(returns);
        assertThat(curve.mean()[0]).isCloseTo(mean, within(1e-12 * Math.abs(mean)));
        assertThat(curve.standardDeviation()[0]).isCloseTo(deviation, within(1e-12 * deviation));
        assertThat(curve.interquartileMean()[0])
                .isCloseTo(interquartileMean, within(1e-12 * Math.abs(interquartileMean)));
        assertThat(curve.returns(0)).as("not sorted in place").isEqualTo(returns);
    }

    @Test
    void oneSeedHasNoDeviation() {
        final ReturnCurve curve = curve(new double[] {7.25});
        assertThat(curve.mean()).containsExactly(7.25);
        assertThat(curve.standardDeviation()).containsExactly(0);
        assertThat(curve.interquartileMean()).containsExactly(7.25);
    }

    @Test
    void seedsWithoutResultAreLeftOut() {
        final ReturnCurve curve = curve(
                new double[] {4, NAN, 2, NAN}, new double[] {NAN, NAN, NAN, 6}, new double[] {NAN, NAN, NAN, NAN});
        assertThat(curve.levels()).isEqualTo(3);
        assertThat(curve.remaining()).containsExactly(1.0, 0.5, 1.0 / 3);
        assertThat(curve.returns(0)).containsExactly(4, 2);
        assertThat(curve.mean()).containsExactly(3, 6, NAN);
        assertThat(curve.standardDeviation()).containsExactly(Math.sqrt(2), 0, NAN);
        assertThat(curve.interquartileMean()).containsExactly(3, 6, NAN);
        assertThat(curve.returns(2)).isEmpty();
    }

    @Test
    void copiesItsInput() {
        final double[][] returns = {{1, 3}};
        final ReturnCurve curve = new ReturnCurve(List.of(1.0), returns);
        returns[0][0] = 100;
        curve.returns(0)[0] = 100;
        assertThat(curve.mean()).containsExactly(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReturnCurve(List.of(1.0, 0.8), returns))
                .withMessage("length of returns 1 is not 2");
    }

    @Test
    void intervalsNeedTwoSeeds() {
        final ReturnCurve curve =
                curve(new double[] {0, 4, NAN}, new double[] {NAN, 6, NAN}, new double[] {NAN, NAN, NAN});
        final List<Interval> intervals =
                curve.intervals(Statistic.MEAN, Bootstrap.of(Seed.of(0)).withConfidence(0.9));
        assertThat(curve.seeds()).isEqualTo(3);
        assertThat(intervals)
                .containsExactly(
                        new Interval(2, 0, 4, 0.9), new Interval(6, NAN, NAN, 0.9), new Interval(NAN, NAN, NAN, 0.9));
        assertThat(intervals.get(1).contains(6)).isFalse();
    }

    @Test
    void refusesRaggedAndInfiniteReturns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve(new double[] {1, 2}, new double[] {1}))
                .withMessage("length of row of returns 1 is not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve(new double[] {1, Double.POSITIVE_INFINITY}))
                .withMessage("return Infinity is infinite");
    }
}
