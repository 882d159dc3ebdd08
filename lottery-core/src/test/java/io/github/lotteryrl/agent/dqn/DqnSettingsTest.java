// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.SettingsContract;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class DqnSettingsTest extends SettingsContract<Dqn, Dqn.Builder> {

    private static final double NAN = Double.NaN;

    @Override
    protected Dqn.Builder small() {
        return Dqn.builder()
                .hidden(16)
                .learningRate(0.01)
                .steps(600)
                .environments(3)
                .batch(16)
                .learningStarts(60)
                .replaySize(128)
                .targetInterval(7)
                .exploration(1, 0.1, 300)
                .evaluationExploration(0.3)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, true));
    }

    /** Errors are larger and smaller than 1 there. */
    @Override
    protected EnvironmentFactory task() {
        return Tasks.BANDIT;
    }

    @Override
    protected Dqn build(Dqn.Builder builder) {
        return builder.build();
    }

    @Override
    protected Dqn.Builder toBuilder(Dqn agent) {
        return agent.toBuilder();
    }

    @Override
    protected Stream<Arguments> refused() {
        return Stream.of(
                refused("multiStep 0 not in [1, ...)", b -> b.multiStep(0)),
                refused("discount -0.1 not in [0, 1]", b -> b.discount(-0.1)),
                refused("discount NaN not in [0, 1]", b -> b.discount(NAN)),
                refused("huberDelta 0.0 not in (0, infinity)", b -> b.huberDelta(0)),
                refused("huberDelta NaN not in (0, infinity)", b -> b.huberDelta(NAN)),
                refused("batch 0 not in [1, ...)", b -> b.batch(0)),
                refused("replayRatio 0.0 not in (0, infinity)", b -> b.replayRatio(0)),
                refused("replayRatio NaN not in (0, infinity)", b -> b.replayRatio(NAN)),
                refused("environments 0 not in [1, ...)", b -> b.environments(0)),
                refused("replaySize 11 not in [12, ...)", b -> b.replaySize(11)),
                refused("replaySize 128 not in [132, ...)", b -> b.multiStep(21)),
                refused("priorityExponent 1.1 not in [0, 1]", b -> b.prioritised(1.1, 0.4, 1)),
                refused("firstImportanceExponent -0.4 not in [0, 1]", b -> b.prioritised(0.6, -0.4, 1)),
                refused("lastImportanceExponent NaN not in [0, 1]", b -> b.prioritised(0.6, 0.4, NAN)),
                refused("firstExploration 1.1 not in [0, 1]", b -> b.exploration(1.1, 0.1, 300)),
                refused("lastExploration NaN not in [0, 1]", b -> b.exploration(1, NAN, 300)),
                refused("explorationSteps 0 not in [1, ...)", b -> b.exploration(1, 0.1, 0)),
                refused("evaluationExploration -0.1 not in [0, 1]", b -> b.evaluationExploration(-0.1)),
                refused("learningStarts 5 not in [6, ...)", b -> b.learningStarts(5)),
                refused(
                        "learningStarts 60 not in [90, ...)",
                        b -> b.multiStep(29).replaySize(1_000)),
                refused("learningStarts 600 not in [1, 599], the steps less 1", b -> b.learningStarts(600)),
                refused("targetInterval 0 not in [1, ...)", b -> b.targetInterval(0)),
                refused("steps 2 not in [3, ...)", b -> b.steps(2)),
                refused("steps 0 not in [1, ...)", b -> b.scaledTo(0)));
    }

    @Override
    protected Stream<UnaryOperator<Dqn.Builder>> changes() {
        return Stream.of(
                b -> b.dueling(true),
                b -> b.doubleQ(false),
                b -> b.multiStep(2),
                b -> b.discount(0.9),
                b -> b.huberDelta(0.1),
                b -> b.batch(8),
                b -> b.replayRatio(2),
                b -> b.replaySize(64),
                Dqn.Builder::uniform,
                b -> b.prioritised(0.5, 0.4, 1),
                b -> b.prioritised(0.6, 0.5, 1),
                b -> b.prioritised(0.6, 0.4, 0.9),
                b -> b.exploration(0.9, 0.1, 300),
                b -> b.exploration(1, 0.2, 300),
                b -> b.exploration(1, 0.1, 200),
                b -> b.evaluationExploration(1),
                b -> b.learningStarts(50),
                b -> b.targetInterval(5));
    }

    @Test
    void boundsThemselvesAreAllowed() {
        final Dqn agent = Dqn.builder()
                .hidden()
                .discount(1)
                .batch(1)
                .environments(1)
                .replaySize(4)
                .prioritised(0, 0, 0)
                .exploration(0, 1, 1)
                .evaluationExploration(1)
                .learningStarts(2)
                .targetInterval(1)
                .steps(3)
                .build();
        assertThat(agent.steps()).isEqualTo(3);
    }

    @Test
    void actionsMustBeNumbered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dqn.cartPole().layout(ObservationSpace.of("x"), ActionSpace.continuous("dx")))
                .withMessageStartingWith("deep Q-learning needs numbered actions, not ");
    }
}
