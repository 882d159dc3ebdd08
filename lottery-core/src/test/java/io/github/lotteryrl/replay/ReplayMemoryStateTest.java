// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.state.CorruptStateException;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayMemoryStateTest {

    private static final int ENVIRONMENTS = 3;
    private static final int CAPACITY = 200;

    /** 70 dimensions: a word of bits, and six in a second. */
    private static ReplayMemory memory(boolean binary, boolean prioritised, int capacity) {
        final ObservationSpace space =
                binary ? ObservationSpace.binaryMaps(7, 10, "map") : ObservationSpace.maps(7, 10, "map");
        final Sampling sampling = prioritised ? Sampling.prioritised(0.6) : Sampling.uniform();
        return new ReplayMemory(space, capacity, ENVIRONMENTS, 3, 0.97, sampling);
    }

    /** Moves on, and returns the bits of all that was drawn on the way. */
    private static byte[] run(ReplayMemory memory, int from, int to) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final StateWriter drawn = new StateWriter(out);
        for (int t = from; t < to; t++) {
            final RandomStream random = Seed.of(t).random();
            for (int e = 0; e < ENVIRONMENTS; e++) {
                memory.observations().put(memory.begin(e), observation(random));
            }
            for (int e = 0; e < ENVIRONMENTS; e++) {
                final boolean terminated = random.nextInt(15) == 0;
                memory.record(e, random.nextInt(5), random.nextGaussian(), terminated);
                if (!terminated && random.nextInt(15) == 0) {
                    memory.observations().put(memory.truncate(e), observation(random));
                }
            }
            if (memory.size() > 0) {
                memory.sample(16, 0.5, random);
                drawn.ints(memory.slots(), 16);
                drawn.ints(memory.bootstrapSlots(), 16);
                drawn.doubles(memory.returns(), 16);
                drawn.doubles(memory.bootstrapFactors(), 16);
                drawn.doubles(memory.weights(), 16);
                memory.updatePriorities(random.doubles(16).toArray(), 16);
            }
        }
        return out.toByteArray();
    }

    private static float[] observation(RandomStream random) {
        final float[] observation = new float[70];
        for (int d = 0; d < 70; d++) {
            observation[d] = random.nextInt(2);
        }
        return observation;
    }

    private static byte[] saved(ReplayMemory memory) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        memory.save(new StateWriter(out));
        return out.toByteArray();
    }

    private static void restore(ReplayMemory memory, byte[] state) {
        final StateReader from = new StateReader(new ByteArrayInputStream(state));
        memory.restore(from);
        from.expectEnd();
    }

    /** Saved before the memory is full, and after it has gone round. */
    @ParameterizedTest
    @CsvSource({"true, true, 20", "true, false, 200", "false, true, 200", "false, false, 20", "true, true, 0"})
    void aRestoredMemoryGoesOnToTheBit(boolean binary, boolean prioritised, int moment) {
        final ReplayMemory original = memory(binary, prioritised, CAPACITY);
        run(original, 0, moment);
        final byte[] state = saved(original);
        final ReplayMemory fresh = memory(binary, prioritised, CAPACITY);
        restore(fresh, state);
        final ReplayMemory used = memory(binary, prioritised, CAPACITY);
        run(used, 1_000, 1_090);
        restore(used, state);
        assertThat(saved(fresh)).isEqualTo(state);
        assertThat(saved(used)).isEqualTo(state);
        assertThat(fresh.size()).isEqualTo(original.size());
        assertThat(used.size()).isEqualTo(original.size());

        final byte[] drawn = run(original, moment, moment + 150);
        assertThat(run(fresh, moment, moment + 150)).isEqualTo(drawn);
        assertThat(run(used, moment, moment + 150)).isEqualTo(drawn);
        assertThat(saved(fresh)).isEqualTo(saved(original));
        assertThat(saved(used)).isEqualTo(saved(original));
    }

    /** 30 to 60 slots: 4 + 8 + 4 bytes each, 8 for the priority, 24 for the bits. */
    @Test
    void onlyWhatIsFilledIsWritten() {
        final ReplayMemory memory = memory(true, true, 100_000);
        run(memory, 0, 10);
        assertThat(saved(memory)).hasSizeBetween(30 * 48, 60 * 48 + 300);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aStateThatWasCutOffIsRefused(boolean binary, boolean prioritised) {
        final ReplayMemory memory = memory(binary, prioritised, CAPACITY);
        run(memory, 0, 4);
        final byte[] state = saved(memory);
        for (int length = 0; length < state.length; length++) {
            final byte[] start = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> restore(memory(binary, prioritised, CAPACITY), start))
                    .as("%d of %d bytes", length, state.length)
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageStartingWith("the state ends too early");
        }
    }

    @Test
    void theStateOfAnotherMemoryIsRefused() {
        final ReplayMemory memory = memory(true, true, CAPACITY);
        run(memory, 0, 10);
        refused(memory(true, true, CAPACITY + 1), saved(memory), "capacity 200 is not 201, in section 'replay memory'");
        refused(
                memory(true, false, CAPACITY),
                saved(memory),
                "section 'uniform sampling' does not begin here, in section 'replay memory'");
        final ReplayMemory vectors = new ReplayMemory(
                ObservationSpace.of("x", "y"), CAPACITY, ENVIRONMENTS, 3, 0.97, Sampling.prioritised(0.6));
        refused(vectors, saved(memory), "count of dimensions 70 is not 2, in section 'observations'");
    }

    /**
     * The state begins with the section's name (8 + 13 bytes), capacity, environments and steps; then the count of reserved
     * slots, and actions, rewards and successors with their lengths.
     */
    @Test
    void whatMakesNoSenseIsRefused() {
        final ReplayMemory memory = memory(true, true, CAPACITY);
        run(memory, 0, 10);
        final byte[] state = saved(memory);
        final int reserved = 8 + 13 + 3 * 8;
        final int filled = (int) ByteBuffer.wrap(state).getLong(reserved);
        assertThat(filled).isBetween(30, 40);
        final int actions = reserved + 8 + 8;
        final int successors = actions + 4 * filled + 8 + 8 * filled + 8;
        final String section = ", in section 'replay memory'";
        refused(changed(state, reserved, -1), "count of reserved slots -1 is negative" + section);
        refused(changed(state, reserved, 7), "length of an array " + filled + " is not 7" + section);
        refused(changed(state, actions, -2L << 32), "action -2 not in [-1, 2147483647]" + section);
        refused(
                changed(state, successors, (long) filled << 32),
                "successor " + filled + " not in [-1, " + (filled - 1) + "]" + section);
        final int priorities = successors + 4 * filled + 3 * (8 + 4 * ENVIRONMENTS) + 8 + 20 + 8;
        refused(
                changed(state, priorities, Double.doubleToLongBits(-1)),
                "a priority is not in [0, infinity), in section 'prioritised sampling'");
        refused(changed(state, state.length - 8, -1), "bits beyond the 70 dimensions, in section 'observations'");
    }

    private static byte[] changed(byte[] state, int at, long word) {
        final byte[] changed = state.clone();
        ByteBuffer.wrap(changed).putLong(at, word);
        return changed;
    }

    private static void refused(byte[] state, String message) {
        refused(memory(true, true, CAPACITY), state, message);
    }

    private static void refused(ReplayMemory by, byte[] state, String message) {
        assertThatExceptionOfType(CorruptStateException.class)
                .isThrownBy(() -> restore(by, state))
                .withMessage(message);
    }
}
