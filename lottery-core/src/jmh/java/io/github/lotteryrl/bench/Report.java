// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.bench;

import static io.github.lotteryrl.bench.Benchmarks.SCALAR;
import static io.github.lotteryrl.bench.Benchmarks.VECTOR;
import static io.github.lotteryrl.bench.Table.number;
import static io.github.lotteryrl.bench.Table.ratio;
import static io.github.lotteryrl.bench.Table.whole;

import io.github.lotteryrl.api.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The results as tables for people, with ratios. */
final class Report {

    private static final String DENSE = Result.ppo(PpoTraining.NOTHING);

    private final List<Result> results;
    private final List<String> lines = new ArrayList<>();

    Report(List<Result> results) {
        this.results = results;
    }

    String toMarkdown() {
        lines.add(machine());
        steps();
        fits();
        acting();
        training();
        deepQ();
        pruning();
        sweeps();
        environments();
        return String.join("\n", lines);
    }

    private static String machine() {
        return String.format(
                "%s, %d cores, JDK %s (%s), %s.",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"));
    }

    private static String processor() {
        try (Stream<String> info = Files.lines(Path.of("/proc/cpuinfo"))) {
            return info.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            // No Linux.
            return System.getProperty("os.arch");
        }
    }

    private void steps() {
        final Table table = new Table(
                1,
                "network",
                "batch",
                "weights",
                "scalar, us",
                "vector, us",
                "scalar / vector",
                "dense / this",
                "DL4J / this",
                "B/op");
        final List<Result> byNetwork = new ArrayList<>(rows(Result.TRAINING_STEP));
        final List<String> networks =
                byNetwork.stream().map(Result::shape).distinct().toList();
        byNetwork.sort(Comparator.comparing((Result row) -> networks.indexOf(row.shape()))
                .thenComparing(Result::batch)
                .thenComparing(Comparator.comparing(Result::density).reversed()));
        for (Result row : byNetwork) {
            final double vector = like(row, VECTOR);
            table.row(
                    row.shape(),
                    String.valueOf(row.batch()),
                    percent(row.density()),
                    number(row.value()),
                    number(vector),
                    ratio(row.value() / vector),
                    ratio(value(Result.TRAINING_STEP, row.shape(), row.batch(), 1, VECTOR) / vector),
                    ratio(value(Result.FIT, row.shape(), row.batch(), 1, Result.ONE_THREAD) / vector),
                    whole(allocated(row)));
        }
        add(
                "Training step",
                "One thread each; ratios with the vector kernels. DL4J trains all weights. Measuring itself allocates a few kB,"
                        + " which show where only few operations fit into the time.",
                table);
    }

    private void fits() {
        final Table table = new Table(1, "network", "batch", "one thread, us", "all threads, us", "B/op");
        for (Result row : results) {
            if (row.benchmark().equals(Result.FIT) && row.kernel().equals(Result.ONE_THREAD)) {
                table.row(
                        row.shape(),
                        String.valueOf(row.batch()),
                        number(row.value()),
                        number(like(row, Result.ALL_THREADS)),
                        whole(row.allocated()));
            }
        }
        add("Training step of DL4J", "MultiLayerNetwork.fit, the same networks and batches, all weights.", table);
    }

    private void acting() {
        final Table table = new Table(
                1,
                "network",
                "batch",
                "scalar, us",
                "vector, us",
                "scalar / vector",
                "DL4J, us",
                "DL4J / vector",
                "B/op");
        for (Result row : rows(Result.ACT)) {
            final double vector = like(row, VECTOR);
            final double peer = value(Result.OUTPUT, row.shape(), row.batch(), 1, Result.ONE_THREAD);
            table.row(
                    row.shape(),
                    String.valueOf(row.batch()),
                    number(row.value()),
                    number(vector),
                    ratio(row.value() / vector),
                    number(peer),
                    ratio(peer / vector),
                    whole(allocated(row)));
        }
        add("Acting", "All weights; DL4J: MultiLayerNetwork.output.", table);
    }

    private void training() {
        final Table table = new Table(
                1, "pruned to 10 %", "scalar, steps/s", "vector, steps/s", "vector / scalar", "this / dense", "B/op");
        for (String pruned : List.of(PpoTraining.NOTHING, PpoTraining.BOTH, PpoTraining.ACTOR)) {
            for (Result row : rows(Result.ppo(pruned))) {
                final double vector = like(row, VECTOR);
                table.row(
                        pruned,
                        whole(row.value()),
                        whole(vector),
                        ratio(vector / row.value()),
                        ratio(vector / value(DENSE, row.shape(), row.batch(), 1, VECTOR)),
                        whole(allocated(row)));
            }
        }
        add(
                "PPO on CartPole-v1",
                "4 environments, actor and critic 64,64, four epochs in minibatches of 128; bytes per iteration of "
                        + CartPolePpo.STEPS_PER_ITERATION + " steps.",
                table);
    }

    private void deepQ() {
        final Table table = new Table(
                1,
                "weights",
                "update, scalar, us",
                "update, vector, us",
                "update / dense step",
                "dense / this",
                "acting, vector, us per update",
                "share of acting",
                "B/op");
        for (Result row : rows(Result.DQN_UPDATE)) {
            final double update = like(row, VECTOR);
            final double acting = value(Result.DQN_ACT, row.shape(), DqnTraining.environments(), row.density(), VECTOR)
                    * DqnTraining.STEPS_PER_UPDATE
                    / DqnTraining.environments();
            table.row(
                    percent(row.density()),
                    number(row.value()),
                    number(update),
                    ratio(update / value(Result.TRAINING_STEP, "1200-1024-512-4", row.batch(), row.density(), VECTOR)),
                    ratio(value(Result.DQN_UPDATE, row.shape(), row.batch(), 1, VECTOR) / update),
                    number(acting),
                    Decimal.format(Math.rint(100 * acting / (acting + update))) + " %",
                    whole(allocated(row)));
        }
        add(
                "Deep Q-learning on GridMaze",
                "1200-1024-512-4, 256 samples per update: three forward passes and one backward. \"Dense step\": the training step"
                        + " above of as many weights. Acting: the "
                        + DqnTraining.STEPS_PER_UPDATE
                        + " steps between two updates, environments included.",
                table);
    }

    private void pruning() {
        final Table table = new Table(2, "what", "kernels", "dense level", "all levels", "all / dense");
        for (Result row : results) {
            if (row.benchmark().endsWith(PruningRun.DENSE_LEVELS)) {
                final String name =
                        row.benchmark().substring(0, row.benchmark().length() - PruningRun.DENSE_LEVELS.length());
                final double dense = value(name + PruningRun.LEVEL_0, row.shape(), row.batch(), 1, row.kernel());
                table.row(
                        name.equals(PruningRun.RUN)
                                ? "PPO on CartPole-v1, " + PruningRun.STEPS + " steps a level"
                                : "training step, " + row.shape() + ", batch " + row.batch(),
                        row.kernel(),
                        number(dense / 1e3) + " ms",
                        number(dense * row.value() / 1e3) + " ms",
                        number(row.value()));
            }
        }
        final int levels = PruningRun.SCHEDULE.levels() + 1;
        final double weights = PruningRun.SCHEDULE.remaining(1_000_000).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        add(
                "Iterative pruning, 20 % per level",
                levels + " levels, which hold the weights of " + number(weights) + " dense ones.", table);
    }

    private void sweeps() {
        final Table table = new Table(1, "what", "time");
        final double wall = time(SweepRun.WALL);
        if (Double.isNaN(wall)) {
            return;
        }
        table.row("a tiny run, wall time", number(wall / 1e3) + " ms");
        table.row("its training, processor time", number(time(SweepRun.TRAINING) / 1e3) + " ms");
        table.row(
                SweepRun.JOBS + " cores busy with training",
                Decimal.format(Math.rint(100 * time(SweepRun.TRAINING) / (SweepRun.JOBS * wall))) + " %");
        table.row("a tiny run's share of the time that jobs did not train", number(time(SweepRun.OTHER) / 1e3) + " ms");
        table.row("keeping a result", number(time(SweepRun.PUT) / 1e3) + " ms");
        table.row("keys of 10 004 runs with their hashes", number(time(SweepRun.KEYS) / 1e3) + " ms");
        table.row("opening a store of 10 004 runs", number(time(SweepRun.OPEN) / 1e3) + " ms");
        table.row("a sweep that finds all 10 004 there", number(time(SweepRun.RECOGNISE) / 1e6) + " s");
        add("Sweeps", "Tiny runs: 2 048 steps of PPO on CartPole-v1, 205 of them in a store on the disk.", table);
    }

    private double time(String benchmark) {
        return value(benchmark, "", 0, 1, VECTOR);
    }

    private void environments() {
        final Table table = new Table(1, "task", "steps/s", "B/op");
        for (Result row : results) {
            if (row.benchmark().endsWith(Result.STEPS_PER_SECOND) && row.shape().isEmpty()) {
                table.row(
                        row.benchmark().replace(Result.STEPS_PER_SECOND, ""),
                        whole(row.value()),
                        number(row.allocated()));
            }
        }
        add(
                "Environments alone",
                "Random actions, one thread; each step with its observation, as bits where it is binary.",
                table);
    }

    private void add(String title, String note, Table table) {
        if (!table.isEmpty()) {
            lines.addAll(List.of("", "## " + title, "", note, ""));
            lines.addAll(table.lines());
        }
    }

    /** Returns one result of each row of a table: those with the scalar kernels. */
    private List<Result> rows(String benchmark) {
        return results.stream()
                .filter(result ->
                        result.benchmark().equals(benchmark) && result.kernel().equals(SCALAR))
                .toList();
    }

    private double like(Result row, String kernel) {
        return value(row.benchmark(), row.shape(), row.batch(), row.density(), kernel);
    }

    private double value(String benchmark, String shape, int batch, double density, String kernel) {
        return results.stream()
                .filter(result -> result.benchmark().equals(benchmark)
                        && result.shape().equals(shape)
                        && result.batch() == batch
                        && result.density() == density
                        && result.kernel().equals(kernel))
                .mapToDouble(Result::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Returns the larger allocation of the two kinds of kernels. */
    private double allocated(Result row) {
        return results.stream()
                .filter(result -> result.benchmark().equals(row.benchmark())
                        && result.shape().equals(row.shape())
                        && result.batch() == row.batch()
                        && result.density() == row.density())
                .mapToDouble(Result::allocated)
                .max()
                .orElse(Double.NaN);
    }

    private static String percent(double density) {
        return Decimal.format(100 * density) + " %";
    }
}
