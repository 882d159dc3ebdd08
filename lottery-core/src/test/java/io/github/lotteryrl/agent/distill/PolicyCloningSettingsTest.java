// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.SettingsContract;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.EnvironmentFactory;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class PolicyCloningSettingsTest extends SettingsContract<PolicyCloning, PolicyCloning.Builder> {

    @Override
    protected PolicyCloning.Builder small() {
        return PolicyCloning.of(Ppo.builder().hidden(8).build())
                .hidden(16)
                .critic(16)
                .learningRate(0.01)
                .steps(512)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, false));
    }

    @Override
    protected EnvironmentFactory task() {
        return Tasks.LINE;
    }

    @Override
    protected PolicyCloning build(PolicyCloning.Builder builder) {
        return builder.build();
    }

    @Override
    protected PolicyCloning.Builder toBuilder(PolicyCloning agent) {
        return agent.toBuilder();
    }

    @Override
    protected Stream<Arguments> refused() {
        return Stream.of(
                refused("hidden units -3 not in [1, ...)", b -> b.critic(-3)),
                refused("valueCoefficient -0.5 not in [0, infinity)", b -> b.valueCoefficient(-0.5)),
                refused("environments 0 not in [1, ...)", b -> b.environments(0)),
                refused("horizon 0 not in [1, ...)", b -> b.horizon(0)),
                refused("epochs 0 not in [1, ...)", b -> b.epochs(0)),
                refused("minibatches 0 not in [1, 128]", b -> b.minibatches(0)),
                refused("minibatches 129 not in [1, 128]", b -> b.minibatches(129)),
                refused("steps 127 not in [128, ...)", b -> b.steps(127)),
                refused(
                        "environments x horizon 4000000000 not in [1, 268435456]",
                        b -> b.environments(100_000).horizon(40_000)));
    }

    @Override
    protected Stream<UnaryOperator<PolicyCloning.Builder>> changes() {
        return Stream.of(
                b -> b.teacher(Ppo.builder().hidden(9).build()),
                b -> b.critic(9),
                b -> b.valueCoefficient(1),
                b -> b.pruned(PrunedModules.CRITIC),
                b -> b.horizon(16),
                b -> b.epochs(3),
                b -> b.minibatches(2));
    }

    @Test
    void withoutACriticOnlyTheActorIsPruned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyCloning.cartPole().toBuilder()
                        .pruned(PrunedModules.ACTOR_AND_CRITIC)
                        .build())
                .withMessage("pruned actor_and_critic, but the student has no critic");
    }

    @Test
    void anotherTeacherChangesNothingElse() {
        final PolicyCloningSettings settings = PolicyCloning.cartPole().toBuilder()
                .teacher(Ppo.acrobot())
                .build()
                .settings();
        assertThat(settings.teacher()).isEqualTo(Ppo.acrobot());
        assertThat(settings.actor())
                .isEqualTo(PolicyCloning.cartPole().settings().actor());
        assertThat(settings.horizon()).isEqualTo(32);
    }
}
