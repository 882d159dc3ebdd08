// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.Missing;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import java.util.List;
import java.util.stream.Stream;

/** The panels of the paper that cannot be made yet. */
final class NotYet {

    private static final String BULLET = "PyBullet agents are not compared yet";
    private static final String ATARI = "needs the ATARI environments";

    private NotYet() {}

    /** Returns the four panels of continuous control. */
    static List<Slot> pyBullet() {
        return Stream.of("Hopper", "Walker2D", "HalfCheetah", "Ant")
                .<Slot>map(task -> new Missing(task, BULLET))
                .toList();
    }

    /** Returns the panel of the ATARI games. */
    static Slot atari() {
        return new Missing("ATARI", ATARI);
    }
}
