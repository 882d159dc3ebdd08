// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.nn.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With real runs of {@link Ppo}, whose iterations are 32 steps here, on tasks whose returns are known. */
class TrainingLoopTest {

    private static final EvaluationPlan PLAN = new EvaluationPlan(5, 3, 7, 50, false);

    private static Ppo.Builder agent(long steps) {
        return Ppo.builder()
                .hidden(8)
                .environments(4)
                .horizon(8)
                .epochs(2)
                .minibatches(2)
                .steps(steps)
                .learningRate(0.01)
                .learningRateSchedule(Schedule.CONSTANT)
                .ratioClipSchedule(Schedule.CONSTANT)
                .evaluation(PLAN);
    }

    private static EvaluationPlan plan(int count) {
        return new EvaluationPlan(count, 3, 7, 50, false);
    }

    /**
     * The marks are fractions of the budget, the last one the end; each is met by the first iteration that reaches it. 350
     * steps are 10 iterations, which end at 320. A first step within an iteration means its end, where a snapshot is taken.
     */
    @ParameterizedTest
    @CsvSource({
        "320, 0, 1, '320'",
        "320, 0, 2, '160 320'",
        "320, 0, 3, '128 224 320'",
        "350, 0, 2, '192 320'",
        "320, 0, 100, '32 64 96 128 160 192 224 256 288 320'",
        "32, 0, 5, '32'",
        "320, 160, 2, '256 320'",
        "320, 100, 2, '224 320'"
    })
    void evaluationsFollowTheCalendar(long budget, long firstStep, int count, String expected) {
        final Ppo agent = agent(budget).evaluation(plan(count)).build();
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1).startingAt(firstStep);
        final TrainingResult result = Runs.train(agent, task);
        final List<String> steps = result.evaluations().stream()
                .map(evaluation -> String.valueOf(evaluation.step()))
                .toList();
        assertThat(String.join(" ", steps)).isEqualTo(expected);
        assertThat(result.steps()).isEqualTo(Long.parseLong(steps.get(steps.size() - 1)) - (firstStep + 31) / 32 * 32);
        assertThat(result.freshReturns()).hasSize(7);
    }

    @Test
    void ofEqualCheckpointsTheLaterOneIsBest() {
        final Ppo agent = agent(320).build();
        final TrainingResult result = Runs.train(agent, Tasks.CONSTANT, 1);
        assertThat(result.evaluations()).hasSize(5).allSatisfy(evaluation -> {
            assertThat(evaluation.meanReturn()).isEqualTo(5);
            assertThat(evaluation.meanLength()).isEqualTo(5);
        });
        assertThat(result.best()).isEqualTo(result.last());
        assertThat(result.bestEvaluation().step()).isEqualTo(320);
    }

    /** The greedy return of {@link Tasks#TEMPTATION} is a function of the weights, and falls in this training. */
    @Test
    void theBestCheckpointIsKeptAndPlaysTheFreshEpisodes() {
        final EvaluationPlan oneEpisode = new EvaluationPlan(10, 1, 7, 50, false);
        final Ppo agent =
                agent(640).discount(0).learningRate(5e-4).evaluation(oneEpisode).build();
        final TrainingResult result = Runs.train(agent, Tasks.TEMPTATION, 1);
        final List<Double> curve =
                result.evaluations().stream().map(Evaluation::meanReturn).toList();
        final double best =
                curve.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(best).isGreaterThan(curve.get(9) + 1);
        assertThat(curve).as("no two checkpoints play alike").doesNotHaveDuplicates();
        assertThat(play(agent, Tasks.TEMPTATION, result.best())).isEqualTo(best);
        assertThat(play(agent, Tasks.TEMPTATION, result.last())).isEqualTo(curve.get(9));
        assertThat(result.bestEvaluation().meanReturn()).isEqualTo(best);
        assertThat(result.freshReturns()).hasSize(7).containsOnly(best);
        assertThat(result.freshReturn()).isCloseTo(best, within(1e-12));
    }

    /** Plays an episode of a task with one action dimension by hand. */
    private static double play(Ppo agent, EnvironmentFactory task, Parameters parameters) {
        final Policy policy = Runs.policy(agent, task, parameters);
        try (Environment environment = task.create()) {
            final float[] observation = new float[environment.observationSpace().size()];
            final float[] action = new float[1];
            environment.reset(0);
            double total = 0;
            while (!environment.isDone()) {
                environment.observe(observation, 0);
                policy.action(observation, action);
                total += environment.step(action);
            }
            return total;
        }
    }

    @Test
    void evaluationEpisodesAreCutOffAtTheCap() {
        final Ppo agent =
                agent(64).evaluation(new EvaluationPlan(2, 3, 4, 17, false)).build();
        final TrainingResult result = Runs.train(agent, Tasks.ENDLESS, 1);
        assertThat(result.evaluations()).containsExactly(new Evaluation(32, 17, 17), new Evaluation(64, 17, 17));
        assertThat(result.freshReturns()).containsExactly(17.0, 17.0, 17.0, 17.0);
    }

    @Test
    void everyEpisodeHasASeedOfItsOwn() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        final Ppo agent = agent(320).build();
        Runs.train(agent, log, 1);
        // In training 32 episodes end and 4 more are begun; 5 evaluations of 3, 7 fresh ones.
        assertThat(log.seeds).hasSize(32 + 4 + 5 * 3 + 7).doesNotHaveDuplicates();
    }

    /** With constant schedules a run does not know how long it is going to be: the snapshot is the end of a shorter one. */
    @ParameterizedTest
    @CsvSource({"96, 96", "65, 96", "64, 64", "1, 32", "320, 320"})
    void theSnapshotIsTakenAfterItsStep(long snapshotStep, long iterationEnd) {
        final Ppo agent = agent(320).build();
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1).keepingSnapshotAt(snapshotStep);
        final Ppo shorter = agent(iterationEnd).build();
        assertThat(Runs.train(agent, task).snapshot())
                .contains(Runs.train(shorter, Tasks.BANDIT, 1).last());
    }

    @Test
    void theSnapshotAtZeroIsTheStart() {
        final Ppo agent = agent(64).build();
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1).keepingSnapshotAt(0);
        final TrainingResult result = Runs.train(agent, task);
        assertThat(result.snapshot()).contains(task.start().weights());
        assertThat(result.last()).isNotEqualTo(task.start().weights());
    }

    @Test
    void withoutARequestThereIsNoSnapshot() {
        assertThat(Runs.train(agent(64).build(), Tasks.BANDIT, 1).snapshot()).isEmpty();
    }

    @Test
    void theListenerHearsEveryStepLossAndEvaluation() {
        final Ppo agent = agent(350).build();
        final List<Long> steps = new ArrayList<>();
        final List<Evaluation> evaluations = new ArrayList<>();
        final List<Long> learnedAt = new ArrayList<>();
        final TrainingListener listener = new TrainingListener() {
            @Override
            public void learned(long step, double loss) {
                assertThat(loss).isFinite();
                assertThat(learnedAt).as("before the evaluation").hasSameSizeAs(evaluations);
                learnedAt.add(step);
            }

            @Override
            public void stepped(long count) {
                steps.add(count);
            }

            @Override
            public void evaluated(Evaluation evaluation) {
                evaluations.add(evaluation);
            }
        };
        final TrainingTask task = Runs.dense(agent, Tasks.BANDIT, 1);
        final TrainingResult result = Runs.train(agent, task.withListener(listener));
        assertThat(steps).allMatch(count -> count > 0);
        assertThat(steps.stream().mapToLong(Long::longValue).sum()).isEqualTo(result.steps());
        assertThat(evaluations).isEqualTo(result.evaluations());
        assertThat(learnedAt)
                .isEqualTo(evaluations.stream().map(Evaluation::step).toList());
        assertThat(result).as("hearing changes nothing").isEqualTo(Runs.train(agent, task));
    }

    @Test
    void anInterruptEndsTheRun() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        final Ppo agent = agent(320).build();
        final TrainingListener listener = new TrainingListener() {
            @Override
            public void evaluated(Evaluation evaluation) {
                Thread.currentThread().interrupt();
            }
        };
        final TrainingTask task = Runs.dense(agent, log, 1).withListener(listener);
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> agent.train(task))
                .withMessage("training interrupted after 64 steps");
        assertThat(Thread.interrupted()).as("the flag was taken back").isFalse();
        assertThat(log.closed).isEqualTo(log.created);
    }

    @Test
    void allEnvironmentsAreClosed() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        Runs.train(agent(320).build(), log, 1);
        // One to ask for its spaces, 4 to train, 3 to evaluate.
        assertThat(log.created).isEqualTo(1 + 4 + 3);
        assertThat(log.closed).isEqualTo(log.created);
    }

    @Test
    void evaluationsDoNotDisturbTraining() {
        final TrainingResult often = Runs.train(agent(320).evaluation(plan(10)).build(), Tasks.BANDIT, 1);
        final TrainingResult once = Runs.train(agent(320).evaluation(plan(1)).build(), Tasks.BANDIT, 1);
        final TrainingResult sampled = Runs.train(
                agent(320).evaluation(new EvaluationPlan(10, 2, 3, 50, true)).build(), Tasks.BANDIT, 1);
        assertThat(once.last()).isEqualTo(often.last()).isEqualTo(sampled.last());
    }

    /** With constant schedules, going on from a step is a shorter run; with linear ones it is not. */
    @Test
    void goingOnFromAStepKeepsTheSchedules() {
        final Ppo whole = agent(320).build();
        final Ppo rest = agent(160).build();
        final TrainingTask task = Runs.dense(whole, Tasks.BANDIT, 1);
        final TrainingResult late = Runs.train(whole, task.startingAt(160));
        assertThat(late.last()).isEqualTo(Runs.train(rest, task).last());
        assertThat(late.steps()).isEqualTo(160);
        final Ppo falling =
                whole.toBuilder().learningRateSchedule(Schedule.LINEAR).build();
        final Ppo halfAsFast = rest.toBuilder()
                .learningRate(0.005)
                .learningRateSchedule(Schedule.LINEAR)
                .build();
        assertThat(Runs.train(falling, task.startingAt(160)).last())
                .isEqualTo(Runs.train(halfAsFast, task).last())
                .isNotEqualTo(late.last());
    }

    @Test
    void aStartWithoutAnIterationLeftIsRefused() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        final Ppo agent = agent(320).build();
        final TrainingTask task = Runs.dense(agent, log, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.train(task.startingAt(289)))
                .withMessage("firstStep 289 not in [0, 288]");
        assertThat(log.closed).isEqualTo(log.created);
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        final Tasks.Log log = new Tasks.Log(Tasks.BANDIT);
        final Ppo agent = agent(320).build();
        final TrainingTask task = Runs.dense(agent(320).hidden(9).build(), log, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.train(task))
                .withMessageStartingWith("the start has 54 prunable weights in [actor.0.weight[9, 3], ")
                .withMessageContaining("the agent 48 in [actor.0.weight[8, 3], ");
        assertThat(log.closed).isEqualTo(log.created);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.policy(agent, Tasks.BANDIT, task.start().weights()))
                .withMessage("shape of actor.0.weight [9, 3] is not [8, 3]");
    }
}
