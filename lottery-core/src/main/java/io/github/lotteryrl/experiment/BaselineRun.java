// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.experiment.Workload.Item;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.Optional;
import java.util.function.Supplier;

/** A condition at a level that its ticket has reached. Nothing follows. */
final class BaselineRun extends PlannedRun {

    /**
     * Plans a baseline's run.
     *
     * @param ticket start of the ticket's level, which the baseline's derives from
     * @param baseline its number among {@link Experiment#baselines()}
     */
    BaselineRun(
            Workload workload,
            long seed,
            int level,
            Supplier<LevelStart> ticket,
            int baseline,
            Optional<Parameters> teacher) {
        this(workload.baseline(seed, level, baseline), ticket, baseline, teacher);
    }

    private BaselineRun(Item item, Supplier<LevelStart> ticket, int baseline, Optional<Parameters> teacher) {
        super(item, () -> derive(item, ticket.get(), baseline), teacher);
    }

    private static LevelStart derive(Item item, LevelStart ticket, int number) {
        final MaskBaseline baseline = item.experiment().baselines().get(number);
        final Seed derivation = item.key().runSeed().derive("start");
        return item.experiment().pruning().derive(baseline, ticket, derivation);
    }
}
