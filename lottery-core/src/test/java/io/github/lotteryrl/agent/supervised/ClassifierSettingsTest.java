// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.supervised;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.SettingsContract;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.EnvironmentFactory;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ClassifierSettingsTest extends SettingsContract<Classifier, Classifier.Builder> {

    @Override
    protected Classifier.Builder small() {
        return Classifier.builder()
                .hidden(16)
                .learningRate(0.01)
                .batch(16)
                .steps(500)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, false));
    }

    @Override
    protected EnvironmentFactory task() {
        return Tasks.QUADRANTS;
    }

    @Override
    protected Classifier build(Classifier.Builder builder) {
        return builder.build();
    }

    @Override
    protected Classifier.Builder toBuilder(Classifier agent) {
        return agent.toBuilder();
    }

    @Override
    protected Stream<Arguments> refused() {
        return Stream.of(
                refused("batch 0 not in [1, ...)", b -> b.batch(0)),
                refused("steps 15 not in [16, ...)", b -> b.steps(15)),
                refused("environments of a classifier 2 not in [1, 1]", b -> b.environments(2)));
    }

    @Override
    protected Stream<UnaryOperator<Classifier.Builder>> changes() {
        return Stream.of(b -> b.batch(8));
    }
}
