// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

    private static final int WORDS = 400_000;

    /** scipy.stats.chi2.isf(0.001, 15), scipy 1.17.1. */
    private static final double CRITICAL = 37.697;

    /** Pearson's test at level 0.001 over the 16 ways in which the four samples of a word can be kept or dropped. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void dropsEachOfFourSamplesIndependently(double probability) {
        final float[] factors = new float[4 * WORDS];
        Dropout.of(probability, Seed.of(1).derive("dropout").random()).draw(factors, 0, factors.length);
        final int[] counts = new int[16];
        for (int word = 0; word < WORDS; word++) {
            int pattern = 0;
            for (int b = 0; b < 4; b++) {
                pattern |= factors[4 * word + b] == 0 ? 1 << b : 0;
            }
            counts[pattern]++;
        }
        double statistic = 0;
        for (int pattern = 0; pattern < 16; pattern++) {
            final int dropped = Integer.bitCount(pattern);
            final double expected =
                    WORDS * StrictMath.pow(probability, dropped) * StrictMath.pow(1 - probability, 4 - dropped);
            statistic += (counts[pattern] - expected) * (counts[pattern] - expected) / expected;
        }
        assertThat(statistic).as(() -> Arrays.toString(counts)).isLessThan(CRITICAL);
    }

    /** What is kept has 65536 / (65536 - k), where k of 65536 values drop; k = 6554 for p = 0.1. */
    @ParameterizedTest
    @CsvSource({
        "0.5,        2",
        "0.1,        1.1111187", // 65536 / 58982
        "1e-9,       1.0000153", // 65536 / 65535
        "0.99999999, 65536"
    })
    void multipliesWhatIsKept(double probability, float factor) {
        final float[] factors = new float[4 * WORDS];
        Dropout.of(probability, Seed.of(2).random()).draw(factors, 0, factors.length);
        final Set<Float> found = new HashSet<>();
        for (float drawn : factors) {
            found.add(drawn);
        }
        assertThat(found).containsExactlyInAnyOrder(0f, factor);
    }

    /** The first words of this stream are 41943041 and 58720359 (RandomStreamTest): 1, 640, 0, 0 and 103, 896, 0, 0. */
    @Test
    void takesSixteenBitsPerSampleLowestFirst() {
        final float[] factors = new float[20];
        Arrays.fill(factors, -1);
        final RandomStream random = RandomStream.of(1, 2, 3, 4);
        // 500 of 65536 values drop.
        Dropout.of(500.0 / 65536, random).draw(factors, 8, 6);

        final float kept = 65536f / 65036f;
        assertThat(Arrays.copyOfRange(factors, 8, 14)).containsExactly(0, kept, 0, 0, 0, kept);
        assertThat(Arrays.copyOf(factors, 8)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(factors, 16, 20)).containsOnly(-1);
        final RandomStream twoWordsOn = RandomStream.of(1, 2, 3, 4);
        twoWordsOn.nextLong();
        twoWordsOn.nextLong();
        assertThat(random.state()).containsExactly(twoWordsOn.state());
    }

    @Test
    void probabilityZeroIsNone() {
        assertThat(Dropout.of(0, Seed.of(3).random())).isSameAs(Dropout.NONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refusesProbabilitiesOutOfBounds(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.of(probability, Seed.of(4).random()))
                .withMessage("dropout %s not in [0, 1)", probability);
    }
}
