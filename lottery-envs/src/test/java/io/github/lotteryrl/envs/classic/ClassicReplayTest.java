// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.envs.TraceReplay;
import io.github.lotteryrl.envs.Traces;
import io.github.lotteryrl.envs.internal.TraceReader;
import io.github.lotteryrl.envs.traces.Mismatch;
import io.github.lotteryrl.envs.traces.ReplayResult;
import io.github.lotteryrl.envs.traces.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the environments are gym's is in {@code TraceReplayTest}; here is that a difference would be seen. */
class ClassicReplayTest {

    /** The first two steps of run 0 of {@code acrobot.txt.gz}. */
    private static final String ACROBOT = """
            # acrobot
            RUN seed=0 kind=pump steps=2
            I -0.089127988749843359 0.093078187448464078 0.026538189116820654 -0.04199653123045835\
             | 0.99603072944510174 -0.089010033148281542 0.99567135198602519 0.092943847748630695\
             0.026538189116820654 -0.04199653123045835
            0 -1 0 -0.058331857332188791 0.033141844489395257 0.27308214880596049 -0.54190944935926055\
             | 0.99829917956057457 -0.058298782909111106 0.99945085933852607 0.033135777755806547\
             0.27308214880596049 -0.54190944935926055
            0 -1 0 0.014266750154060107 -0.11272050365018074 0.43316670299880272 -0.879295933046357\
             | 0.99989823164620084 0.014266266182884103 0.99365376785504911 -0.11248195245222177\
             0.43316670299880272 -0.879295933046357
            """;

    private static final String RUN = "RUN seed=0 kind=balance steps=2\n";
    private static final String START =
            "I -0.04456399437492168 0.046539093724232039 0.013269094558410327 -0.020998265615229175\n";
    private static final String STEP_1 =
            "1 1 0 -0.043633212500437037 0.24146826361142143 0.012849129246105744 -0.30946528078089636\n";
    private static final String STEP_2 =
            "0 1 0 -0.038803847228208607 0.046165617078823579 0.0066598236304878169 -0.012757953966446134\n";

    /** The first two steps of run 0 of {@code cartpole.txt.gz}. */
    private static final String CART_POLE = "# cartpole\n" + RUN + START + STEP_1 + STEP_2;

    @TempDir
    private Path folder;

    private ReplayResult replay(String text) throws IOException {
        return TraceReplay.of(Files.writeString(folder.resolve("trace.txt"), text));
    }

    private Mismatch firstMismatch(String text) throws IOException {
        return replay(text).firstMismatch().orElseThrow();
    }

