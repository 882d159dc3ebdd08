// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.learning;

import io.github.lotteryrl.api.Decimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A return to compare with.
 *
 * @param value mean undiscounted return
 * @param deviation of the mean over seeds, where it is given
 * @param steps after which it was reached; empty for a policy that was not learned
 * @param by who reports it
 * @param inTraining whether it is the return of the training episodes, random actions included, and not of evaluations
 */
record Published(double value, OptionalDouble deviation, OptionalLong steps, String by, boolean inTraining) {

    static Published of(double value, long steps, String by) {
        return new Published(value, OptionalDouble.empty(), OptionalLong.of(steps), by, false);
    }

    static Published of(double value, double deviation, long steps, String by) {
        return new Published(value, OptionalDouble.of(deviation), OptionalLong.of(steps), by, false);
    }

    static Published inTraining(double value, long steps, String by) {
        return new Published(value, OptionalDouble.empty(), OptionalLong.of(steps), by, true);
    }

    static Published scripted(double value, String by) {
        return new Published(value, OptionalDouble.empty(), OptionalLong.empty(), by, false);
    }

    /** Returns whether a learner reached it. */
    boolean isLearned() {
        return steps.isPresent();
    }

    /** Returns the number as it was published, as in {@code 490 ± 6}. */
    String number() {
        return Decimal.format(value) + (deviation.isPresent() ? " ± " + Decimal.format(deviation.getAsDouble()) : "");
    }
}
