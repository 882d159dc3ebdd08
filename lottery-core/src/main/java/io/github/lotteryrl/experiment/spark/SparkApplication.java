// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.ExperimentRunner;
import io.github.lotteryrl.experiment.RunStore;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A Spark application that lasts as long as {@link #run}, for a program that {@code spark-submit} starts. Spark's settings are those
 * of {@code spark-submit}; where they are silent, executors get the JVM flags of the quick kernels, a run may lose its executor
 * seven times, and the application is called "lottery".
 */
public final class SparkApplication implements ExperimentRunner {

    private static final String MASTER = "spark.master";

    private final SparkConf settings;
    private final RunStore store;
    private final Optional<Integer> jobs;
    private final ExperimentListener listener;

    /**
     * Makes a runner; nothing is started.
     *
     * @param master Spark's, as in {@code spark://host:7077} or {@code local[4]}; if empty, what {@code spark-submit} says
     * @param jobs how many runs go at once, at least 1; if empty, as many as the cluster has cores
     * @throws IllegalArgumentException if there is no master
     */
    public SparkApplication(
            Optional<String> master, RunStore store, Optional<Integer> jobs, ExperimentListener listener) {
        jobs.ifPresent(count -> Check.atLeast("jobs", count, 1));
        this.settings = settings(master);
        this.store = store;
        this.jobs = jobs;
        this.listener = listener;
    }

    private static SparkConf settings(Optional<String> master) {
        final SparkConf settings = new SparkConf();
        master.ifPresent(settings::setMaster);
        Check.that(settings.contains(MASTER), "no Spark master: neither given nor set by spark-submit");
        return settings.setIfMissing("spark.app.name", "lottery")
                .setIfMissing("spark.task.maxFailures", "8")
                .setIfMissing(
                        "spark.executor.extraJavaOptions",
                        "--add-modules jdk.incubator.vector -XX:ObjectAlignmentInBytes=64");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an agent or environment cannot be sent to executors, or Spark does not start
     */
    @Override
    public List<Failure> run(List<Experiment> experiments) throws InterruptedException {
        // Before the cluster is asked for anything.
        experiments.forEach(Travel::check);
        try (JavaSparkContext context = open()) {
            final ExperimentRunner runner = jobs.<ExperimentRunner>map(
                            count -> new SparkRunner(context, store, count, listener))
                    .orElseGet(() -> new SparkRunner(context, store, listener));
            return runner.run(experiments);
        }
    }

    private JavaSparkContext open() {
        try {
            return new JavaSparkContext(settings);
        } catch (Exception e) {
            // Scala declares no exceptions.
            final String reason =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
            throw new IllegalArgumentException(
                    "Spark does not start with master '" + settings.get(MASTER) + "': " + reason, e);
        }
    }
}
