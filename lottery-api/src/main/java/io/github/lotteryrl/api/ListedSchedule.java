// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A schedule by the fraction that remains at each level; element 0 belongs to level 1. */
record ListedSchedule(List<Double> fractions) implements PruningSchedule {

    static ListedSchedule of(double... remaining) {
        double previous = 1;
        for (double fraction : remaining) {
            Check.fraction("remaining fraction", fraction);
            Check.that(fraction < previous, "remaining fraction %s is not below %s", fraction, previous);
            previous = fraction;
        }
        return new ListedSchedule(DoubleStream.of(remaining).boxed().toList());
    }

    static ListedSchedule linear(double finalRemaining, int levels) {
        Check.that(finalRemaining >= 0 && finalRemaining < 1, "finalRemaining %s not in [0, 1)", finalRemaining);
        Check.atLeast("levels", levels, 1);
        return of(IntStream.rangeClosed(1, levels)
                .mapToDouble(level -> level == levels ? finalRemaining : 1 - (1 - finalRemaining) * level / levels)
                .toArray());
    }

    @Override
    public int levels() {
        return fractions.size();
    }

    @Override
    public int survivors(int level, int prunable) {
        Check.in("level", level, 0, levels());
        return level == 0 ? prunable : (int) Math.round(fractions.get(level - 1) * prunable);
    }

    @Override
    public String identity() {
        return fractions.stream().map(Decimal::format).collect(Collectors.joining(", ", "listed(", ")"));
    }
}
