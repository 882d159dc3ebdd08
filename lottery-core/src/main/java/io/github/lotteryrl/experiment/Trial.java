// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.LearningAgent;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TicketStart;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.TrainingTask;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains for a moment before a sweep, to say how long that will take: a shortened agent of each kind of which nothing is known,
 * dense and with as many weights as its sparsest run has, on as many threads as there will be jobs. Its results are thrown away.
 */
final class Trial {

    /** Kinds with fewer steps to train take about as long as a trial. */
    private static final long LEAST_STEPS = 100_000;

    /** Rounds get longer until one takes so much time of the processor. */
    private static final double LONG_ENOUGH = 0.3;

    /** While a step takes no more than this part of what it took a round before, the compiler is at work. */
    private static final double WARM = 0.7;

    /**
     * Seconds, where other work has the processor; or more, but no more than {@link #SMALL_PART}, if the runs take long: one that is cut
     * off while the compiler is at work foretells hours instead of minutes. Most of them are not lost: what is compiled by then is
     * so for all runs.
     */
    private static final double LONGEST = 6;

    /** No round takes more than about such a part of the time that the one before foretold. */
    private static final double SMALL_PART = 0.01;

    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    private final Forecast forecast;
    private final RunGrid grid;
    private final int level;
    private final LearningAgent<?> agent;

    private Trial(Forecast forecast, RunGrid grid, int level, LearningAgent<?> agent) {
        this.forecast = forecast;
        this.grid = grid;
        this.level = level;
        this.agent = agent;
    }

    /**
     * Tells a forecast how quick its runs are.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    static void run(Forecast forecast) throws InterruptedException {
        final List<Callable<Void>> trials = new ArrayList<>();
        for (Workload workload : forecast.unknown()) {
            final RunGrid grid = workload.grid();
            if (grid.experiment().agent() instanceof LearningAgent<?> agent
                    && forecast.stepsMissing(grid.kind()) >= LEAST_STEPS) {
                trials.add(new Trial(forecast, grid, 0, agent)::measure);
                if (grid.remaining(workload.lastOpenLevel()) < 1) {
                    trials.add(new Trial(forecast, grid, workload.lastOpenLevel(), agent)::measure);
                }
            }
        }
        if (trials.isEmpty()) {
            return;
        }
        final int threads = Math.min(forecast.jobs(), Runtime.getRuntime().availableProcessors());
        final List<Callable<Void>> onAllThreads = new ArrayList<>(trials);
        while (onAllThreads.size() < threads) {
            onAllThreads.add(trials.get(onAllThreads.size() % trials.size()));
        }
        final ExecutorService pool = Executors.newFixedThreadPool(threads, Trial::newThread);
        try {
            for (Future<Void> trial : pool.invokeAll(onAllThreads)) {
                trial.get();
            }
        } catch (ExecutionException e) {
            LOG.debug("no forecast from a trial", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread newThread(Runnable task) {
        final Thread thread = new Thread(task, "lottery-trial");
        thread.setDaemon(true);
        return thread;
    }

    private Void measure() throws InterruptedException {
        final Seed seed = Seed.of(0).derive("trial");
        final ParameterLayout layout = grid.experiment().layout();
        TrainingTask task = TrainingTask.of(grid.experiment().environment(), start(layout, seed), seed);
        final Optional<Experiment> teacher = grid.experiment().teacher();
        if (teacher.isPresent()) {
            task = task.taughtBy(weights(teacher.get().layout(), seed));
        }
        final double enough = SMALL_PART * forecast.stepsMissing(grid.kind()) / forecast.jobs();
        final long started = System.nanoTime();
        double before;
        double round;
        double processor;
        double secondsPerStep = Double.POSITIVE_INFINITY;
        long steps = 1;
        do {
            before = secondsPerStep;
            processor = processorSeconds();
            final Timer timer = new Timer();
            agent.shortened(steps).train(task.withListener(timer));
            secondsPerStep = timer.secondsPerStep(agent);
            steps = 2 * timer.steps;
            round = timer.seconds();
        } while ((processorSeconds() - processor < LONG_ENOUGH || secondsPerStep < WARM * before)
                && steps <= agent.steps()
                && round < enough * secondsPerStep
                && (System.nanoTime() - started) * 1e-9 < Math.max(LONGEST, enough * secondsPerStep));
        forecast.tried(grid.kind(), grid.remaining(level), secondsPerStep);
        return null;
    }

    private static double processorSeconds() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return 1e-9
                * (threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime());
    }

    /** Returns a network in which each weight is as likely to survive as any other: of some ticket only the number is kept. */
    private TicketStart start(ParameterLayout layout, Seed seed) {
        final BitSet first = new BitSet();
        first.set(0, (int) Math.round(grid.remaining(level) * layout.prunableSize()));
        return MaskBaseline.RANDOM_REINIT.derive(
                new TicketStart(Mask.of(layout, first), weights(layout, seed)),
                grid.experiment().pruning().init(),
                seed);
    }

    private Parameters weights(ParameterLayout layout, Seed seed) {
        return grid.experiment().pruning().init().initialise(layout, seed);
    }

    /** Takes the times of training and of one evaluation. */
    private static final class Timer implements TrainingListener {
        private final long started = System.nanoTime();
        private long first;
        private long last;
        private long firstSteps;
        private long steps;
        private long evaluated;

        @Override
        public void stepped(long more) {
            last = System.nanoTime();
            if (steps == 0) {
                first = last;
                firstSteps = more;
            }
            steps += more;
        }

        @Override
        public void evaluated(Evaluation evaluation) {
            evaluated = System.nanoTime();
        }

        double seconds() {
            return (evaluated - started) * 1e-9;
        }

        /** Returns the seconds of a step, and its share of the evaluations that a whole run has. */
        double secondsPerStep(LearningAgent<?> agent) {
            final double training = steps > firstSteps
                    ? (double) (last - first) / (steps - firstSteps)
                    : (double) (last - started) / steps;
            final EvaluationPlan plan = agent.settings().evaluation();
            final double evaluations = plan.count() + (double) plan.freshEpisodes() / plan.episodes();
            return 1e-9 * (training + evaluations * (evaluated - last) / agent.steps());
        }
    }
}
