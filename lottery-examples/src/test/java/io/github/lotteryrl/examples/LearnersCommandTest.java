// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.lotteryrl.search.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every learner from the command line. */
@Timeout(180)
class LearnersCommandTest {

    @TempDir
    private Path folder;

    private Called call(String line, Object... more) {
        return Called.with(
                Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CartPole-v1 --agent dqn --steps 500 --hidden 8 --learning-rate 0.01 --weight-decay 0.1"
                        + " --weight-decay-form decoupled | dqn(network=[8] relu, doubleQ=true, multiStep=1,"
                        + " learningRate=0.01 constant, | weightDecay=0.1 decoupled, | exploration=1..0.04/80,"
                        + " evaluationExploration=0.001, learningStarts=5, targetInterval=100, steps=500,",
                "CartPole-v1 --agent clone --steps 256 --teacher-steps 384 --hidden 8 --dropout 0.2 --weight-decay 0.01"
                        + " | policyCloning(actor=[8] relu, learningRate=0.001 constant, adamEpsilon=1E-8,"
                        + " maxGradientNorm=0.5, weightDecay=0.01 after clipping, dropout=0.2, steps=256,"
                        + " | teacher=ppo(actor=[64-64], critic=[64-64], activation=relu, learningRate=0.0005 linear,"
                        + " adamEpsilon=1E-8, discount=0.99, gaeLambda=0.8, valueCoefficient=0.5,"
                        + " entropyCoefficient=0.001, ratioClip=0.2 linear, steps=384,",
                "Dial-v0 --agent clone --steps 128 --teacher-steps 256 --hidden 8 --normalise-observations"
                        + " | policyCloning(actor=[8] relu, | normaliseObservations=true,",
                "Dial-v0 --steps 128 --hidden 8 --prune critic | ppo(actor=[8], critic=[8], | pruned=critic,",
                "GridMaze-v0 --steps 300 --hidden 4 | dqn(network=[4] relu, | learningStarts=20, targetInterval=100,"
                        + " steps=300,",
                "MinAtar/Breakout-v1 --steps 300 --convolutions 2x3,3x4/2 --hidden 8 | dqn(network=[2x3/1+0, 3x4/2+0]"
                        + " [8] relu, | exploration=1..0.05/150,",
                "MinAtar/Breakout-v1 --agent ppo --steps 640 --convolutions none --hidden 8 | ppo(actor=[8], critic=[8],"
                        + " activation=relu, learningRate | horizon=64,",
                "MinAtar/Breakout-v1 --agent clone --steps 300 --teacher-steps 200 --convolutions 2x3 --hidden 8"
                        + " | valueCloning(network=[2x3/1+0] [8] relu, exploration=0.05, | teacher=dqn(network=[16x3/1+0]"
                        + " [128-64] relu,",
                "StrokeDigits-v0?images=50 --steps 600 --hidden 8 | classifier(network=[8] relu, | steps=600,"
            })
    void everyLearnerTrainsAndItsTicketIsReadAndInspected(String arguments, String agent, String more)
            throws IOException {
        final Path file = folder.resolve("agent.ticket");
        final Called trained = call("train " + arguments, "--save", file);
        assertThat(trained.err()).isEmpty();
        assertThat(trained.exitCode()).isZero();
        assertThat(trained.outLines())
                .contains("     steps     return")
                .anyMatch(line ->
                        line.matches("best checkpoint: step \\d+, return -?\\d+\\.\\d over \\d+ fresh episodes"))
                .endsWith("wrote " + file);
        assertThat(trained.outLines().stream().anyMatch(line -> line.matches("teacher: step \\d+, return .*")))
                .isEqualTo(arguments.contains("clone"));

        final Ticket ticket = Ticket.read(file);
        assertThat(InspectCommand.setting(ticket.identity(), "agent"))
                .startsWith(agent)
                .contains(more);
        final float[] nothing = new float[ticket.observations().size()];
        if (!arguments.startsWith("Dial")) {
            assertThat(ticket.policy().action(nothing))
                    .isBetween(0, ticket.actions().outputs() - 1);
        }
        assertThat(call("inspect", file).outLines()).contains("agent: " + agentOf(ticket));
    }

    private static String agentOf(Ticket ticket) {
        return InspectCommand.setting(ticket.identity(), "agent");
    }

