// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.Preset;
import io.github.lotteryrl.examples.Seeds;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.ticket.IterativePruning;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One of the figure's upper panels: tickets of one task, started from one way of drawing weights.
 *
 * @param task that is learned
 * @param init as the panel's title says it
 * @param experiment what is run
 */
record TicketPanel(Task task, String init, Experiment experiment) {

    private static final double PRUNED_PER_LEVEL = 0.2;

    /** The panel whose surviving inputs the figure's lower panels take: the second of each task. */
    static final int SCALED = 1;

    /** How much of the paper's effort a preset takes. */
    private record Effort(int seeds, int levels, long cartPoleSteps, long acrobotSteps, EvaluationPlan evaluation) {

        static Effort of(Preset preset) {
            return switch (preset) {
                case SMOKE -> new Effort(2, 2, 2_048, 2_048, new EvaluationPlan(2, 2, 4, 200, false));
                case QUICK -> new Effort(5, 7, 80_000, 250_000, EvaluationPlan.DEFAULT);
                case PAPER ->
                    new Effort(10, 20, Ppo.cartPole().steps(), Ppo.acrobot().steps(), EvaluationPlan.DEFAULT);
            };
        }
    }

    /**
     * Returns the panels in their order: a list for each task that is asked for.
     *
     * @throws IllegalArgumentException if a task is not one of the figure's
     */
    static List<List<TicketPanel>> of(FigureRequest request) {
        return Task.chosen(request.tasks(), List.of(Task.CART_POLE, Task.ACROBOT)).stream()
                .map(task -> of(request, Effort.of(request.preset()), task))
                .toList();
    }

    private static List<TicketPanel> of(FigureRequest request, Effort effort, Task task) {
        final long steps = task == Task.CART_POLE ? effort.cartPoleSteps() : effort.acrobotSteps();
        final Ppo agent = task.ppo().toBuilder()
                .steps(request.scaled(steps))
                .evaluation(effort.evaluation())
                .build();
        final Seeds seeds = request.seeds().orElseGet(() -> Seeds.count(effort.seeds()));
        final int levels = request.levels().orElse(effort.levels());
        final List<TicketPanel> panels = new ArrayList<>();
        for (Init init : Init.of(request.inputScale())) {
            final IterativePruning pruning = new IterativePruning(
                    init.scheme(),
                    PruningSchedule.geometric(PRUNED_PER_LEVEL, levels),
                    PruningCriterion.globalMagnitude(),
                    OptionalLong.empty());
            final Experiment experiment = new Experiment(
                    task.paperName() + ", " + init.name(),
                    task.environment(),
                    agent,
                    pruning,
                    List.of(),
                    seeds.values());
            panels.add(new TicketPanel(task, init.name(), experiment));
        }
        return panels;
    }

    /** A way of drawing weights with its name in the figure. */
    private record Init(String name, InitScheme scheme) {

        static List<Init> of(double scale) {
            final InitScheme kaiming = InitScheme.kaimingUniform();
            return List.of(
                    new Init("Kaiming", kaiming),
                    new Init("Kaiming, input layer x " + Decimal.format(scale), kaiming.scaledInput(scale)),
                    new Init("Xavier", InitScheme.xavierUniform()));
        }
    }
}
