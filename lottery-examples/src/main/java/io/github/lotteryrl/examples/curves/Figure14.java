// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Trials;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The paper's figure 14: weight decay, dropout and late rewinding change little of what makes a ticket of DQN win on GridMaze.
 * Steps to rewind to are the paper's share of the run.
 */
final class Figure14 {

    private static final double STRENGTH = 0.1;
    private static final double PAPER_STEPS = 5_000_000;
    private static final double[] PAPER_REWIND_STEPS = {100_000, 400_000, 4_000_000};

    private final Trials trials;
    private final Dqn agent;
    private final Study plain;

    private Figure14(Trials trials) {
        this.trials = trials;
        this.agent = trials.dqn(Task.GRID_MAZE, Architecture.MLP);
        this.plain = trials.study(Task.GRID_MAZE, agent, Trials.TICKET_AND_RANDOM);
    }

    static Curves of(Trials trials) {
        final Figure14 figure = new Figure14(trials);
        return new Curves(List.of(
                new CurveRow("GridMaze, DQN", List.of(figure.weightDecay(), figure.dropout(), figure.rewinding()))));
    }

    /** The paper does not say which form its L2 has. As a term of the gradient, 0.1 is far above what the loss has there. */
    private CurvePanel weightDecay() {
        final String strength = Decimal.format(STRENGTH);
        return Curves.variants(
                "Weight decay",
                List.of(
                        plain,
                        variant(decaying(WeightDecay.afterClipping(STRENGTH)), "L2 " + strength),
                        variant(decaying(WeightDecay.decoupled(STRENGTH)), "AdamW " + strength)));
    }

    private Dqn decaying(WeightDecay decay) {
        return agent.toBuilder().weightDecay(decay).build();
    }

    private CurvePanel dropout() {
        final String name = "dropout " + Decimal.format(STRENGTH);
        final Dqn dropping = agent.toBuilder().dropout(STRENGTH).build();
        return Curves.variants("Dropout", List.of(plain, variant(dropping, name)));
    }

    private Study variant(Dqn changed, String name) {
        return trials.study(Task.GRID_MAZE, changed, name, OptionalLong.empty(), Trials.TICKET_AND_RANDOM);
    }

    private Slot rewinding() {
        final List<Study> studies = new ArrayList<>(List.of(plain));
        for (double step : PAPER_REWIND_STEPS) {
            final long rewindStep = Math.round(step / PAPER_STEPS * agent.steps());
            studies.add(trials.study(
                    Task.GRID_MAZE,
                    agent,
                    String.format(Locale.ROOT, "rewound to %,d", rewindStep),
                    OptionalLong.of(rewindStep),
                    Trials.TICKET));
        }
        return Curves.variants("Late rewinding", studies);
    }
}
