// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.SettingsContract;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.api.EnvironmentFactory;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ValueCloningSettingsTest extends SettingsContract<ValueCloning, ValueCloning.Builder> {

    @Override
    protected ValueCloning.Builder small() {
        return ValueCloning.of(Dqn.builder().hidden(8).build())
                .hidden(16)
                .learningRate(0.01)
                .exploration(0.5)
                .steps(600)
                .environments(3)
                .batch(16)
                .learningStarts(50)
                .replaySize(64)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, false));
    }

    /** What is seen there depends on what was done: the teacher's random actions are among the settings. */
    @Override
    protected EnvironmentFactory task() {
        return Tasks.CATCH;
    }

    @Override
    protected ValueCloning build(ValueCloning.Builder builder) {
        return builder.build();
    }

    @Override
    protected ValueCloning.Builder toBuilder(ValueCloning agent) {
        return agent.toBuilder();
    }

    @Override
    protected Stream<Arguments> refused() {
        return Stream.of(
                refused("exploration 1.1 not in [0, 1]", b -> b.exploration(1.1)),
                refused("huberDelta 0.0 not in (0, infinity)", b -> b.huberDelta(0)),
                refused("batch 0 not in [1, ...)", b -> b.batch(0)),
                refused("replayRatio NaN not in (0, infinity)", b -> b.replayRatio(Double.NaN)),
                refused("environments 0 not in [1, ...)", b -> b.environments(0)),
                refused("replaySize 2 not in [3, ...)", b -> b.replaySize(2)),
                refused("learningStarts 0 not in [1, ...)", b -> b.learningStarts(0)),
                refused("learningStarts 600 not in [1, 599], the steps less 1", b -> b.learningStarts(600)),
                refused("steps 2 not in [3, ...)", b -> b.steps(2)),
                refused("steps 0 not in [1, ...)", b -> b.scaledTo(0)));
    }

    @Override
    protected Stream<UnaryOperator<ValueCloning.Builder>> changes() {
        return Stream.of(
                b -> b.teacher(Dqn.builder().hidden(9).build()),
                b -> b.exploration(0.4),
                b -> b.huberDelta(0.1),
                b -> b.batch(8),
                b -> b.replayRatio(2),
                b -> b.replaySize(128),
                b -> b.learningStarts(40));
    }
}
