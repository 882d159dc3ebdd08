// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.Schedule;
import io.github.lotteryrl.nn.WeightDecay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the settings of every learner must do: they have bounds, no builder or identity forgets one, and each has an effect.
 *
 * @param <A> the learner
 * @param <B> its builder
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SettingsContract<A extends LearningAgent<?>, B extends AgentBuilder<B>> {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** For subclasses. */
    protected SettingsContract() {}

    /** Returns settings of a run that takes no time, and in which every setting has something to act on. */
    protected abstract B small();

    /** Returns a task for such a run. */
    protected abstract EnvironmentFactory task();

    /** Builds the agent. */
    protected abstract A build(B builder);

    /** Returns a builder that starts from the agent. */
    protected abstract B toBuilder(A agent);

    /** Returns a change of each setting that not every learner has. */
    protected abstract Stream<UnaryOperator<B>> changes();

    /** Returns what is not allowed of settings that not every learner has, by {@link #refused(String, UnaryOperator)}. */
    protected abstract Stream<Arguments> refused();

    /** Returns a setting out of its bounds. */
    protected final Arguments refused(String message, UnaryOperator<B> setting) {
        return Arguments.of(message, setting);
    }

    /** What it takes is measured with it: it must be of the same shape, and learn. */
    @Test
    void aShortenedAgentLearnsAndIsEvaluatedOnce() {
        final A agent = build(small().steps(1_000_000));
        final LearningAgent<?> shortened = agent.shortened(1);
        final TrainingTask task = taskOf(shortened);
        final TrainingResult result = Runs.train(shortened, task);
        assertThat(result.steps()).isLessThan(20_000);
        assertThat(result.evaluations()).hasSize(1);
        assertThat(result.last()).isNotEqualTo(task.start().weights());
        assertThat(agent.shortened(50_000).steps()).isEqualTo(50_000);
    }

    Stream<Arguments> allRefused() {
        return Stream.concat(
                refused(),
                Stream.of(
                        refused("hidden units 0 not in [1, ...)", b -> b.hidden(64, 0)),
                        refused("hidden units -3 not in [1, ...)", b -> b.hidden(-3)),
                        refused("learningRate -1.0 not in (0, infinity)", b -> b.learningRate(-1)),
                        refused("learningRate 0.0 not in (0, infinity)", b -> b.learningRate(0)),
                        refused("learningRate NaN not in (0, infinity)", b -> b.learningRate(NAN)),
                        refused("learningRate Infinity not in (0, infinity)", b -> b.learningRate(INFINITY)),
                        refused("adamEpsilon 0.0 not in (0, infinity)", b -> b.adamEpsilon(0)),
                        refused("maxGradientNorm 0.0 not in (0, infinity]", b -> b.maxGradientNorm(0)),
                        refused("maxGradientNorm NaN not in (0, infinity]", b -> b.maxGradientNorm(NAN)),
                        refused("dropout -0.1 not in [0, 1)", b -> b.dropout(-0.1)),
                        refused("dropout 1.0 not in [0, 1)", b -> b.dropout(1)),
                        refused("dropout NaN not in [0, 1)", b -> b.dropout(NAN))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allRefused")
    void settingsOutOfBoundsAreRefused(String message, UnaryOperator<B> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(setting.apply(small())))
                .withMessage(message);
    }

    private Map<String, Object> settings(A agent) {
        return PresetTable.settings((Record) agent.settings());
    }

    /** Changes of what every learner has. */
    private List<UnaryOperator<B>> allChanges() {
        final Map<String, Object> now = settings(build(small()));
        final List<UnaryOperator<B>> changes = new ArrayList<>(changes().toList());
        changes.addAll(List.of(
                b -> b.hidden(11),
                b -> b.activation(now.get("activation") == Activation.RELU ? Activation.TANH : Activation.RELU),
                b -> b.learningRate(1e-3),
                b -> b.learningRateSchedule(
                        now.get("learningRateSchedule") == Schedule.LINEAR ? Schedule.CONSTANT : Schedule.LINEAR),
                b -> b.adamEpsilon(1e-3),
                b -> b.maxGradientNorm(1e-3),
                b -> b.weightDecay(WeightDecay.afterClipping(0.1)),
                b -> b.dropout(0.1),
                b -> b.steps(2 * (long) now.get("steps")),
                b -> b.evaluation(new EvaluationPlan(3, 2, 2, 50, true))));
        if (now.containsKey("environments")) {
            changes.add(b -> b.environments(2 * (int) now.get("environments")));
        }
        return changes;
    }

    /** A setting that the identity, equality or {@code toBuilder} forgot would mix up stored results. */
    @Test
    void everySettingIsKeptAndIdentifies() {
        final List<UnaryOperator<B>> changes = allChanges();
        changes.add(b -> b.convolutions(Filters.of(4, 2)));
        final A plain = build(small());
        final Map<String, Object> before = settings(plain);
        final List<A> agents = new ArrayList<>(List.of(plain));
        final Set<String> changed = new HashSet<>();
        for (UnaryOperator<B> change : changes) {
            final A agent = build(change.apply(toBuilder(plain)));
            agents.add(agent);
            settings(agent).forEach((name, value) -> {
                if (!value.equals(before.get(name))) {
                    changed.add(name);
                }
            });
        }
        assertThat(changed).isEqualTo(before.keySet());
        assertThat(agents.stream().map(Agent::identity)).doesNotHaveDuplicates();
        assertThat(agents).doesNotHaveDuplicates();
        for (A agent : agents) {
            final A again = build(toBuilder(agent));
            assertThat(again).isEqualTo(agent).hasSameHashCodeAs(agent);
            assertThat(again.identity()).isEqualTo(agent.identity()).doesNotContain("\n");
        }
    }

    @Test
    void everySettingHasAnEffect() {
        final TrainingResult expected = train(build(small()));
        for (UnaryOperator<B> change : allChanges()) {
            final A changed = build(change.apply(small()));
            final TrainingResult result = train(changed);
            assertThat(result.last().equals(expected.last())
                            && result.evaluations().equals(expected.evaluations()))
                    .as("same result with %s", changed.identity())
                    .isFalse();
        }
    }

    /** Students learn from an untrained teacher, which is as good as any here. */
    private TrainingTask taskOf(LearningAgent<?> agent) {
        final TrainingTask task = Runs.dense(agent, task(), 1);
        return agent instanceof StudentAgent student
                ? task.taughtBy(Runs.dense(student.teacher(), task(), 2).start().weights())
                : task;
    }

    private TrainingResult train(A agent) {
        return Runs.train(agent, taskOf(agent));
    }
}
