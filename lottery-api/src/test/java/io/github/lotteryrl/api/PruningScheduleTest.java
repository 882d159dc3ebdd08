// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.contract.PruningScheduleContract;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PruningScheduleTest {

    /**
     * The actor of Cart-Pole has 4 x 64 + 64 x 64 + 64 x 2 = 4480 weights. By hand, n - round(0.2 n): 4480 - 896, 3584 -
     * 717 (716.8), 2867 - 573 (573.4), 2294 - 459 (458.8), 1835 - 367, 1468 - 294 (293.6), 1174 - 235 (234.8), ..., 27 - 5
     * (5.4), 22 - 4 (4.4).
     */
    @Test
    void geometricCountsOfTheCartPoleActor() {
        assertThat(survivors(PruningSchedule.geometric(0.2, 25), 4_480))
                .containsExactly(
                        4480, 3584, 2867, 2294, 1835, 1468, 1174, 939, 751, 601, 481, 385, 308, 246, 197, 158, 126, 101,
                        81, 65, 52, 42, 34, 27, 22, 18);
    }

    /** round(0.2 x 2) is 0: two weights are the end; a half is rounded up. */
    @Test
    void geometricStopsWhereAFractionRoundsToNothing() {
        assertThat(survivors(PruningSchedule.geometric(0.2, 5), 5)).containsExactly(5, 4, 3, 2, 2, 2);
        assertThat(survivors(PruningSchedule.geometric(0.5, 4), 5)).containsExactly(5, 2, 1, 0, 0);
    }

    /** 0.8^n: 0.8, 0.64, 0.512, ..., 0.8^20 = 0.0115, 0.8^21 = 0.0092. */
    @ParameterizedTest
    @CsvSource({"0.2, 0, 0", "0.2, 0.2, 1", "0.2, 0.36, 2", "0.2, 0.37, 3", "0.2, 0.99, 21", "0.5, 0.875, 3"})
    void geometricUntilTakesAsManyLevelsAsItNeeds(double fraction, double sparsity, int levels) {
        assertThat(PruningSchedule.geometricUntil(fraction, sparsity))
                .isEqualTo(PruningSchedule.geometric(fraction, levels));
    }

    @Test
    void listedCountsAreFractionsOfTheDenseNetwork() {
        assertThat(survivors(PruningSchedule.listed(0.5, 0.25, 0.001, 0), 1_001))
                .containsExactly(1001, 501, 250, 1, 0);
        assertThat(survivors(PruningSchedule.listed(), 10)).containsExactly(10);
    }

    @Test
    void listedDoesNotKeepTheCallersArray() {
        final double[] remaining = {0.5};
        final PruningSchedule schedule = PruningSchedule.listed(remaining);
        remaining[0] = 0.25;
        assertThat(schedule.survivors(1, 100)).isEqualTo(50);
    }

    @Test
    void linearGivesUpTheSameNumberEveryTime() {
        assertThat(survivors(PruningSchedule.linear(0.1, 9), 1_000))
                .containsExactly(1000, 900, 800, 700, 600, 500, 400, 300, 200, 100);
        assertThat(survivors(PruningSchedule.linear(0, 4), 100)).containsExactly(100, 75, 50, 25, 0);
    }

    /** 1 - (1 - 0.1) is 0.09999999999999998 in floating point, and half a weight would be lost. */
    @Test
    void linearEndsAtExactlyTheFinalFraction() {
        assertThat(PruningSchedule.linear(0.1, 9).survivors(9, 5)).isEqualTo(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("fraction 1.2 not in (0, 1)", () -> PruningSchedule.geometric(1.2, 5)),
                refused("fraction 0.0 not in (0, 1)", () -> PruningSchedule.geometric(0, 5)),
                refused("fraction 1.0 not in (0, 1)", () -> PruningSchedule.geometric(1, 5)),
                refused("fraction NaN not in (0, 1)", () -> PruningSchedule.geometric(Double.NaN, 5)),
                refused("levels -1 not in [0, ...)", () -> PruningSchedule.geometric(0.2, -1)),
                refused("fraction 1.0 not in (0, 1)", () -> PruningSchedule.geometricUntil(1, 0.5)),
                refused("sparsity 1.2 not in [0, 1)", () -> PruningSchedule.geometricUntil(0.2, 1.2)),
                refused("sparsity 1.0 not in [0, 1)", () -> PruningSchedule.geometricUntil(0.2, 1)),
                refused("finalRemaining 1.0 not in [0, 1)", () -> PruningSchedule.linear(1, 3)),
                refused("finalRemaining -0.1 not in [0, 1)", () -> PruningSchedule.linear(-0.1, 3)),
                refused("finalRemaining NaN not in [0, 1)", () -> PruningSchedule.linear(Double.NaN, 3)),
                refused("levels 0 not in [1, ...)", () -> PruningSchedule.linear(0.1, 0)),
                refused("remaining fraction 1.5 not in [0, 1]", () -> PruningSchedule.listed(1.5)),
                refused("remaining fraction -0.1 not in [0, 1]", () -> PruningSchedule.listed(0.5, -0.1)),
                refused("remaining fraction NaN not in [0, 1]", () -> PruningSchedule.listed(0.5, Double.NaN)),
                refused("remaining fraction 1.0 is not below 1.0", () -> PruningSchedule.listed(1)),
                refused("remaining fraction 0.5 is not below 0.5", () -> PruningSchedule.listed(0.5, 0.5)),
                refused("remaining fraction 0.6 is not below 0.5", () -> PruningSchedule.listed(0.5, 0.6)));
    }

    private static Arguments refused(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void badSettingsAreRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static int[] survivors(PruningSchedule schedule, int prunable) {
        return IntStream.rangeClosed(0, schedule.levels())
                .map(level -> schedule.survivors(level, prunable))
                .toArray();
    }

    @Nested
    class GeometricContract extends PruningScheduleContract {
        @Override
        protected PruningSchedule schedule() {
            return PruningSchedule.geometric(0.2, 25);
        }

        @Override
        protected String identity() {
            return "geometric(fraction=0.2, levels=25)";
        }
    }

    @Nested
    class LinearContract extends PruningScheduleContract {
        @Override
        protected PruningSchedule schedule() {
            return PruningSchedule.linear(0.25, 3);
        }

        @Override
        protected String identity() {
            return "listed(0.75, 0.5, 0.25)";
        }
    }

    @Nested
    class ListedContract extends PruningScheduleContract {
        @Override
        protected PruningSchedule schedule() {
            return PruningSchedule.listed(0.5, 0.1, 0.015, 0);
        }

        @Override
        protected String identity() {
            return "listed(0.5, 0.1, 0.015, 0)";
        }
    }

    @Nested
    class DenseContract extends PruningScheduleContract {
        @Override
        protected PruningSchedule schedule() {
            return PruningSchedule.geometric(0.2, 0);
        }

        @Override
        protected String identity() {
            return "geometric(fraction=0.2, levels=0)";
        }
    }
}
