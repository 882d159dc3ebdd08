// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.search.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    private Path folder;

    private List<Path> everythingIn(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(file -> !file.equals(where)).toList();
        }
    }

    /** {@code OUT} stands for a folder that is not there, {@code FILE} for a file, {@code EMPTY} for an empty folder. */
    private Called call(String line) throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "in the way");
        final Path empty = Files.createDirectory(folder.resolve("empty"));
        final Object[] arguments = Stream.of(line.split(" "))
                .map(argument -> argument.replace("OUT", folder.resolve("out").toString())
                        .replace("FILE", file.toString())
                        .replace("EMPTY", empty.toString()))
                .toArray();
        return Called.with(arguments);
    }

    static List<Arguments> badSettings() {
        return List.of(
                Arguments.of("train CartPole-v1 --learning-rate -1", "learningRate -1.0 not in (0, infinity)"),
                Arguments.of(
                        "ticket CartPole-v1 --out OUT --learning-rate -1", "learningRate -1.0 not in (0, infinity)"),
                Arguments.of("ticket CartPole-v1 --out OUT --sparsity 1.2", "sparsity 1.2 not in [0, 1)"),
                Arguments.of("ticket CartPole-v1 --out OUT --fraction 0", "fraction 0.0 not in (0, 1)"),
                Arguments.of("ticket CartPole-v1 --out OUT --levels -1", "levels -1 not in [0, ...)"),
                Arguments.of(
                        "ticket CartPole-v1 --out OUT --levels 3 --sparsity 0.5",
                        "give --levels or --sparsity, not both"),
                Arguments.of("ticket CartPole-v1 --out OUT --jobs 0", "jobs 0 not in [1, ...)"),
                Arguments.of(
                        "ticket CartPole-v1 --out OUT --runner spark --master local",
                        "--runner spark: Spark is not on the class path; start with 'spark-submit --class "),
                Arguments.of("learning --preset smoke --out OUT --runner spark", "Spark is not on the class path"),
                Arguments.of("ticket CartPole-v1 --out OUT --master local", "--master goes with --runner spark"),
                Arguments.of(
                        "ticket CartPole-v1 --out OUT --runner moon", "'--runner': expected one of [LOCAL, SPARK]"),
                Arguments.of(
                        "ticket CartPole-v1 --out OUT --steps 256 --rewind 256",
                        "rewindStep 256 is not below the 256 steps of a run"),
                Arguments.of("train CartPole-v1 --steps 127", "steps 127 not in [128, ...)"),
                Arguments.of("train CartPole-v1 --hidden 8,0", "hidden units 0 not in [1, ...)"),
                Arguments.of("train CartPole-v1 --input-scale 0", "input-scale 0.0 not in (0, infinity)"),
                Arguments.of("train CartPole-v1 --save EMPTY", "--save EMPTY is a folder"),
                Arguments.of(
                        "train CartPole-v1 --agent magic", "'--agent': expected one of [PPO, DQN, CLONE, CLASSIFIER]"),
                Arguments.of(
                        "train CartPole-v1 --agent classifier",
                        "CartPole-v1 has no labelled data for a classifier to learn from"),
                Arguments.of(
                        "train StrokeDigits-v0 --agent ppo",
                        "StrokeDigits-v0 has labelled data to learn from: its agent is classifier"),
                Arguments.of(
                        "train CartPole-v1 --agent dqn --prune actor",
                        "--prune chooses between actor and critic; this agent has one network"),
                Arguments.of(
                        "train CartPole-v1 --agent clone --prune critic",
                        "pruned critic, but the student has no critic"),
                Arguments.of(
                        "train CartPole-v1 --teacher-steps 5000", "--teacher-steps is for students: --agent clone"),
                Arguments.of(
                        "train CartPole-v1 --agent dqn --normalise-observations",
                        "--normalise-observations is for --agent ppo and its students"),
                Arguments.of(
                        "train MinAtar/Breakout-v1 --agent ppo --normalise-observations",
                        "normaliseObservations needs real numbers, the task shows binary [4, 10, 10]"),
                Arguments.of("train CartPole-v1 --agent clone --teacher-steps 127", "steps 127 not in [128, ...)"),
                Arguments.of(
                        "train CartPole-v1 --agent dqn --steps 2", "learningStarts 2 not in [1, 1], the steps less 1"),
                Arguments.of(
                        "train CartPole-v1 --convolutions 16x3",
                        "convolutions need channels, rows and columns, the task shows [4]"),
                Arguments.of(
                        "train MinAtar/Breakout-v1 --convolutions 16x3,8",
                        "filters '8' are not COUNTxSIZE or COUNTxSIZE/STRIDE"),
                Arguments.of("train MinAtar/Breakout-v1 --convolutions 16x0", "size of filters 0 not in [1, ...)"),
                Arguments.of(
                        "train MinAtar/Breakout-v1 --convolutions 16x11",
                        "kernel rows 11 not in [1, 10], rows 10 and padding 0 on each side"),
                Arguments.of("train CartPole-v1 --dropout 1", "dropout 1.0 not in [0, 1)"),
                Arguments.of("train CartPole-v1 --weight-decay -1", "weightDecay -1.0 not in [0, infinity)"),
                Arguments.of(
                        "train CartPole-v1 --weight-decay-form decoupled", "--weight-decay-form needs --weight-decay"),
                Arguments.of("train GridMaze-v0?scale=0.5", "scale 0.5: the observations of GridMaze-v0 are binary"),
                Arguments.of("ticket CartPole-v1 --out OUT --checkpoint -1", "checkpoint -1 not in [0, ...)"),
                Arguments.of("ticket CartPole-v1 --out OUT --seeds 0", "seeds 0 not in [1, 100000]"),
                Arguments.of("figure 8 --out OUT --seeds 0", "seeds 0 not in [1, 100000]"),
                Arguments.of("figure 8 --out OUT --seeds 5-3", "seeds 5-3 is no rising range"),
                Arguments.of("figure 8 --out OUT --seeds one", "seeds one is not how many seeds"),
                Arguments.of("figure 8 --out OUT --seeds 1,2,1", "seeds [1, 2, 1] are not distinct"),
                Arguments.of("figure 8 --out OUT --jobs 0", "jobs 0 not in [1, ...)"),
                Arguments.of("figure 8 --out OUT --levels 101", "levels 101 not in [0, 100]"),
                Arguments.of("figure 8 --out OUT --input-scale NaN", "input-scale NaN not in (0, infinity)"),
                Arguments.of("figure 7 8 --out OUT --init torch", "figure 8 compares initialisations"),
                Arguments.of("train Nowhere-v1", "environment 'Nowhere-v1' unknown; known: "),
                Arguments.of("ticket Nowhere-v1 --out OUT", "CartPole-v1"),
                Arguments.of("train CartPole-v1 --init magic", "init 'magic' unknown; known: kaiming, "),
                Arguments.of("train CartPole-v1 --prune everything", "'--prune': expected one of [ACTOR, "),
                Arguments.of("figure 99 --out OUT", "figure 99 unknown; known: 1, 2, 3, "),
                Arguments.of("figure 2 --preset smoke --steps-scale 0 --out OUT", "steps-scale 0"),
                Arguments.of("figure 2 --tasks Pong --out OUT", "task 'Pong' unknown; known: Acrobot, Ant, "),
                Arguments.of(
                        "figure 7 --tasks Hopper --out OUT", "'Hopper' unknown; known: Ant, HalfCheetah, Walker2D"),
                Arguments.of("figure 5 --tasks Cart-Pole --out OUT", "task 'Cart-Pole' unknown; known: GridMaze"),
                Arguments.of("figure 6 --tasks Asterix --out OUT", "known: Breakout, Freeway, SpaceInvaders"),
                Arguments.of("figure 8 --tasks Hopper --out OUT", "known: Acrobot, Cart-Pole"),
                Arguments.of("figure eight", "'eight' is not an int"),
                Arguments.of("figure", "Missing required parameter: 'N'"),
                Arguments.of("figure 8 --preset huge", "'--preset': expected one of [SMOKE, QUICK, PAPER]"),
                Arguments.of("figure 8 --colour red", "'--colour'"),
                Arguments.of("bake", "'bake'"),
                Arguments.of("figure 8 --preset smoke --out FILE", "FILE is not writable: "),
                Arguments.of("figure 8 --preset smoke --out FILE --store OUT/store", "FILE is not writable: "),
                Arguments.of("ticket CartPole-v1 --out FILE", "FILE/tickets is not writable: "),
                Arguments.of("train CartPole-v1 --tensorboard FILE", "folder FILE is not writable: "),
                Arguments.of("ticket CartPole-v1 --out OUT --tensorboard FILE", "folder FILE is not writable: "),
                Arguments.of("figure 8 --preset smoke --out OUT --tensorboard FILE", "folder FILE is not writable: "),
                Arguments.of("learning --preset smoke --out OUT --tensorboard FILE", "folder FILE is not writable: "),
                Arguments.of("inspect OUT", "OUT is neither a file nor a folder"),
                Arguments.of("inspect EMPTY", "EMPTY is no store: it has no folder 'runs'"),
                Arguments.of("inspect --hash FILE", "--hash is for stores, and FILE is no folder"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void aBadSettingGetsOneLineBeforeAnyWork(String line, String message) throws IOException {
        final Called called = call(line);
        final String expected = message.replace("OUT", folder.resolve("out").toString())
                .replace("FILE", folder.resolve("file").toString())
                .replace("EMPTY", folder.resolve("empty").toString());
        assertThat(called.errLines())
                .singleElement()
                .satisfies(only -> assertThat(only).startsWith("lottery: ").contains(expected));
        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(everythingIn(folder)).noneMatch(file -> file.toString().endsWith(".run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "figure --help", "train --help", "ticket --help", "inspect --help"})
    void helpIsNoMistake(String line) {
        final Called called = Called.with((Object[]) line.split(" "));
        assertThat(called.exitCode()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("Usage: lottery").doesNotContain("${");
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        final Called called = Called.with();
        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).contains("figure", "train", "ticket", "inspect");
        assertThat(Called.with("--version").out()).startsWith("lottery ");
    }

    @Test
    void trainsAndSavesAnAgent() throws IOException {
        final Path file = folder.resolve("new").resolve("agent.ticket");
        final Called trained =
                Called.with("train", "CartPole-v1", "--steps", 256, "--hidden", 8, "--seed", 3, "--save", file);
        assertThat(trained.err()).isEmpty();
        assertThat(trained.exitCode()).isZero();
        assertThat(trained.outLines())
                .contains("     steps     return")
                .anyMatch(line ->
                        line.matches("best checkpoint: step (128|256), return \\d+\\.\\d over 100 fresh episodes"))
                .endsWith("wrote " + file);
        final Ticket agent = Ticket.read(file);
        assertThat(agent.remaining()).isEqualTo(1);
        assertThat(agent.seed()).isEqualTo(3);

        final Called inspected = Called.with("inspect", file);
        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.outLines())
                .contains("environment: CartPole-v1@1", "level: 0", "remaining: 48 of 48 weights, 100.00 %")
                .anyMatch(line -> line.matches("  angular velocity +\\d+\\.\\d{3} +\\d+\\.\\d %"));
    }

    @Test
    void aDivergingAgentIsAFailureInOneLine() {
        final Called called = Called.with("train", "CartPole-v1", "--steps", 512, "--learning-rate", "1e6");
        assertThat(called.exitCode()).isEqualTo(1);
        assertThat(called.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("lottery: diverged: "));
        final Called search = Called.with(
                "ticket", "CartPole-v1", "--steps", 512, "--learning-rate", "1e6", "--levels", 1, "--out", folder);
        assertThat(search.exitCode()).isEqualTo(1);
        assertThat(search.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("failed: dense seed 0 level 0: diverged: "));
    }

    @Test
    void searchesTicketsAndShowsThem() throws IOException {
        final Object[] search = {
            "ticket",
            "CartPole-v1",
            "--steps",
            256,
            "--hidden",
            8,
            "--levels",
            2,
            "--fraction",
            0.5,
            "--seeds",
            "4,7",
            "--baselines",
            "--rewind",
            128,
            "--jobs",
            2,
            "--out",
            folder,
            "--tensorboard",
            folder.resolve("events")
        };
        final Called searched = Called.with(search);
        assertThat(searched.err()).isEmpty();
        assertThat(searched.exitCode()).isZero();
        assertThat(searched.outLines().get(0)).startsWith("18 runs on 2 cores; how long it takes is known when ");
        assertThat(searched.outLines().get(1)).matches("18 runs in \\d+(\\.\\d)? s; 2 cores \\d+ % busy");
        assertThat(searched.outLinesAfterRuns().get(0))
                .contains("mask/weights", "mask/permuted", "permuted/permuted", "random/re-init", "inputs (seed 4)");
        assertThat(searched.outLines()).anyMatch(line -> line.matches(" +2 +25\\.00 %( +\\d+\\.\\d){4}  .*"));
        assertThat(searched.outLines()).endsWith("wrote " + folder.resolve("tickets"));

        final Ticket ticket = Ticket.read(folder.resolve("tickets").resolve("seed-7-level-2.ticket"));
        assertThat(ticket.mask().survivors()).isEqualTo(12);
        assertThat(ticket.identity()).contains("rewind: 128", "survivors: 48 24 12");
        assertThat(everythingIn(folder.resolve("tickets"))).hasSize(6 + 1);

        final List<Path> events = everythingIn(folder.resolve("events").resolve("CartPole-v1")).stream()
                .filter(Files::isRegularFile)
                .toList();
        assertThat(events)
                .hasSize(18)
                .anyMatch(file -> file.getParent().endsWith("random-re-init/seed-7/level-2"))
                .allMatch(file -> file.getFileName().toString().startsWith("events.out.tfevents."));

        final Path store = folder.resolve("store");
        final String hash = Called.hashOf(store);
        assertThat(hash).matches("[0-9a-f]{64}");
        final Called inspected = Called.with("inspect", store);
        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.outLines())
                .hasSize(19)
                .endsWith("18 runs, 0 damaged, SHA-256 " + hash)
                .anyMatch(line ->
                        line.matches("[0-9a-f]{12}  CartPole-v1@1, ppo, kaiming-uniform, random/re-init, seed 7, "
                                + "level 1: return \\d+\\.\\d, 50\\.00 % of the weights"));

        final Called again = Called.with(search);
        assertThat(again.outLines().get(0)).isEqualTo("18 runs, all in the store");
        assertThat(again.outLines().get(1)).matches("18 runs in \\d\\.\\d s, 18 from the store");
        assertThat(again.outLinesAfterRuns()).as("again, from the store").isEqualTo(searched.outLinesAfterRuns());
        assertThat(Called.hashOf(store)).isEqualTo(hash);
    }

    /** Another search into the same folder: its last level would be the first one's. Other seeds of the same belong together. */
    @Test
    void ticketsOfSearchesAreNotMixed() throws IOException {
        final Path tickets = folder.resolve("tickets");
        final List<Object> small = List.of("--steps", 512, "--hidden", 4, "--out", folder, "--levels");
        final Called first = search("CartPole-v1", small, 1, "--seeds", "3-3");
        assertThat(first.outLines()).noneMatch(line -> line.startsWith("removed"));
        assertThat(search("CartPole-v1", small, 0, "--seeds", "8-8").exitCode()).isZero();
        assertThat(names(tickets))
                .containsExactly(
                        "search.txt", "seed-3-level-0.ticket", "seed-3-level-1.ticket", "seed-8-level-0.ticket");
        final Called second = search("Acrobot-v1", small, 0, "--seeds", "3-3");
        assertThat(second.outLines()).contains("removed 3 tickets of another search from " + tickets);
        assertThat(names(tickets)).containsExactly("search.txt", "seed-3-level-0.ticket");
        assertThat(Ticket.read(tickets.resolve("seed-3-level-0.ticket"))
                        .observations()
                        .size())
                .isEqualTo(6);
    }

    private static Called search(String task, List<Object> small, Object... more) {
        return Called.with(Stream.of(Stream.of("ticket", task), small.stream(), Stream.of(more))
                .flatMap(part -> part)
                .toArray());
    }

    private List<String> names(Path folder) throws IOException {
        return everythingIn(folder).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        Called.with("ticket", "CartPole-v1", "--steps", 128, "--hidden", 4, "--levels", 0, "--out", folder);
        final Path store = folder.resolve("store");
        final Path run = everythingIn(store).stream()
                .filter(file -> file.toString().endsWith(".run"))
                .findFirst()
                .orElseThrow();
        final Path ticket = folder.resolve("tickets").resolve("seed-0-level-0.ticket");
        for (Path file : List.of(run, ticket)) {
            final byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 0x10;
            Files.write(file, bytes);
        }
        final Called inspected = Called.with("inspect", store);
        assertThat(inspected.exitCode()).isEqualTo(1);
        assertThat(inspected.outLines().get(0))
                .isEqualTo(run.getFileName().toString().substring(0, 12) + "  damaged: checksum does not match");
        assertThat(inspected.outLines().get(1)).startsWith("1 runs, 1 damaged, ");

        final Called inspectedTicket = Called.with("inspect", ticket);
        assertThat(inspectedTicket.exitCode()).isEqualTo(1);
        assertThat(inspectedTicket.errLines()).containsExactly("lottery: " + ticket + " checksum does not match");
        assertThat(inspectedTicket.out()).isEmpty();
    }
}
