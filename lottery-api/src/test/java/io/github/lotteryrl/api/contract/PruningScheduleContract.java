// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.PruningSchedule;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link PruningSchedule} must do.
 *
 * <pre>{@code
 * class CubicScheduleTest extends PruningScheduleContract {
 *     @Override
 *     protected PruningSchedule schedule() {
 *         return new CubicSchedule(0.01, 20);
 *     }
 *
 *     @Override
 *     protected String identity() {
 *         return "cubic(final=0.01, levels=20)";
 *     }
 * }
 * }</pre>
 */
public abstract class PruningScheduleContract {

    /** For subclasses. */
    protected PruningScheduleContract() {}

    /** Returns the schedule to test. Called several times. */
    protected abstract PruningSchedule schedule();

    /** Returns the identity, written out: results are stored under it, so a change of it loses them. */
    protected abstract String identity();

    @ParameterizedTest(name = "{0} weights")
    @ValueSource(ints = {1, 2, 3, 7, 100, 4_480, 1_000_003, Integer.MAX_VALUE})
    @DisplayName("level 0 is dense; from there on the survivors stay within bounds and never rise")
    void fallsFromDense(int prunable) {
        final PruningSchedule schedule = schedule();
        assertThat(schedule.levels()).isNotNegative();
        int previous = prunable;
        assertThat(schedule.survivors(0, prunable)).isEqualTo(prunable);
        for (int level = 1; level <= schedule.levels(); level++) {
            final int survivors = schedule.survivors(level, prunable);
            assertThat(survivors).as("level %d", level).isBetween(0, previous);
            previous = survivors;
        }
    }

    @Test
    @DisplayName("remaining() lists the fractions from level 0 on")
    void remainingFollowsSurvivors() {
        final List<Double> remaining = schedule().remaining(4_480);
        assertThat(remaining).hasSize(schedule().levels() + 1).isSortedAccordingTo(Collections.reverseOrder());
        for (int level = 0; level < remaining.size(); level++) {
            assertThat(remaining.get(level)).isEqualTo(schedule().survivors(level, 4_480) / 4_480.0);
        }
    }

    @Test
    @DisplayName("a level that does not exist is refused")
    void levelOutOfRange() {
        final int levels = schedule().levels();
        for (int level : new int[] {-1, levels + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> schedule().survivors(level, 100))
                    .withMessage("level " + level + " not in [0, " + levels + "]");
        }
    }

    @Test
    @DisplayName("the identity is one line, and the one that was released")
    void identityIsStable() {
        assertThat(schedule().identity())
                .isEqualTo(identity())
                .isNotBlank()
                .matches(text -> text.chars().noneMatch(Character::isISOControl));
    }
}
