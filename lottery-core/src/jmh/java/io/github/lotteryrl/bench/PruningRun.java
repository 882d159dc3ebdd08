// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.agent.ppo.PrunedModules;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TrainingResult;
import io.github.lotteryrl.api.TrainingTask;
import io.github.lotteryrl.ticket.IterativePruning;
import io.github.lotteryrl.ticket.IterativePruning.LevelStart;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What all levels of iterative pruning cost together, in dense levels: a whole run on Cart-Pole, and the training step of a
 * large network at the same densities. Both in one JVM, because a ratio of times wants them taken side by side.
 *
 * <p>Plain timing: after one run to warm up, each level counts with the quickest of its repetitions. They do the same work to
 * the bit, so what is longer is the machine's doing.
 *
 * <p>Levels are long, and initial weights are Xavier's: the actor keeps a path to its outputs down to the last level. After
 * 20 000 steps of training, or from Kaiming's distribution, whole layers of it are gone by then, and the run would measure
 * networks that do nothing.
 */
final class PruningRun {

    /** 20 % per level, 20 times; the 21 levels hold 4.95 times the weights of the dense one. */
    static final PruningSchedule SCHEDULE = PruningSchedule.geometric(0.2, 20);

    static final String RUN = "pruning-run";
    static final String STEP = "pruning-step";
    static final String DENSE_LEVELS = "-dense-levels";
    static final String LEVEL_0 = "-level-0";

    private static final Shape RUN_SHAPE = Shape.parse("4-64-64-2/128");
    private static final Shape STEP_SHAPE = Shape.parse("1200-1024-512-4/256");
    /** Steps of a level; below, what is enough to see that the benchmark works. */
    static final long STEPS = 102_400;

    private static final long QUICK_STEPS = 1_024;
    private static final long PATIENCE = 400_000_000;
    private static final long QUICK_PATIENCE = 20_000_000;

    private PruningRun() {}

    /** Prints the results as lines of the file. */
    public static void main(String... args) throws InterruptedException {
        final String kernel = args[0];
        final boolean quick = Boolean.parseBoolean(args[1]);
        report(RUN, RUN_SHAPE, kernel, run(quick));
        report(STEP, STEP_SHAPE, kernel, step(quick));
    }

    private static void report(String name, Shape shape, String kernel, double[] levels) {
        final double ratio = Arrays.stream(levels).sum() / levels[0];
        final double last = Math.pow(0.8, SCHEDULE.levels());
        for (Result result : List.of(
                Result.of(name + LEVEL_0, shape, 1, kernel, levels[0]),
                Result.of(name + DENSE_LEVELS, shape, last, kernel, ratio))) {
            System.out.println(result.toCsv());
        }
    }

    /** Returns microseconds of each level of a pruning run on Cart-Pole, actor and critic pruned. */
    private static double[] run(boolean quick) throws InterruptedException {
        final Ppo agent = CartPolePpo.agent(PrunedModules.ACTOR_AND_CRITIC, quick ? QUICK_STEPS : STEPS);
        final IterativePruning pruning = new IterativePruning(
                InitScheme.xavierUniform(), SCHEDULE, PruningCriterion.globalMagnitude(), OptionalLong.empty());
        prune(agent, pruning);
        final double[] quickest = prune(agent, pruning);
        for (int repetition = 1; repetition < (quick ? 1 : 2); repetition++) {
            final double[] again = prune(agent, pruning);
            Arrays.setAll(quickest, level -> Math.min(quickest[level], again[level]));
        }
        return quickest;
    }

    private static double[] prune(Ppo agent, IterativePruning pruning) throws InterruptedException {
        final Seed seed = Seed.of(1);
        final double[] times = new double[SCHEDULE.levels() + 1];
        LevelStart level = pruning.dense(CartPolePpo.layout(agent), seed);
        final Parameters origin = level.start().weights();
        for (int i = 0; i < times.length; i++) {
            final long started = System.nanoTime();
            final TrainingResult result =
                    agent.train(TrainingTask.of(CartPolePpo.TASK, level.start(), seed.derive("level", i)));
            if (i < SCHEDULE.levels()) {
                level = pruning.next(level, result, origin);
            }
            times[i] = (System.nanoTime() - started) / 1e3;
        }
        return times;
    }

    /** Returns microseconds of a training step at each level. */
    private static double[] step(boolean quick) {
        final double[] times = new double[SCHEDULE.levels() + 1];
        Arrays.setAll(times, level -> step(Math.pow(0.8, level), quick ? QUICK_PATIENCE : PATIENCE));
        return times;
    }

    private static double step(double density, long patience) {
        final NetworkStep step = new NetworkStep(STEP_SHAPE, density);
        quickest(step, patience);
        return quickest(step, patience) / 1e3;
    }

    /** Returns nanoseconds of the quickest step in some time. */
    private static double quickest(NetworkStep step, long patience) {
        final long started = System.nanoTime();
        long quickest = Long.MAX_VALUE;
        long now = started;
        while (now - started < patience) {
            final long before = now;
            step.run();
            now = System.nanoTime();
            quickest = Math.min(quickest, now - before);
        }
        return quickest;
    }
}
