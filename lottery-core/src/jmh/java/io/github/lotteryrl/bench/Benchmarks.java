// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks, each in a JVM of its own, once for each kind of kernels; prints tables in Markdown and writes {@code
 * bench.csv}. A time is the median of JMH's iterations, which one disturbance does not move.
 *
 * <pre>
 * mvn -q -P bench,-checks -Dmaven.test.skip -pl lottery-core -am verify
 * mvn -q -P bench,-checks -Dmaven.test.skip -pl lottery-core -am verify "-Dbench.args=--quick TrainingStep Dl4jFit"
 * </pre>
 *
 * <p>{@code --quick} says whether they work, not how fast they are. A name chooses the benchmarks whose names contain it.
 */
public final class Benchmarks {

    static final String SCALAR = "scalar";
    static final String VECTOR = "vector";

    private static final List<String> BOTH = List.of(SCALAR, VECTOR);
    /** Where our kernels are not in use. */
    private static final List<String> NEITHER = List.of("");

    private static final String QUICK = "--quick";
    private static final String OUT = "--out=";

    private final boolean quick;
    private final Path out;
    private final List<Result> results = new ArrayList<>();

    private Benchmarks(boolean quick, Path out) {
        this.quick = quick;
        this.out = out;
    }

    /**
     * A class of benchmarks.
     *
     * @param benchmark its name in the file, where that is one
     * @param kernels which it runs with, one after the other
     */
    private record Suite(Class<?> type, String benchmark, List<String> kernels) {

        static final List<Suite> ALL = List.of(
                new Suite(TrainingStep.class, Result.TRAINING_STEP, BOTH),
                new Suite(Dl4jFit.class, Result.FIT, NEITHER),
                new Suite(Acting.class, Result.ACT, BOTH),
                new Suite(Dl4jOutput.class, Result.OUTPUT, NEITHER),
                new Suite(PpoTraining.class, "", BOTH),
                new Suite(DqnTraining.class, "", BOTH),
                new Suite(PruningRun.class, "", BOTH),
                new Suite(SweepRun.class, "", List.of(VECTOR)),
                new Suite(EnvironmentSteps.class, "", NEITHER));

        String name() {
            return type.getSimpleName();
        }

        boolean isChosen(List<String> names) {
            final String here = name().toLowerCase(Locale.ROOT);
            return names.isEmpty() || names.stream().anyMatch(name -> here.contains(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** Runs all benchmarks or those that are named. */
    public static void main(String... args) throws IOException, InterruptedException, RunnerException {
        boolean quick = false;
        Path out = Path.of("target");
        final List<String> names = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals(QUICK)) {
                quick = true;
            } else if (arg.startsWith(OUT)) {
                out = Path.of(arg.substring(OUT.length()));
            } else {
                names.add(arg);
            }
        }
        final List<Suite> chosen =
                Suite.ALL.stream().filter(suite -> suite.isChosen(names)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no benchmark for " + names + " among "
                    + Suite.ALL.stream().map(Suite::name).toList());
        }
        final Benchmarks benchmarks = new Benchmarks(quick, out);
        for (Suite suite : chosen) {
            for (String kernel : suite.kernels()) {
                System.err.println(kernel.isEmpty() ? suite.name() : suite.name() + ", " + kernel);
                benchmarks.run(suite, kernel);
            }
        }
        benchmarks.write();
        if (quick) {
            System.out.println("Too short to compare anything.\n");
        }
        System.out.println(new Report(benchmarks.results).toMarkdown());
    }

    private void run(Suite suite, String kernel) throws IOException, InterruptedException, RunnerException {
        if (suite.type() == PruningRun.class || suite.type() == SweepRun.class) {
            time(suite, kernel);
            return;
        }
        final ChainedOptionsBuilder options = new OptionsBuilder()
                .include(suite.type().getName().replace(".", "\\.") + "\\.")
                .addProfiler(GCProfiler.class)
                .jvmArgs(flags(kernel).toArray(String[]::new))
                .verbosity(VerboseMode.NORMAL)
                .output(log(suite, kernel).toString())
                .shouldFailOnError(true);
        if (quick) {
            options.warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(100));
        }
        for (RunResult result : new Runner(options.build()).run()) {
            results.add(toResult(suite, kernel, result));
        }
    }

    private Path log(Suite suite, String kernel) {
        return out.resolve("bench-" + suite.name() + (kernel.isEmpty() ? "" : "-" + kernel) + ".log");
    }

    private static List<String> flags(String kernel) {
        final List<String> flags = new ArrayList<>(List.of("-XX:+UseParallelGC"));
        final String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            flags.add("-Dlogback.configurationFile=" + logging);
        }
        if (!kernel.isEmpty()) {
            flags.add("-Dlottery.kernels=" + kernel);
        }
        if (kernel.equals(VECTOR)) {
            // As the launcher script starts them; the scalar kernels run as java -jar does.
            flags.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:ObjectAlignmentInBytes=64"));
        }
        return flags;
    }

    /** Runs {@link PruningRun} or {@link SweepRun}, which are no benchmarks of JMH's. */
    private void time(Suite suite, String kernel) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(kernel));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), suite.type().getName()));
        command.addAll(List.of(kernel, String.valueOf(quick)));
        final Process process = new ProcessBuilder(command)
                .redirectError(log(suite, kernel).toFile())
                .redirectInput(Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().map(Result::parse).forEach(results::add);
        }
        final int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    suite.name() + " ended with status " + status + ", see " + log(suite, kernel));
        }
    }

    private static Result toResult(Suite suite, String kernel, RunResult result) {
        final double microseconds = result.getPrimaryResult().getStatistics().getPercentile(50);
        final double allocated =
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        final BenchmarkParams params = result.getParams();
        if (suite.type() == EnvironmentSteps.class) {
            return new Result(
                    params.getParam("id") + Result.STEPS_PER_SECOND, "", 0, 1, "", 1e6 / microseconds, allocated);
        }
        if (suite.type() == PpoTraining.class) {
            final String pruned = params.getParam("pruned");
            return new Result(
                    Result.ppo(pruned),
                    "4-64-64-2",
                    CartPolePpo.MINIBATCH,
                    pruned.equals(PpoTraining.NOTHING) ? 1 : PpoTraining.DENSITY,
                    kernel,
                    CartPolePpo.STEPS_PER_ITERATION * 1e6 / microseconds,
                    allocated);
        }
        if (suite.type() == DqnTraining.class) {
            final boolean acting = params.getBenchmark().endsWith(".act");
            return new Result(
                    acting ? Result.DQN_ACT : Result.DQN_UPDATE,
                    "1200-1024-512-4 on GridMaze-v0",
                    acting ? DqnTraining.environments() : 256,
                    Double.parseDouble(params.getParam("density")),
                    kernel,
                    microseconds,
                    allocated);
        }
        final Shape shape = Shape.parse(params.getParam("shape"));
        final String density = params.getParam("density");
        final String threads = params.getParam("threads");
        return new Result(
                suite.benchmark(),
                shape.units(),
                shape.batch(),
                density == null ? 1 : Double.parseDouble(density),
                kernel.isEmpty() ? Dl4jFit.ALL.equals(threads) ? Result.ALL_THREADS : Result.ONE_THREAD : kernel,
                microseconds,
                allocated);
    }

    private void write() throws IOException {
        final List<String> lines = new ArrayList<>(List.of(Result.HEADER));
        results.forEach(result -> lines.add(result.toCsv()));
        Files.write(out.resolve("bench.csv"), lines);
    }
}
