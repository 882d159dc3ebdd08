// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.search.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlayCommandTest {

    @TempDir
    private static Path tickets;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        for (String task : List.of("CartPole-v1", "Dial-v0")) {
            final Called trained = Called.with(
                    "train", task, "--steps", 256, "--hidden", 8, "--save", tickets.resolve(task + ".ticket"));
            assertThat(trained.exitCode()).as(trained.err()).isZero();
        }
    }

    private Called play(String task, String policy, Object... more) {
        return Called.with(Stream.concat(Stream.of("play", task, "--policy", policy, "--out", film()), Stream.of(more))
                .toArray());
    }

    private Path film() {
        return folder.resolve("new").resolve("film.gif");
    }

    private Gif gif() throws IOException {
        return Gif.read(Files.readAllBytes(film()));
    }

    /** {@code OUT} stands for the film, {@code TICKET} for a ticket of Cart-Pole, {@code OTHER} for another file. */
    static List<Arguments> badSettings() {
        return List.of(
                Arguments.of("play Nowhere-v1 --policy random --out OUT", "environment 'Nowhere-v1' unknown; known: "),
                Arguments.of("play Dark-v0 --policy random --out OUT", "Dark-v0: this environment draws no pictures"),
                Arguments.of("play CartPole-v1 --policy OUT --out OUT", "--policy OUT is neither 'random' nor a file"),
                Arguments.of("play CartPole-v1 --policy OTHER --out OUT", "--policy OTHER is no ticket: "),
                Arguments.of(
                        "play Acrobot-v1 --policy TICKET --out OUT",
                        "--policy TICKET was trained on CartPole-v1@1, whose observations or actions are not those of"
                                + " Acrobot-v1@1"),
                Arguments.of(
                        "play CartPole-v1?observe=2,3 --policy TICKET --out OUT",
                        "are not those of CartPole-v1?observe=2,3@1"),
                Arguments.of("play CartPole-v1 --policy random --out FOLDER", "--out FOLDER is a folder"),
                Arguments.of("play CartPole-v1 --policy random --out OTHER/film.gif", "OTHER is not writable: "),
                Arguments.of(
                        "play CartPole-v1 --policy random --out OUT --episodes 2 --steps 9",
                        "give --episodes or --steps, not both"),
                Arguments.of("play CartPole-v1 --policy random --out OUT --episodes 0", "episodes 0 not in [1, 1000]"),
                Arguments.of("play CartPole-v1 --policy random --out OUT --steps 0", "steps 0 not in [1, 20000]"),
                Arguments.of("play CartPole-v1 --policy random --out OUT --fps 51", "fps 51 not in [1, 50]"),
                Arguments.of("play CartPole-v1 --out OUT", "Missing required option: '--policy=random|FILE'"),
                Arguments.of("play CartPole-v1 --policy random", "Missing required option: '--out=FILE'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSettings")
    void aBadSettingGetsOneLineBeforeAnyWork(String line, String message) throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "in the way");
        final Object[] arguments =
                Stream.of(line.split(" ")).map(word -> fill(word, file)).toArray();
        final Called called = Called.with(arguments);
        assertThat(called.errLines())
                .singleElement()
                .satisfies(only -> assertThat(only).startsWith("lottery: ").contains(fill(message, file)));
        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(called.out()).isEmpty();
        assertThat(film()).doesNotExist();
    }

    private String fill(String text, Path file) {
        return text.replace("OUT", film().toString())
                .replace("TICKET", tickets.resolve("CartPole-v1.ticket").toString())
                .replace("OTHER", file.toString())
                .replace("FOLDER", folder.toString());
    }

    @Test
    void helpIsNoMistake() {
        final Called called = Called.with("play", "--help");
        assertThat(called.exitCode()).isZero();
        assertThat(called.out()).startsWith("Usage: lottery play").doesNotContain("${");
    }

    /** Four pictures in a second; the last one of an episode stays for a second. */
    @Test
    void filmsRandomActions() throws IOException {
        final Called called = play("CartPole-v1", "random", "--steps", 60, "--fps", 4, "--seed", 3);
        assertThat(called.err()).isEmpty();
        assertThat(called.exitCode()).isZero();
        final List<String> lines = called.outLines();
        final int episodes = lines.size() - 1;
        assertThat(lines.get(episodes)).isEqualTo("wrote " + film());
        int steps = 0;
        for (int i = 0; i < episodes; i++) {
            final String unfinished = i == episodes - 1 ? "(, not over)?" : "";
            assertThat(lines.get(i)).matches("episode " + (i + 1) + ": return (\\d+)\\.0, \\1 steps" + unfinished);
            steps += Integer.parseInt(lines.get(i).replaceAll(".*, (\\d+) steps.*", "$1"));
        }
        assertThat(steps).isEqualTo(60);

        final Gif gif = gif();
        assertThat(gif.loops()).isZero();
        assertThat(gif.duration()).isEqualTo(60 * 25 + episodes * 100);
        assertThat(gif.delays()).contains(25, 100);
        try (Environment task = Environments.find("CartPole-v1").create()) {
            task.reset(3);
            assertThat(gif.pictures().get(0).getWidth()).isEqualTo(task.render().getWidth());
            assertThat(gif.pictures().get(0).getHeight())
                    .isEqualTo(task.render().getHeight());
        }
    }

    @Test
    void theSameSeedGivesTheSameFilm() throws IOException {
        final String first = play("MinAtar/Breakout-v1", "random", "--seed", 4).out();
        final byte[] film = Files.readAllBytes(film());
        assertThat(play("MinAtar/Breakout-v1", "random", "--seed", 4).out()).isEqualTo(first);
        assertThat(Files.readAllBytes(film())).isEqualTo(film);
        play("MinAtar/Breakout-v1", "random", "--seed", 5);
        assertThat(Files.readAllBytes(film())).isNotEqualTo(film);
    }

    @Test
    void filmsATicket() throws IOException {
        final Path file = tickets.resolve("CartPole-v1.ticket");
        final Called called = play("CartPole-v1", file.toString(), "--episodes", 2, "--seed", 6);
        assertThat(called.err()).isEmpty();
        final Policy policy = Ticket.read(file).policy();
        final int[] lengths = new int[2];
        try (Environment task = Environments.find("CartPole-v1").create()) {
            final float[] observation = new float[4];
            task.reset(6);
            for (int episode = 0; episode < 2; episode++) {
                while (!task.isDone()) {
                    task.observe(observation, 0);
                    task.step(policy.action(observation));
                    lengths[episode]++;
                }
                task.reset();
            }
        }
        assertThat(called.outLines())
                .containsExactly(
                        "episode 1: return " + lengths[0] + ".0, " + lengths[0] + " steps",
                        "episode 2: return " + lengths[1] + ".0, " + lengths[1] + " steps",
                        "wrote " + film());
        assertThat(gif().duration()).isEqualTo(5 * IntStream.of(lengths).sum() + 200);
    }

    @Test
    void tellsIfTheTicketIsOfAnotherVariant() {
        final String file = tickets.resolve("CartPole-v1.ticket").toString();
        assertThat(play("CartPole-v0", file).outLines().get(0)).isEqualTo("the ticket was trained on CartPole-v1@1");
    }

    /** Both policies turn a dial by a number, and the return is the angle, the last picture's colour in thousandths. */
    @ParameterizedTest
    @MethodSource
    void filmsActionsThatAreNumbers(String policy) throws IOException {
        final Called called = play("Dial-v0", policy.replace("TICKETS", tickets.toString()));
        assertThat(called.err()).isEmpty();
        final double angle = Double.parseDouble(
                called.outLines().get(0).replaceAll("episode 1: return (-?\\d+\\.\\d), 10 steps", "$1"));
        final List<Integer> angles = gif().pictures().stream()
                .map(picture -> picture.getRGB(0, 0) << 8 >> 8)
                .toList();
        assertThat(angles).hasSize(11).startsWith(0);
        assertThat(angles.get(10) / 1_000.0).isCloseTo(angle, within(0.051));
        for (int i = 0; i < 10; i++) {
            assertThat(angles.get(i + 1) - angles.get(i)).isNotZero().isBetween(-1_001, 1_001);
        }
    }

    static List<String> filmsActionsThatAreNumbers() {
        return List.of("random", "TICKETS/Dial-v0.ticket");
    }
}
