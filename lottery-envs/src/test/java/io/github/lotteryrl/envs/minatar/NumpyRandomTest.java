// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.envs.internal.TraceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares with numbers that numpy 1.24.2 drew; see the README beside them. */
class NumpyRandomTest {

    private static final long GREATEST_SEED = 0xFFFFFFFFL;

    private static TraceReader numbers() throws IOException {
        return TraceReader.of(
                "numpy_randomstate.txt.gz",
                Objects.requireNonNull(
                        NumpyRandomTest.class.getResourceAsStream("/traces/rng/numpy_randomstate.txt.gz")));
    }

    /** Compares the line after each one that begins with {@code kind}; returns how many numbers that were. */
    private static int compare(String kind, Function<TraceReader, Function<NumpyRandom, String>> draw)
            throws IOException {
        int compared = 0;
        try (TraceReader numbers = numbers()) {
            while (numbers.next()) {
                if (numbers.is(kind)) {
                    final NumpyRandom random = new NumpyRandom(numbers.setting("seed", 0, GREATEST_SEED));
                    final Function<NumpyRandom, String> call = draw.apply(numbers);
                    assertThat(numbers.next()).isTrue();
                    for (int i = 0; i < numbers.words(); i++) {
                        assertThat(call.apply(random)).isEqualTo(canonical(numbers.word(i)));
                        compared++;
                    }
                }
            }
        }
        return compared;
    }

    private static String canonical(String number) {
        return number.contains(".") || number.contains("e-") ? String.valueOf(Double.parseDouble(number)) : number;
    }

    @Test
    void outputsAreThoseOfNumpy() throws IOException {
        // Ten seeds, three of them from 2^31 on, with 1,300 outputs each: two twists.
        assertThat(compare("RAW", line -> random -> String.format(Locale.ROOT, "%08x", random.nextWord())))
                .isEqualTo(13_000);
    }

    @Test
    void doublesAreThoseOfNumpy() throws IOException {
        assertThat(compare("RAND", line -> random -> String.valueOf(random.nextDouble())))
                .isEqualTo(2_000);
    }

    @Test
    void integersAreThoseOfNumpy() throws IOException {
        assertThat(compare("RANDINT", line -> {
                    final int bound = (int) line.setting("n", 1, Integer.MAX_VALUE);
                    return random -> String.valueOf(random.nextInt(bound));
                }))
                .isEqualTo(6_000);
    }

    @Test
    void mixedCallsAreThoseOfNumpy() throws IOException {
        int compared = 0;
        try (TraceReader numbers = numbers()) {
            while (numbers.next()) {
                if (numbers.is("MIX")) {
                    final NumpyRandom random = new NumpyRandom(numbers.setting("seed", 0, GREATEST_SEED));
                    final long count = numbers.setting("count", 1, 1_000);
                    for (int i = 0; i < count; i++) {
                        assertThat(numbers.next()).isTrue();
                        final String[] line = numbers.word(0).split("=");
                        final String expected = Arrays.stream(line[1].split(","))
                                .map(NumpyRandomTest::canonical)
                                .collect(Collectors.joining(","));
                        assertThat(call(random, line[0])).as(line[0]).isEqualTo(expected);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(3_000);
    }

    private static String call(NumpyRandom random, String call) {
        final int[] arguments = arguments(call);
        return switch (call.substring(0, (call + '(').indexOf('('))) {
            case "rand" -> repeat(arguments.length == 0 ? 1 : arguments[0], () -> String.valueOf(random.nextDouble()));
            case "randint" ->
                switch (arguments.length) {
                    case 1 -> String.valueOf(random.nextInt(arguments[0]));
                    case 2 -> String.valueOf(random.nextInt(arguments[0], arguments[1]));
                    default -> repeat(arguments[2], () -> String.valueOf(random.nextInt(arguments[0], arguments[1])));
                };
            case "uniform" -> String.valueOf(-0.1 + (0.1 - -0.1) * random.nextDouble());
            default -> throw new IllegalArgumentException(call);
        };
    }

    private static int[] arguments(String call) {
        final int bracket = call.indexOf('(');
        return bracket < 0 || call.startsWith("uniform")
                ? new int[0]
                : Arrays.stream(call.substring(bracket + 1, call.length() - 1).split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    private static String repeat(int times, Supplier<String> draw) {
        return IntStream.range(0, times).mapToObj(i -> draw.get()).collect(Collectors.joining(","));
    }

    @Test
    void usedOutputsAreCounted() {
        final NumpyRandom random = new NumpyRandom(0);
        random.nextDouble();
        assertThat(random.draws()).isEqualTo(2);
        assertThat(random.nextInt(1)).isZero();
        assertThat(random.draws()).isEqualTo(2);
        random.nextInt(1, 9);
        assertThat(random.draws()).isEqualTo(3);
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumpyRandom(-1))
                .withMessage("seed -1 not in [0, 4294967295]");
        assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(1L << 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumpyRandom(0).nextInt(0))
                .withMessage("bound 0 not in [1, ...)");
    }
}