    /** Returns the text with one number of a line, both counted from 0, changed by 1.1e-12. */
    private static String change(String text, int line, int word) {
        final List<String> lines = new ArrayList<>(text.lines().toList());
        final List<String> words = new ArrayList<>(List.of(lines.get(line).split(" ")));
        words.set(word, Decimal.format(Double.parseDouble(words.get(word)) + 1.1e-12));
        lines.set(line, String.join(" ", words));
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @CsvSource({
        "1, reward",
        "3, angle 1",
        "4, angle 2",
        "5, angular velocity 1",
        "6, angular velocity 2",
        "8, cos theta1",
        "9, sin theta1",
        "10, cos theta2",
        "11, sin theta2",
        "12, angular velocity 1",
        "13, angular velocity 2",
    })
    void everyColumnOfAcrobotIsCompared(int word, String what) throws IOException {
        assertThat(replay(ACROBOT)).isEqualTo(new ReplayResult(2, 0, Optional.empty()));
        final Mismatch mismatch = firstMismatch(change(ACROBOT, 4, word));
        assertThat(mismatch.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).isEqualTo(what));
        assertThat(mismatch.line()).isEqualTo(5);
        assertThat(mismatch.step()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, reward", "3, position", "4, velocity", "5, angle", "6, angular velocity"})
    void everyColumnOfCartPoleIsCompared(int word, String what) throws IOException {
        assertThat(replay(CART_POLE)).isEqualTo(new ReplayResult(2, 0, Optional.empty()));
        assertThat(firstMismatch(change(CART_POLE, 4, word)).differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).isEqualTo(what));
    }

    @Test
    void aMismatchHasItsPlace() throws IOException {
        final String endless =
                CART_POLE.replace("1 1 0 -0.0436", "1 1 1 -0.0436").replace(STEP_2, "");
        assertThat(firstMismatch(endless))
                .hasToString("line 4, run 1 (seed=0 kind=balance steps=2), step 1: end expected 1, found 0");
        final String second = RUN.replace("seed=0", "seed=1") + START + STEP_1 + STEP_2.replace("0 1 0", "1 1 0");
        assertThat(firstMismatch(CART_POLE + second).toString())
                .startsWith(
                        "line 9, run 2 (seed=1 kind=balance steps=2), step 2: velocity expected 0.04616561707882358, ")
                .contains("; angular velocity expected -0.012757953966446134, found -");
    }

    /** The start of a run is where Acrobot's observation is all there is to compare. */
    @Test
    void theStartIsCompared() throws IOException {
        assertThat(firstMismatch(change(ACROBOT, 2, 7)))
                .hasToString("line 3, run 1 (seed=0 kind=pump steps=2), step 0: sin theta1 "
                        + "expected -0.08901003314718155, found -0.08901003314828154");
    }

    /** Each step begins where the trace was before it, right or wrong. */
    @Test
    void aWrongStateIsLeftBehind() throws IOException {
        final ReplayResult result = TraceReplay.of(Files.writeString(
                folder.resolve("trace.txt"), CART_POLE.replace("-0.043633212500437037", "-0.143633212500437037")));
        assertThat(result.mismatches()).isEqualTo(2);
        assertThat(result.firstMismatch().orElseThrow().line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-1e22", "1e308"})
    void anAbsurdStateIsAMismatch(String number) throws IOException {
        assertThat(replay(ACROBOT.replaceFirst("-0.058331857332188791", number)).mismatches())
                .isEqualTo(2);
        assertThat(replay(ACROBOT.replaceFirst("0.27308214880596049", number)).mismatches())
                .isEqualTo(2);
        assertThat(replay(CART_POLE.replaceFirst("0.012849129246105744", number))
                        .mismatches())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 1 0 ; 2 1 0 ; line 4: action 2 not in [0, 1]",
                "1 1 0 ; 1.0 1 0 ; line 4: action '1.0' is not an integer",
                "1 1 0 ; 1 x 0 ; line 4: reward 'x' is not a finite number",
                "1 1 0 ; 1 1 2 ; line 4: end 2 not in [0, 1]",
                "1 1 0 ; 1 1 ; line 4: 6 words, not 7",
                "1 1 0 ; 1  1 0 ; line 4: 8 words, not 7",
                "0.24146826361142143; nan; line 4: velocity 'nan' is not a finite number",
                "0.24146826361142143; 1e999; line 4: velocity '1e999' is not a finite number",
                "0.24146826361142143; 0x1p3; line 4: velocity '0x1p3' is not a finite number",
                "steps=2; steps=3; line 5: run ends after 2 steps of 3",
                "steps=2; steps=1; line 5: more than the 1 steps of this run",
                "steps=2; steps=99999999999999999999; line 2: steps '99999999999999999999' is not an integer",
                "steps=2; steps=-1; line 2: steps -1 not in [0, 9223372036854775807]",
                "steps=2; length=2; line 2: no steps=",
                "1 1 0 ; 1 1 1 ; line 5: a step after the end of this run",
                "RUN; I; line 2: no RUN before this line",
                "I ; # ; line 4: no I before this step",
            })
    void badLinesAreNamed(String text, String instead, String message) {
        assertThatMessage(CART_POLE.replaceFirst(text, instead), message);
    }

    @Test
    void badOrderIsNamed() {
        assertThatMessage("# cartpole\n" + STEP_1, "line 2: no RUN before this line");
        assertThatMessage("# cartpole\n" + RUN + START + START, "line 4: a second start of this run");
        assertThatMessage(CART_POLE + RUN + START + STEP_1 + RUN, "line 9: run ends after 1 steps of 2");
        assertThatMessage("# cartpole\nRUN steps=0", "line 2: the file ends without a run to compare");
    }

    @Test
    void theBarIsWhereItShouldBe() {
        assertThatMessage(ACROBOT.replace("|", "0"), "line 3: '0' is not the | between state and observation");
        assertThatMessage(ACROBOT.replaceAll(" \\|.*", ""), "line 3: 5 words, not 12");
        assertThatMessage(CART_POLE.replace("cartpole", "acrobot"), "line 3: 5 words, not 12");
    }

    private void assertThatMessage(String text, String message) {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> replay(text))
                .withMessage(folder.resolve("trace.txt") + ": " + message);
    }

    private static ClassicControl environment(String file) {
        return file.startsWith("acrobot") ? Acrobot.create() : CartPole.create();
    }

    private static double[] numbers(TraceReader trace, int first, int count) {
        final double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = trace.decimal(first + i, "number");
        }
        return numbers;
    }

