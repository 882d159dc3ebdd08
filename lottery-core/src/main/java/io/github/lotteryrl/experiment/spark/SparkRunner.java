// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.TrainingListener;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.experiment.RunStore;
import io.github.lotteryrl.experiment.RunTask;
import io.github.lotteryrl.experiment.Sweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs experiments on the executors of Apache Spark, to the same bytes as {@link io.github.lotteryrl.experiment.LocalRunner}.
 *
 * <p>The driver knows which runs follow from which, and keeps the store; no executor needs to see its folder. Each run is a job
 * of one task, in the job group of the run's hash. There are never more jobs than cores, so it does not matter whether Spark
 * schedules them FIFO or FAIR, and the runs from which most follows go first.
 *
 * <p>The run of an executor that was lost is made again from its beginning. {@code spark.task.maxFailures} (4 unless set) says how
 * often that may happen to one run before it counts as failed; executors that are lost with their worker do not count. A run
 * that diverges is a result, and what an environment or agent throws is a failure of the run, as on one machine: neither is tried
 * again by Spark. A failed run is made the next time.
 *
 * <p>Environments come to the executors by their id where {@link io.github.lotteryrl.api.Environments} finds them; others, and
 * all agents, must be {@link java.io.Serializable}, and their classes on the executors' class path. So must be this library, in the
 * same version. Training is several times as quick where {@code spark.executor.extraJavaOptions} has {@code --add-modules
 * jdk.incubator.vector -XX:ObjectAlignmentInBytes=64}.
 *
 * <p>Listeners hear of a run's steps and evaluations when it is finished, and nothing of its losses, which a run's record does not
 * hold: {@link io.github.lotteryrl.experiment.TensorBoardListener} writes no loss and no steps per second. The interrupt of
 * {@link #run} cancels the jobs.
 *
 * <pre>{@code
 * TicketReport report = TicketSearch.builder()
 *         .environment("CartPole-v1")
 *         .agent(Ppo.cartPole())
 *         .seedCount(100)
 *         .store(Path.of("results"))
 *         .runner((store, listener) -> new SparkRunner(context, store, listener))
 *         .build()
 *         .run();
 * }</pre>
 */
public final class SparkRunner implements ExperimentRunner {

    private final JavaSparkContext context;
    private final Sweep sweep;

    /**
     * Makes a runner that has as many runs at once as the cluster has cores, also while executors come and go: {@code
     * spark.default.parallelism} if it is set, divided by {@code spark.task.cpus}.
     *
     * @param context stays open
     */
    public SparkRunner(JavaSparkContext context, RunStore store, ExperimentListener listener) {
        this(context, store, () -> cores(context), listener);
    }

    /**
     * Makes a runner.
     *
     * @param context stays open
     * @param jobs how many runs go at once, at least 1
     */
    public SparkRunner(JavaSparkContext context, RunStore store, int jobs, ExperimentListener listener) {
        this(context, store, () -> jobs, listener);
        Check.atLeast("jobs", jobs, 1);
    }

    private SparkRunner(JavaSparkContext context, RunStore store, IntSupplier jobs, ExperimentListener listener) {
        this.context = context;
        this.sweep = new Sweep(store, () -> whileOpen(jobs), listener, this::execute);
    }

    private static int cores(JavaSparkContext context) {
        return Math.max(1, context.defaultParallelism() / context.getConf().getInt("spark.task.cpus", 1));
    }

    /** Without this, all runs that are left would fail one by one. */
    private int whileOpen(IntSupplier jobs) {
        if (context.sc().isStopped()) {
            throw new UncheckedIOException(
                    "the Spark application ended before its runs", new IOException("the context is stopped"));
        }
        return jobs.getAsInt();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an agent or environment cannot be sent to executors, before anything is run
     * @throws UncheckedIOException if the context was stopped; finished runs are in the store
     */
    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        experiments.forEach(Travel::check);
        return sweep.run(experiments);
    }

    /** The checkpoint is left alone: it is a file of the driver's. */
    private RunRecord execute(RunTask task, TrainingCheckpoint checkpoint, TrainingListener listener)
            throws InterruptedException {
        context.setJobGroup(task.key().hash(), task.key().toString(), true);
        final JavaFutureAction<List<byte[]>> job =
                context.parallelize(List.of(0), 1).map(RemoteRun.of(task)).collectAsync();
        final RunRecord run = Reply.read(await(job), task.key());
        if (run instanceof RunRecord.Completed completed) {
            listener.stepped(completed.result().steps());
            completed.result().evaluations().forEach(listener::evaluated);
        }
        return run;
    }

    private static byte[] await(JavaFutureAction<List<byte[]>> job) throws InterruptedException {
        try {
            return job.get().get(0);
        } catch (InterruptedException e) {
            job.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            // Further lines are stack traces of executor and driver, which are in Spark's log.
            final String reason =
                    String.valueOf(e.getCause()).lines().findFirst().orElse("no reason");
            throw new RemoteRunException(reason);
        }
    }
}
