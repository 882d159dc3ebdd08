// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lotteryrl.agent.distill.PolicyCloning;
import io.github.lotteryrl.agent.distill.ValueCloning;
import io.github.lotteryrl.agent.dqn.Dqn;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.supervised.Classifier;
import io.github.lotteryrl.api.Agent;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.StudentAgent;
import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Activation;
import io.github.lotteryrl.nn.WeightDecay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that end in the middle, again and again, and go on from their checkpoint each time: the same result to the bit. */
class ResumeTest {

    private static final EvaluationPlan EVALUATION = new EvaluationPlan(4, 2, 3, 40, true);

    static Stream<Arguments> runs() {
        final Ppo ppo = Ppo.builder()
                .hidden(8, 8)
                .steps(1_024)
                .dropout(0.2)
                .evaluation(EVALUATION)
                .build();
        final Dqn dqn = Dqn.builder()
                .hidden(8, 8)
                .steps(600)
                .environments(3)
                .batch(16)
                .learningStarts(50)
                .replaySize(128)
                .targetInterval(7)
                .multiStep(2)
                .dropout(0.2)
                .weightDecay(WeightDecay.afterClipping(0.01))
                .exploration(1, 0.1, 300)
                .evaluation(EVALUATION)
                .build();
        return Stream.of(
                Arguments.of("ppo", ppo, Tasks.BANDIT),
                Arguments.of(
                        "ppo, vectors",
                        ppo.toBuilder().activation(Activation.TANH).build(),
                        Tasks.LINE),
                Arguments.of(
                        "ppo, normalised",
                        ppo.toBuilder().normaliseObservations(true).build(),
                        Tasks.LINE),
                Arguments.of("dqn", dqn, Tasks.BANDIT),
                Arguments.of("dqn, uniform", dqn.toBuilder().uniform().build(), Tasks.CONSTANT),
                Arguments.of("policy cloning", PolicyCloning.of(ppo).build(), Tasks.BANDIT),
                Arguments.of(
                        "policy cloning, vectors",
                        PolicyCloning.of(ppo).critic(5).build(),
                        Tasks.LINE),
                Arguments.of(
                        "policy cloning, normalised",
                        PolicyCloning.of(ppo.toBuilder()
                                        .normaliseObservations(true)
                                        .build())
                                .critic(5)
                                .build(),
                        Tasks.LINE),
                Arguments.of("value cloning", ValueCloning.of(dqn).build(), Tasks.BANDIT),
                Arguments.of(
                        "classifier",
                        Classifier.builder()
                                .hidden(8)
                                .batch(7)
                                .steps(700)
                                .evaluation(EVALUATION)
                                .build(),
                        Tasks.QUADRANTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void aRunThatIsKilledOftenEndsAsTheOthers(String name, Agent agent, EnvironmentFactory environment) {
        final TrainingTask task =
                taught(agent, Runs.sparse(agent, environment, 1, 0.7).keepingSnapshotAt(200));
        final TrainingResult expected = Runs.train(agent, task);
        final Memory memory = new Memory(2);
        int kills = 0;
        while (true) {
            final Killer killer = new Killer(1 + 37L * kills);
            try {
                final TrainingResult result =
                        Runs.train(agent, task.withCheckpoint(memory).withListener(killer));
                assertThat(result).isEqualTo(expected);
                break;
            } catch (Killed e) {
                kills++;
            }
        }
        assertThat(kills).isGreaterThan(3);
    }

    /** The checkpoint is never due; the interrupt alone saves it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void anInterruptedRunLosesNothing(String name, Agent agent, EnvironmentFactory environment) {
        final TrainingTask task = taught(agent, Runs.sparse(agent, environment, 2, 0.7));
        final TrainingResult expected = Runs.train(agent, task);
        final Memory memory = new Memory(Integer.MAX_VALUE);
        final AtomicLong before = new AtomicLong();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> agent.train(task.withCheckpoint(memory).withListener(new TrainingListener() {
                    @Override
                    public void stepped(long steps) {
                        if (before.addAndGet(steps) > 300) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })));
        final AtomicLong resumedAt = new AtomicLong();
        final TrainingResult result =
                Runs.train(agent, task.withCheckpoint(memory).withListener(new TrainingListener() {
                    @Override
                    public void resumed(long steps) {
                        resumedAt.set(steps);
                    }
                }));
        assertThat(resumedAt).hasValue(before.get());
        assertThat(result).isEqualTo(expected);
    }

    /** Students learn from an untrained teacher here, which is as good as any to be taken up again. */
    private static TrainingTask taught(Agent agent, TrainingTask task) {
        return agent instanceof StudentAgent student
                ? task.taughtBy(Runs.dense(student.teacher(), task.environment(), 5)
                        .start()
                        .weights())
                : task;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void aCheckpointOfAnotherLearnerIsRefused(String name, Agent agent, EnvironmentFactory environment) {
        final Memory memory = new Memory(2);
        memory.save(out -> out.write(new byte[100]));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Runs.train(
                        agent, taught(agent, Runs.dense(agent, environment, 1)).withCheckpoint(memory)))
                .withMessageContaining("section 'training");
    }

    /** Ends a run after so many steps of its own. */
    private static final class Killer implements TrainingListener {
        private long left;

        Killer(long steps) {
            left = steps;
        }

        @Override
        public void stepped(long steps) {
            left -= Math.min(steps, 37);
            if (left < 0) {
                throw new Killed();
            }
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Keeps an iteration now and then. */
    private static final class Memory implements TrainingCheckpoint {
        private final int interval;
        private byte[] saved = {};
        private int asked;

        Memory(int interval) {
            this.interval = interval;
        }

        @Override
        public boolean isDue() {
            asked++;
            return asked % interval == 0;
        }

        @Override
        public void save(Content content) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                content.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            saved = out.toByteArray();
        }

        @Override
        public Optional<InputStream> open() {
            return saved.length == 0 ? Optional.empty() : Optional.of(new ByteArrayInputStream(saved));
        }
    }
}
