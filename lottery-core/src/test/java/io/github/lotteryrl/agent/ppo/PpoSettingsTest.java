// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.SettingsContract;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.nn.Schedule;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PpoSettingsTest extends SettingsContract<Ppo, Ppo.Builder> {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Override
    protected Ppo.Builder small() {
        return Ppo.builder()
                .hidden(16)
                .steps(512)
                .learningRate(0.01)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, false));
    }

    /** With continuous actions and truncated episodes. */
    @Override
    protected EnvironmentFactory task() {
        return Tasks.LINE;
    }

    @Override
    protected Ppo build(Ppo.Builder builder) {
        return builder.build();
    }

    @Override
    protected Ppo.Builder toBuilder(Ppo agent) {
        return agent.toBuilder();
    }

    @Override
    protected Stream<Arguments> refused() {
        return Stream.of(
                refused("hidden units 0 not in [1, ...)", b -> b.actor(64, 0)),
                refused("hidden units -3 not in [1, ...)", b -> b.critic(-3)),
                refused("discount 1.01 not in [0, 1]", b -> b.discount(1.01)),
                refused("discount NaN not in [0, 1]", b -> b.discount(NAN)),
                refused("gaeLambda -0.1 not in [0, 1]", b -> b.gaeLambda(-0.1)),
                refused("gaeLambda NaN not in [0, 1]", b -> b.gaeLambda(NAN)),
                refused("valueCoefficient -0.5 not in [0, infinity)", b -> b.valueCoefficient(-0.5)),
                refused("valueCoefficient NaN not in [0, infinity)", b -> b.valueCoefficient(NAN)),
                refused("entropyCoefficient -0.001 not in [0, infinity)", b -> b.entropyCoefficient(-0.001)),
                refused("entropyCoefficient NaN not in [0, infinity)", b -> b.entropyCoefficient(NAN)),
                refused("ratioClip 0.0 not in (0, infinity)", b -> b.ratioClip(0)),
                refused("ratioClip NaN not in (0, infinity)", b -> b.ratioClip(NAN)),
                refused("environments 0 not in [1, ...)", b -> b.environments(0)),
                refused("horizon 0 not in [1, ...)", b -> b.horizon(0)),
                refused("epochs 0 not in [1, ...)", b -> b.epochs(0)),
                refused("minibatches 0 not in [1, 128]", b -> b.minibatches(0)),
                refused("minibatches 129 not in [1, 128]", b -> b.minibatches(129)),
                refused("initialLogDeviation NaN is not finite", b -> b.initialLogDeviation(NAN)),
                refused("initialLogDeviation Infinity is not finite", b -> b.initialLogDeviation(INFINITY)),
                refused("steps 127 not in [128, ...)", b -> b.steps(127)),
                refused("steps -1 not in [128, ...)", b -> b.steps(-1)),
                refused(
                        "environments x horizon 4000000000 not in [1, 268435456]",
                        b -> b.environments(100_000).horizon(40_000)));
    }

    @Override
    protected Stream<UnaryOperator<Ppo.Builder>> changes() {
        return Stream.of(
                b -> b.actor(32),
                b -> b.critic(32),
                b -> b.discount(0.9),
                b -> b.gaeLambda(0.9),
                b -> b.valueCoefficient(1),
                b -> b.entropyCoefficient(0),
                b -> b.ratioClip(0.1),
                b -> b.ratioClipSchedule(Schedule.CONSTANT),
                b -> b.horizon(16),
                b -> b.epochs(3),
                b -> b.minibatches(2),
                b -> b.normaliseAdvantages(true),
                b -> b.normaliseObservations(true),
                b -> b.truncationTerminates(true),
                b -> b.initialLogDeviation(-1),
                b -> b.pruned(PrunedModules.CRITIC));
    }

    static Stream<Arguments> refusedPlans() {
        return Stream.of(
                Arguments.of("count of evaluations 0 not in [1, ...)", 0, 10, 100, 500),
                Arguments.of("evaluation episodes 0 not in [1, ...)", 25, 0, 100, 500),
                Arguments.of("fresh episodes -1 not in [1, ...)", 25, 10, -1, 500),
                Arguments.of("steps of an evaluation episode 0 not in [1, ...)", 25, 10, 100, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedPlans")
    void evaluationPlansOutOfBoundsAreRefused(String message, int count, int episodes, int fresh, int maxSteps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EvaluationPlan(count, episodes, fresh, maxSteps, false))
                .withMessage(message);
    }

    @Test
    void boundsThemselvesAreAllowed() {
        final Ppo agent = Ppo.builder()
                .hidden()
                .discount(1)
                .gaeLambda(0)
                .valueCoefficient(0)
                .entropyCoefficient(0)
                .environments(1)
                .horizon(1)
                .epochs(1)
                .minibatches(1)
                .steps(1)
                .maxGradientNorm(INFINITY)
                .build();
        assertThat(agent.settings().actor().hidden()).isEmpty();
    }
}
