// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Optimisation;
import io.github.lotteryrl.agent.Runs;
import io.github.lotteryrl.agent.Tasks;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PpoSettingsTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("hidden units 0 not in [1, ...)", b -> b.actor(64, 0)),
                refused("hidden units -3 not in [1, ...)", b -> b.critic(-3)),
                refused("learningRate -1.0 not in (0, infinity)", b -> b.learningRate(-1)),
                refused("learningRate 0.0 not in (0, infinity)", b -> b.learningRate(0)),
                refused("learningRate NaN not in (0, infinity)", b -> b.learningRate(NAN)),
                refused("learningRate Infinity not in (0, infinity)", b -> b.learningRate(INFINITY)),
                refused("adamEpsilon 0.0 not in (0, infinity)", b -> b.adamEpsilon(0)),
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
                refused("maxGradientNorm 0.0 not in (0, infinity]", b -> b.maxGradientNorm(0)),
                refused("maxGradientNorm NaN not in (0, infinity]", b -> b.maxGradientNorm(NAN)),
                refused("dropout -0.1 not in [0, 1)", b -> b.dropout(-0.1)),
                refused("dropout 1.0 not in [0, 1)", b -> b.dropout(1)),
                refused("dropout NaN not in [0, 1)", b -> b.dropout(NAN)),
                refused("initialLogDeviation NaN is not finite", b -> b.initialLogDeviation(NAN)),
                refused("initialLogDeviation Infinity is not finite", b -> b.initialLogDeviation(INFINITY)),
                refused("steps 127 not in [128, ...)", b -> b.steps(127)),
                refused("steps -1 not in [128, ...)", b -> b.steps(-1)),
                refused(
                        "environments x horizon 4000000000 not in [1, 268435456]",
                        b -> b.environments(100_000).horizon(40_000)));
    }

    private static Arguments refused(String message, UnaryOperator<Ppo.Builder> setting) {
        return Arguments.of(message, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void settingsOutOfBoundsAreRefused(String message, UnaryOperator<Ppo.Builder> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.apply(Ppo.builder()).build())
                .withMessage(message);
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

    static Stream<UnaryOperator<Ppo.Builder>> changes() {
        return Stream.of(
                b -> b.actor(32),
                b -> b.critic(32),
                b -> b.activation(Activation.TANH),
                b -> b.learningRate(1e-3),
                b -> b.adamEpsilon(1e-5),
                b -> b.learningRateSchedule(Schedule.CONSTANT),
                b -> b.discount(0.9),
                b -> b.gaeLambda(0.9),
                b -> b.valueCoefficient(1),
                b -> b.entropyCoefficient(0),
                b -> b.ratioClip(0.1),
                b -> b.ratioClipSchedule(Schedule.CONSTANT),
                b -> b.steps(640),
                b -> b.environments(8),
                b -> b.horizon(16),
                b -> b.epochs(3),
                b -> b.minibatches(2),
                b -> b.maxGradientNorm(1),
                b -> b.weightDecay(WeightDecay.afterClipping(0.1)),
                b -> b.dropout(0.1),
                b -> b.normaliseAdvantages(true),
                b -> b.truncationTerminates(true),
                b -> b.initialLogDeviation(-1),
                b -> b.pruned(PrunedModules.CRITIC),
                b -> b.evaluation(new EvaluationPlan(25, 10, 100, 5_000, true)));
    }

    /** A setting that the identity, equality or {@code toBuilder} forgot would mix up stored results. */
    @Test
    void everySettingIsKeptAndIdentifies() {
        final List<Ppo> agents = Stream.concat(
                        Stream.of(Ppo.cartPole()),
                        changes()
                                .map(change ->
                                        change.apply(Ppo.cartPole().toBuilder()).build()))
                .toList();
        assertThat(agents)
                .as("two networks with an activation, one optimisation; convolutions need pictures")
                .hasSize(PpoSettings.class.getRecordComponents().length
                        + 1
                        - 1
                        + Optimisation.class.getRecordComponents().length
                        + 1);
        assertThat(agents.stream().map(Ppo::identity)).doesNotHaveDuplicates();
        assertThat(agents).doesNotHaveDuplicates();
        for (Ppo agent : agents) {
            assertThat(agent.toBuilder().build()).isEqualTo(agent);
            assertThat(agent.identity()).doesNotContain("\n");
        }
    }

    /** On a task with continuous actions and truncated episodes, so that all settings have something to act on. */
    @Test
    void everySettingHasAnEffect() {
        final Ppo plain = Ppo.builder()
                .hidden(16)
                .steps(512)
                .learningRate(0.01)
                .evaluation(new EvaluationPlan(2, 2, 2, 50, false))
                .build();
        final TrainingResult expected = Runs.train(plain, Tasks.LINE, 1);
        changes().forEach(change -> {
            final Ppo changed = change.apply(plain.toBuilder()).build();
            final TrainingResult result = Runs.train(changed, Tasks.LINE, 1);
            if (changed.settings().evaluation().equals(plain.settings().evaluation())) {
                assertThat(result.last()).as(changed.identity()).isNotEqualTo(expected.last());
            } else {
                assertThat(result.evaluations()).as(changed.identity()).isNotEqualTo(expected.evaluations());
            }
        });
    }
}
