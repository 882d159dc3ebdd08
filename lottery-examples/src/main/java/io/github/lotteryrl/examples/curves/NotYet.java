// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.Missing;
import io.github.lotteryrl.examples.curves.Curves.Slot;

/** The panel of the paper that cannot be made yet. */
final class NotYet {

    private static final String ATARI = "needs the ATARI environments";

    private NotYet() {}

    /** Returns the panel of the ATARI games. */
    static Slot atari() {
        return new Missing("ATARI", ATARI);
    }
}
