// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;

/** The paper's schedule: a fixed fraction of the survivors goes at every level. */
record GeometricSchedule(double fraction, int levels) implements PruningSchedule {

    GeometricSchedule {
        Check.openFraction("fraction", fraction);
        Check.atLeast("levels", levels, 0);
    }

    @Override
    public int survivors(int level, int prunable) {
        Check.in("level", level, 0, levels);
        int survivors = prunable;
        for (int i = 0; i < level; i++) {
            survivors -= (int) Math.round(fraction * survivors);
        }
        return survivors;
    }

    @Override
    public String identity() {
        return "geometric(fraction=" + Decimal.format(fraction) + ", levels=" + levels + ")";
    }
}
