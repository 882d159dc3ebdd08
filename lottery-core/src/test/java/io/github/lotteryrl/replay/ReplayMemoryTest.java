// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayMemoryTest {

    private static final ObservationSpace SPACE = ObservationSpace.of("o");
    private static final double LEVEL = 0.001;

    private final RandomStream random = Seed.of(0).random();

    private static ReplayMemory memory(int capacity, int environments, int steps, double discount, Sampling sampling) {
        return new ReplayMemory(SPACE, capacity, environments, steps, discount, sampling);
    }

    private static void see(ReplayMemory memory, int environment, float observation) {
        memory.observations().put(memory.begin(environment), new float[] {observation});
    }

    /** What is drawn from {@code slot}, as text: return, factor, observation to bootstrap from. */
    private String draw(ReplayMemory memory, int slot) {
        assertThat(memory.isDrawable(slot)).isTrue();
        do {
            memory.sample(1, 0, random);
        } while (memory.slots()[0] != slot);
        return memory.returns()[0] + " " + memory.bootstrapFactors()[0] + " "
                + memory.observations().get(memory.bootstrapSlots()[0], 0);
    }

    /**
     * Discount 0.5, three steps, rewards 1, 2, 4, 8 at observations 10, 11, 12, 13. From 10: 1 + 2 / 2 + 4 / 4 = 3 and an
     * eighth of what 13 is worth. From 11, where the fourth step is the last: 2 + 4 / 2 + 8 / 4 = 6; from 12: 4 + 8 / 2 = 8;
     * from 13: 8.
     */
    @Test
    void returnsOverThreeStepsEndWithTheEpisode() {
        for (boolean truncated : new boolean[] {false, true}) {
            final ReplayMemory memory = memory(20, 1, 3, 0.5, Sampling.uniform());
            for (int t = 0; t < 4; t++) {
                see(memory, 0, 10 + t);
                assertThat(memory.size()).isEqualTo(t < 3 ? 0 : 1);
                memory.record(0, 7 + t, 1 << t, t == 3 && !truncated);
            }
            if (truncated) {
                memory.observations().put(memory.truncate(0), new float[] {14});
            }
            assertThat(memory.size()).isEqualTo(4);
            assertThat(draw(memory, 0)).isEqualTo("3.0 0.125 13.0");
            assertThat(memory.action(0)).isEqualTo(7);
            assertThat(draw(memory, 1)).isEqualTo(truncated ? "6.0 0.125 14.0" : "6.0 0.0 11.0");
            assertThat(draw(memory, 2)).isEqualTo(truncated ? "8.0 0.25 14.0" : "8.0 0.0 12.0");
            assertThat(draw(memory, 3)).isEqualTo(truncated ? "8.0 0.5 14.0" : "8.0 0.0 13.0");
            // The next episode has nothing to do with it.
            see(memory, 0, 20);
            memory.record(0, 0, 100, false);
            see(memory, 0, 21);
            assertThat(memory.size()).isEqualTo(4);
            assertThat(draw(memory, 3)).isEqualTo(truncated ? "8.0 0.5 14.0" : "8.0 0.0 13.0");
        }
    }

    /** Environments write in turn, so that what follows in the same environment stands two slots on. */
    @Test
    void environmentsAreToldApart() {
        final ReplayMemory memory = memory(8, 2, 2, 0.5, Sampling.uniform());
        for (int t = 0; t < 3; t++) {
            for (int e = 0; e < 2; e++) {
                see(memory, e, 100 * e + t);
            }
            for (int e = 0; e < 2; e++) {
                memory.record(e, 0, 10 * e + t, false);
            }
        }
        assertThat(memory.size()).isEqualTo(2);
        assertThat(draw(memory, 0)).isEqualTo("0.5 0.25 2.0");
        assertThat(draw(memory, 1)).isEqualTo("15.5 0.25 102.0");
    }

    @Test
    void theOldestIsOverwritten() {
        final ReplayMemory memory = memory(4, 1, 1, 1, Sampling.uniform());
        for (int t = 0; t < 6; t++) {
            see(memory, 0, t);
            memory.record(0, t, t, false);
        }
        // Slots hold the observations 4, 5, 2, 3; what follows 5 is not known yet.
        assertThat(memory.size()).isEqualTo(3);
        assertThat(draw(memory, 2)).isEqualTo("2.0 1.0 3.0");
        assertThat(draw(memory, 3)).isEqualTo("3.0 1.0 4.0");
        assertThat(draw(memory, 0)).isEqualTo("4.0 1.0 5.0");
        assertThat(memory.isDrawable(1)).isFalse();
    }

    /** The bound at the constructor: the other environments are truncated after every step. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 1", "3, 1", "3, 4", "8, 5"})
    void withTheSmallestCapacityEveryTransitionComesToBeDrawable(int environments, int steps) {
        final ReplayMemory memory = memory(2 * environments * steps, environments, steps, 1, Sampling.uniform());
        for (int patient = 0; patient < environments; patient++) {
            final int[] slots = new int[100];
            for (int t = 0; t < slots.length; t++) {
                for (int e = 0; e < environments; e++) {
                    final int slot = memory.begin(e);
                    if (e == patient) {
                        slots[t] = slot;
                        if (t >= steps) {
                            assertThat(memory.isDrawable(slots[t - steps])).isTrue();
                            assertThat(draw(memory, slots[t - steps])).startsWith((double) steps + " 1.0");
                        }
                    }
                }
                for (int e = 0; e < environments; e++) {
                    memory.record(e, 0, 1, false);
                    if (e != patient || t == slots.length - 1) {
                        memory.truncate(e);
                    }
                }
            }
        }
    }

    /** A memory of four transitions, each an episode of its own; a fifth slot is seen but cannot be drawn. */
    private static ReplayMemory fourEpisodes(Sampling sampling) {
        final ReplayMemory memory = memory(10, 1, 1, 0.9, sampling);
        for (int i = 0; i < 4; i++) {
            see(memory, 0, i);
            memory.record(0, 0, i, true);
        }
        see(memory, 0, 4);
        return memory;
    }

    /** Draws until each of the four slots was drawn, and gives each its error. */
    private void setErrors(ReplayMemory memory, double... errors) {
        final boolean[] known = new boolean[4];
        while (!(known[0] && known[1] && known[2] && known[3])) {
            memory.sample(4, 0, random);
            final int[] slots = memory.slots();
            for (int slot : slots) {
                known[slot] = true;
            }
            memory.updatePriorities(
                    Arrays.stream(slots).mapToDouble(slot -> errors[slot]).toArray(), 4);
        }
    }

    /**
     * Exponent 0.5 and errors 0.25, -0.0625, 0 and 3: the priorities are 0.25, 0.0625, 1e-6 (the lowest) and 1 (the highest),
     * their roots 0.5, 0.25, 0.001 and 1, together 1.751; the probabilities are these over 1.751.
     */
    private static final double[] ERRORS = {0.25, -0.0625, 0, 3};

    private static final double[] PROBABILITIES = {0.5 / 1.751, 0.25 / 1.751, 0.001 / 1.751, 1 / 1.751};

    @Test
    void probabilitiesFollowTheErrors() {
        final ReplayMemory memory = fourEpisodes(Sampling.prioritised(0.5));
        setErrors(memory, ERRORS);
        final long[] counts = new long[4];
        for (int i = 0; i < 100_000; i++) {
            memory.sample(1, 1, random);
            counts[memory.slots()[0]]++;
            assertThat(memory.weights()[0]).isEqualTo(1);
        }
        assertThat(new ChiSquareTest().chiSquareTest(PROBABILITIES, counts))
                .as("p value")
                .isGreaterThan(LEVEL);
    }

    /**
     * Schaul et al. (2016), section 3.4: w = (N P)^-beta over the largest of the sample. With N = 4 and beta = 1 these are
     * 1.751 / 4 over 0.5, 0.25, 0.001 and 1: 0.8755, 1.751, 437.75 and 0.43775. In a sample without the third the second is
     * the largest, and the weights are 0.5, 1 and 0.25; with beta = 0.5 the roots of these.
     */
    @Test
    void importanceWeightsMakeUpForProbabilities() {
        final ReplayMemory memory = fourEpisodes(Sampling.prioritised(0.5));
        setErrors(memory, ERRORS);
        final double[] unnormalised = {0.8755, 1.751, 437.75, 0.43775};
        int withTheThird = 0;
        for (int i = 0; i < 2_000; i++) {
            final double beta = i % 3 / 2.0;
            memory.sample(8, beta, random);
            final double[] expected = new double[8];
            for (int b = 0; b < 8; b++) {
                expected[b] = StrictMath.pow(unnormalised[memory.slots()[b]], beta);
            }
            final double largest = Arrays.stream(expected).max().orElseThrow();
            withTheThird += Arrays.stream(memory.slots()).anyMatch(slot -> slot == 2) ? 1 : 0;
            for (int b = 0; b < 8; b++) {
                assertThat(memory.weights()[b]).isCloseTo(expected[b] / largest, within(1e-12));
            }
        }
        // 8 draws of probability 0.00057 in each of 2 000 samples.
        assertThat(withTheThird).isBetween(1, 30);
        memory.sample(8, 1, random);
        assertThat(memory.weights()[7]).as("the slot of probability 1 / 1.751").isEqualTo(0.25);
    }

    /** All new ones have priority 1, so each of four equal parts of the sum is one of them. */
    @Test
    void aSampleTakesOneFromEachPartOfTheSum() {
        final ReplayMemory memory = fourEpisodes(Sampling.prioritised(0.5));
        for (int i = 0; i < 100; i++) {
            memory.sample(4, 1, random);
            assertThat(memory.slots()).containsExactly(0, 1, 2, 3);
            assertThat(memory.weights()).containsOnly(1);
        }
        // With roots 0.5, 0.25, 0.25 and 1, halves of the sum: the first three, the last.
        setErrors(memory, 0.25, 0.0625, 0.0625, 1);
        for (int i = 0; i < 100; i++) {
            memory.sample(2, 1, random);
            assertThat(memory.slots()[0]).isLessThan(3);
            assertThat(memory.slots()[1]).isEqualTo(3);
        }
    }

    @Test
    void aNewTransitionHasTheHighestPriority() {
        final ReplayMemory memory = fourEpisodes(Sampling.prioritised(1));
        setErrors(memory, 0.25, 0.25, 0.25, 0.25);
        memory.record(0, 0, 0, true);
        // Now 0.25 four times and 1: halves of the sum again.
        memory.sample(2, 1, random);
        assertThat(memory.slots()[1]).isEqualTo(4);
        assertThat(Arrays.copyOf(memory.weights(), 2)).containsExactly(1, 0.25);
    }

    /** 30 slots, of which 10 end truncated episodes and 3 are not ready: 17 are left. */
    @Test
    void uniformSamplingHasNoFavourites() {
        for (Sampling sampling : new Sampling[] {Sampling.uniform(), Sampling.prioritised(0)}) {
            final ReplayMemory memory = memory(30, 1, 3, 0.9, sampling);
            for (int i = 0; i < 20; i++) {
                see(memory, 0, 0);
                memory.record(0, 0, 0, false);
                memory.truncate(0);
            }
            for (int t = 0; t < 10; t++) {
                see(memory, 0, 0);
                memory.record(0, 0, 0, false);
            }
            assertThat(memory.size()).isEqualTo(17);
            final long[] counts = new long[30];
            for (int i = 0; i < 5_000; i++) {
                memory.sample(10, 0.5, random);
                assertThat(Arrays.copyOf(memory.weights(), 10)).containsOnly(1);
                // One of each, because the parts of one sample are not independent where sampling is stratified.
                counts[memory.slots()[random.nextInt(10)]]++;
            }
            final long[] drawn = new long[17];
            int k = 0;
            for (int slot = 0; slot < 30; slot++) {
                if (memory.isDrawable(slot)) {
                    drawn[k++] = counts[slot];
                } else {
                    assertThat(counts[slot]).isZero();
                }
            }
            final double[] expected = new double[17];
            Arrays.fill(expected, 5_000 / 17.0);
            assertThat(new ChiSquareTest().chiSquareTest(expected, drawn))
                    .as("p value, %s", sampling)
                    .isGreaterThan(LEVEL);
        }
    }

    @Test
    void callsOutOfOrderAreRefused() {
        final ReplayMemory memory = memory(6, 3, 1, 0.9, Sampling.uniform());
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.sample(1, 0, random))
                .withMessage("there is no transition to draw yet");
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.record(1, 0, 0, false))
                .withMessage("environment 1 has no observation at which to do something");
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.truncate(1))
                .withMessage("environment 1 has no step to be cut off after");
        memory.begin(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.begin(1))
                .withMessage("environment 1 has an observation at which nothing was done yet");
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.truncate(1))
                .withMessage("environment 1 has no step to be cut off after");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.record(1, -1, 0, false))
                .withMessage("action -1 not in [0, ...)");
        memory.record(1, 0, 0, true);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.truncate(1))
                .withMessage("environment 1 has no step to be cut off after");
    }

    @Test
    void anEnvironmentMayNotFallBehindByTheWholeMemory() {
        final ReplayMemory memory = memory(4, 2, 1, 0.9, Sampling.uniform());
        memory.begin(0);
        for (int t = 0; t < 3; t++) {
            memory.begin(1);
            memory.record(1, 0, 0, false);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.begin(1))
                .withMessage("environment 0 is behind the others by the whole memory");
        memory.record(0, 0, 0, true);
        assertThat(memory.begin(1)).isZero();
    }

    @Test
    void prioritiesBelongToTheLastSample() {
        final ReplayMemory memory = fourEpisodes(Sampling.prioritised(1));
        memory.sample(2, 0, random);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.updatePriorities(new double[3], 3))
                .withMessage("count 3 not in [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.updatePriorities(new double[] {Double.NaN, 0}, 2))
                .withMessage("priority NaN not in [0, infinity)");
        memory.record(0, 0, 0, true);
        memory.updatePriorities(new double[2], 2);
        memory.begin(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.updatePriorities(new double[2], 2))
                .withMessage("the memory has gone on since the transitions were drawn");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory(23, 3, 4, 1, Sampling.uniform()))
                .withMessage("capacity 23 not in [24, ...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory(9, 1, 1, 1.01, Sampling.uniform()))
                .withMessage("discount 1.01 not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sampling.prioritised(-0.1))
                .withMessage("exponent of priorities -0.1 not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fourEpisodes(Sampling.uniform()).sample(1, 1.5, random))
                .withMessage("importance exponent 1.5 not in [0, 1]");
    }

    /** 10 x 20 cells with 6 binary maps, as GridMaze has: 150 bytes an observation as bits, 4 800 as floats. */
    @Test
    void aHundredThousandPicturesTakeLessThanFortyMegabytes() {
        final ObservationSpace space = ObservationSpace.binaryMaps(10, 20, "a", "b", "c", "d", "e", "f");
        assertThat(space.size()).isEqualTo(1_200);
        final long before = allocated();
        final ReplayMemory memory = new ReplayMemory(space, 100_000, 8, 3, 0.99, Sampling.prioritised(0.6));
        assertThat(allocated() - before).isBetween(15_000_000L, 40_000_000L);
        assertThat(memory.size()).isZero();
    }

    /** The first rounds are left out of account, because from JDK 21 on StrictMath allocates until it is compiled. */
    @Test
    void useAllocatesNothing() {
        final ReplayMemory memory = memory(1_000, 4, 3, 0.99, Sampling.prioritised(0.6));
        final float[] observation = {1};
        final double[] errors = new double[32];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200 && least > 1_000; round++) {
            final long before = allocated();
            for (int t = 0; t < 1_000; t++) {
                for (int e = 0; e < 4; e++) {
                    memory.observations().put(memory.begin(e), observation);
                    memory.record(e, e, t, t % 11 == e);
                    if (t % 7 == e && t % 11 != e) {
                        memory.observations().put(memory.truncate(e), observation);
                    }
                }
                if (memory.size() > 0) {
                    memory.sample(32, 0.4, random);
                    for (int b = 0; b < 32; b++) {
                        errors[b] = random.nextDouble();
                    }
                    memory.updatePriorities(errors, 32);
                }
            }
            least = Math.min(least, allocated() - before);
        }
        assertThat(least).as("bytes for 1 000 rounds").isLessThanOrEqualTo(1_000);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
