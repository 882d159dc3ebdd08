// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.ticket;

import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.internal.Check;
import java.util.OptionalLong;

/**
 * The steps of iterative magnitude pruning between two training runs (the paper, section 2): what a level starts from. Training
 * itself is the agent's. Immutable and thread-safe.
 *
 * <pre>{@code
 * LevelStart level = pruning.dense(layout, seed);
 * TrainingResult dense = train(level);
 * TicketStart origin = pruning.origin(level.start(), dense);
 * level = pruning.next(level, dense, origin);     // prune 20 %, reset
 * }</pre>
 *
 * @param init draws the weights of the dense network
 * @param schedule how many weights survive at each level
 * @param criterion which
 * @param rewindStep the step of the dense run whose weights the survivors are reset to (late rewinding, Frankle et al.
 *     2019); empty: to their initial values
 */
public record IterativePruning(
        InitScheme init, PruningSchedule schedule, PruningCriterion criterion, OptionalLong rewindStep) {

    /** Checks the bounds. */
    public IterativePruning {
        rewindStep.ifPresent(step -> Check.atLeast("rewindStep", step, 0));
    }

    /**
     * What a training run starts from.
     *
     * @param level how often was pruned
     * @param start mask and weights
     * @param firstStep the step of the schedules that training starts at, above 0 after late rewinding
     */
    public record LevelStart(int level, TicketStart start, long firstStep) {}

    /** Returns the start of level 0. The same seed gives the same weights for every agent of this layout. */
    public LevelStart dense(ParameterLayout layout, Seed seed) {
        return new LevelStart(0, new TicketStart(Mask.dense(layout), init.initialise(layout, seed.derive("init"))), 0);
    }

    /**
     * Returns the dense weights that survivors of all later levels are reset to.
     *
     * @param start of level 0
     * @param dense the result of level 0; holds a snapshot where weights are rewound
     */
    public Parameters origin(TicketStart start, TrainingResult dense) {
        return rewindStep.isPresent() ? dense.snapshot().orElseThrow() : start.weights();
    }

    /**
     * Prunes: returns the start of the ticket's next level.
     *
     * @param level whose run gave {@code result}
     * @param origin as {@link #origin} gave it
     */
    public LevelStart next(LevelStart level, TrainingResult result, Parameters origin) {
        final Mask mask = level.start().mask();
        final int next = level.level() + 1;
        final int survivors = schedule.survivors(next, mask.layout().prunableSize());
        final Mask pruned = criterion.prune(result.best(), mask, survivors);
        return new LevelStart(next, new TicketStart(pruned, origin), rewindStep.orElse(0));
    }

    /** Returns the start of a condition's run at a ticket's level. */
    public LevelStart derive(MaskBaseline baseline, LevelStart ticket, Seed seed) {
        return new LevelStart(ticket.level(), baseline.derive(ticket.start(), init, seed), ticket.firstStep());
    }
}
