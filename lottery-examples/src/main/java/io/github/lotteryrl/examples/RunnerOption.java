// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.experiment.RunnerFactory;
import io.github.lotteryrl.experiment.spark.SparkApplication;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands that run experiments have in common: where runs are trained. */
final class RunnerOption {

    /** Where runs are trained. */
    enum Place {
        LOCAL,
        SPARK
    }

    @Option(
            names = "--runner",
            defaultValue = "local",
            description = "local: on the cores of this machine; spark: on a cluster, started by spark-submit. Never"
                    + " changes a result; default ${DEFAULT-VALUE}.")
    private Place place = Place.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark's master, as in spark://host:7077 or local[4]; default what spark-submit was given.")
    private Optional<String> master = Optional.empty();

    /**
     * Returns what makes the runner.
     *
     * @param jobs how many runs go at once; if empty, one for each core of the machine or cluster
     * @throws IllegalArgumentException if the settings cannot be used, or Spark is not there
     */
    RunnerFactory factory(Optional<Integer> jobs) {
        jobs.ifPresent(count -> Check.atLeast("jobs", count, 1));
        if (place == Place.SPARK) {
            checkSpark();
            return (store, listener) -> new SparkApplication(master, store, jobs, listener);
        }
        Check.that(master.isEmpty(), "--master goes with --runner spark");
        final int parallel = jobs.orElse(processors());
        return (store, listener) -> new LocalRunner(store, parallel, listener);
    }

    /** Returns in words where runs are trained, and how many at once. */
    String place(Optional<Integer> jobs) {
        return place == Place.LOCAL
                ? "jobs: " + jobs.orElse(processors()) + ", processors: " + processors()
                : "Apache Spark" + jobs.map(count -> ", jobs: " + count).orElse("");
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Spark is not in our jar: the cluster has it. */
    private static void checkSpark() {
        try {
            Class.forName("org.apache.spark.api.java.JavaSparkContext", false, RunnerOption.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "--runner spark: Spark is not on the class path; start with"
                            + " 'spark-submit --class io.github.lotteryrl.examples.Lottery lottery.jar ...'",
                    e);
        }
    }
}