    /**
     * A balanced pole is unstable, and Acrobot's motion is chaotic: rounding grows, so only the first steps are compared
     * without correction.
     */
    @ParameterizedTest
    // Counted with awk '/^RUN/{n=0} /^[012] /{if(n++<100)c++} END{print c}'.
    @CsvSource({"cartpole.txt.gz, 665", "acrobot.txt.gz, 1471"})
    void freeRunsFollowGymFor100Steps(String file, int expectedSteps) {
        final ClassicControl environment = environment(file);
        final float[] observation = new float[environment.observationSpace().size()];
        int steps = 0;
        int stepsOfRun = 0;
        try (TraceReader trace = TraceReader.open(Traces.path("classic/" + file))) {
            while (trace.next()) {
                if (trace.is("I")) {
                    final double[] start = numbers(trace, 1, 4);
                    environment.set(start[0], start[1], start[2], start[3]);
                    stepsOfRun = 0;
                } else if (!trace.is("RUN") && stepsOfRun++ < 100) {
                    steps++;
                    environment.step((int) trace.number(0, "action", 0, 2));
                    assertThat(environment.state()).containsExactly(numbers(trace, 3, 4), within(1e-9));
                    assertThat(environment.isTerminated())
                            .isEqualTo(trace.word(2).equals("1"));
                    environment.observe(observation, 0);
                    // Cart-Pole's observation is its state; Acrobot's stands behind the bar.
                    final double[] shown = numbers(trace, observation.length == 4 ? 3 : 8, observation.length);
                    for (int d = 0; d < shown.length; d++) {
                        assertThat((double) observation[d])
                                .isCloseTo(shown[d], within(1e-9 + Math.ulp(observation[d])));
                    }
                }
            }
        }
        assertThat(steps).isEqualTo(expectedSteps);
    }

    /** The traces reach what they are meant to reach, so that the comparisons mean something. */
    @Test
    void tracesWrapClipAndReachTheGoal() {
        boolean clipped1 = false;
        boolean clipped2 = false;
        boolean wrapped = false;
        boolean reached = false;
        try (TraceReader trace = TraceReader.open(Traces.path("classic/acrobot.txt.gz"))) {
            while (trace.next()) {
                if (!trace.is("I") && !trace.is("RUN")) {
                    final double[] state = numbers(trace, 3, 4);
                    clipped1 |= Math.abs(state[2]) == 4 * Math.PI;
                    clipped2 |= Math.abs(state[3]) == 9 * Math.PI;
                    wrapped |= Math.abs(state[1]) > 3;
                    reached |= trace.word(1).equals("0") && trace.word(2).equals("1");
                }
            }
        }
        assertThat(List.of(clipped1, clipped2, wrapped, reached)).containsOnly(true);
    }
}
