// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    /** Maven runs the tests of a module in its folder. */
    private static final Path TRACES = Path.of("..", "lottery-envs", "src", "test", "resources", "traces");

    private static final Path CART_POLE = TRACES.resolve("classic").resolve("cartpole.txt.gz");
    private static final Path ACROBOT = TRACES.resolve("classic").resolve("acrobot.txt.gz");
    private static final Path GAME = TRACES.resolve("minatar").resolve("breakout.sticky01.ramp1.txt.gz");
    private static final Path PICTURES = TRACES.resolve("minatar").resolve("breakout.sticky01.ramp1.obs.txt.gz");
    private static final Path MAZE = TRACES.resolve("gridmaze").resolve("predecessor.txt.gz");

    /** One step of a cart from rest; the recorded velocity is wrong in its last digit but three. */
    private static final String WRONG = """
            # cartpole
            RUN seed=0 kind=none steps=1
            I 0 0 0 0
            1 1 0 0 0.19512195121 0 -0.29268292682926833
            """;

    @TempDir
    private Path folder;

    /** The sum was counted with zcat | grep -c '^[0-9]'. */
    @Test
    void everyKindReplays() {
        final Called called = Called.with("replay", CART_POLE, ACROBOT, GAME, PICTURES, MAZE);
        assertThat(called.err()).isEmpty();
        assertThat(called.outLines()).containsExactly("steps=40427 mismatches=0");
        assertThat(called.exitCode()).isZero();
    }

    @Test
    void aMismatchHasItsPlaceAndTheRestIsReplayed() throws IOException {
        final Path wrong = Files.writeString(folder.resolve("wrong.txt"), WRONG);
        final Called called = Called.with("replay", wrong, CART_POLE);
        assertThat(called.err()).isEmpty();
        assertThat(called.outLines())
                .containsExactly(
                        wrong + ": line 4, run 1 (seed=0 kind=none steps=1), step 1:"
                                + " velocity expected 0.19512195121, found 0.1951219512195122",
                        "steps=2666 mismatches=1");
        assertThat(called.exitCode()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReplayedGetsALineEachAndTheRestIsReplayed() throws IOException {
        final byte[] bytes = Files.readAllBytes(ACROBOT);
        final Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 1));
        final Path empty = Files.writeString(folder.resolve("empty.txt"), "");
        final Path short1 = Files.writeString(folder.resolve("short.txt"), WRONG.replace(" 0 -0.29", " -0.29"));
        final Path absent = folder.resolve("absent.txt");
        final Path numbers = TRACES.resolve("rng").resolve("numpy_randomstate.txt.gz");
        final Called called = Called.with("replay", cut, empty, short1, absent, folder, numbers, CART_POLE);
        final String known = "; known: cartpole, acrobot, MinAtar, predecessor of MazeGrid, pybullet-gym";
        assertThat(called.errLines())
                .hasSize(6)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("lottery: " + cut + ": line ")
                                .endsWith("not readable: cut off"),
                        line -> assertThat(line).isEqualTo("lottery: " + empty + ": the file is empty"),
                        line -> assertThat(line).isEqualTo("lottery: " + short1 + ": line 4: 6 words, not 7"),
                        line -> assertThat(line).isEqualTo("lottery: " + absent + ": not readable: no such file"),
                        line -> assertThat(line).startsWith("lottery: " + folder + ": not readable: "),
                        line -> assertThat(line)
                                .startsWith("lottery: " + numbers + ": traces of 'numpy 1.24.2 ")
                                .endsWith(known));
        assertThat(called.outLines()).containsExactly("steps=2665 mismatches=0");
        assertThat(called.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutATraceThereIsNothingToDo() {
        final Called called = Called.with("replay");
        assertThat(called.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("TRACE"));
        assertThat(called.exitCode()).isEqualTo(2);
        assertThat(Called.with("replay", "--help").out())
                .startsWith("Usage: lottery replay")
                .doesNotContain("${");
    }
}