    /** Names of 400 cells would fill pages. */
    @Test
    void inputsOfPicturesAreCountedByChannel() {
        final Called searched = call(
                "ticket MinAtar/Breakout-v1 --steps 200 --hidden 4 --levels 2 --fraction 0.9 --jobs 1 --out", folder);
        assertThat(searched.err()).isEmpty();
        assertThat(searched.outLinesAfterRuns().get(1)).matches(" +0 +100\\.00 % +\\d\\.\\d  400 of 400");
        assertThat(searched.outLinesAfterRuns().get(3)).matches(" +2 +0\\.99 % +\\d\\.\\d  \\d+ of 400");

        final Called inspected = call("inspect", folder.resolve("tickets").resolve("seed-0-level-2.ticket"));
        assertThat(inspected.outLines())
                .contains("channels, by absolute weight of the trained input layer, and how many of their cells are"
                        + " read:");
        final int total = Stream.of("paddle", "ball", "trail", "brick")
                .mapToInt(channel -> inspected.outLines().stream()
                        .filter(line -> line.matches("  " + channel + " +\\d+\\.\\d{3} +\\d+\\.\\d %  \\d+ of 100"))
                        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*%  | of 100", "")))
                        .findFirst()
                        .orElseThrow())
                .sum();
        assertThat(searched.outLinesAfterRuns().get(3)).endsWith("  " + total + " of 400");
    }

    @Test
    void studentsAndTheirTeachersAreInOneStore() {
        final Object[] search = {
            "ticket",
            "CartPole-v1",
            "--agent",
            "clone",
            "--steps",
            256,
            "--teacher-steps",
            256,
            "--hidden",
            8,
            "--levels",
            1,
            "--seeds",
            2,
            "--jobs",
            2,
            "--baselines",
            "--checkpoint",
            0,
            "--out",
            folder
        };
        final Called searched = Called.with(search);
        assertThat(searched.err()).isEmpty();
        assertThat(searched.outLines()).anyMatch(line -> line.matches("teacher +\\d+\\.\\d"));
        final Called inspected = call("inspect", folder.resolve("store"));
        assertThat(inspected.outLines().stream()
                        .filter(line -> line.contains("@1, ppo, kaiming-uniform, dense, seed ")))
                .hasSize(2);
        assertThat(inspected.outLines().stream().filter(line -> line.contains("@1, policyCloning, kaiming-uniform, ")))
                .hasSize(10);
        assertThat(Called.with(search).outLinesAfterRuns()).isEqualTo(searched.outLinesAfterRuns());
    }

    @Test
    void aTeacherThatDivergesIsNamed() {
        final String diverging = " CartPole-v1 --agent clone --teacher-steps 512 --steps 256 --input-scale 1e30";
        final Called trained = call("train" + diverging);
        assertThat(trained.exitCode()).isEqualTo(1);
        assertThat(trained.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("lottery: teacher: diverged: "));
        final Called searched = call("ticket" + diverging + " --levels 1 --out", folder);
        assertThat(searched.exitCode()).isEqualTo(1);
        assertThat(searched.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("failed: teacher, dense seed 0 level 0: diverged: "));
    }

    /**
     * As soon as the runs are under way, Ctrl-C or SIGTERM. Nothing but the signal makes them keep a checkpoint: the next one is due
     * in an hour.
     */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS)
    void aSearchThatIsStoppedSaysHowToGoOn(String signal, int exitCode) throws IOException, InterruptedException {
        assumeFalse(
                signal.equals("INT") && isInterruptIgnored(),
                "tests that run in the background ignore SIGINT, as do their children");
        final Path store = folder.resolve("store");
        final Path output = folder.resolve("output");
        final Path events = folder.resolve("events");
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Lottery.class.getName(),
                "ticket",
                "CartPole-v1",
                "--agent",
                "dqn",
                "--checkpoint",
                "3600",
                "--tensorboard",
                events.toString(),
                "--out",
                folder.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        final Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            // The event file is opened at the first evaluation.
            while (!hasEventFile(events)) {
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor()).isEqualTo(exitCode);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(Files.readAllLines(output))
                .endsWith("lottery: stopped; the same command goes on from what is in " + store);
        assertThat(isEmpty(store.resolve("checkpoints"))).isFalse();
        assertThat(isEmpty(store.resolve("temporary"))).isTrue();
    }

    private static boolean isInterruptIgnored() throws IOException {
        final Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        final long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        // SIGINT is number 2; the lowest bit is that of number 1.
        return (ignored & 2) != 0;
    }

    private static boolean hasEventFile(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("events.out.tfevents."));
        } catch (UncheckedIOException e) {
            // One of the other files was there for a moment.
            return false;
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
