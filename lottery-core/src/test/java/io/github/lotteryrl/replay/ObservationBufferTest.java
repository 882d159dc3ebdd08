// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationBufferTest {

    private static final int CAPACITY = 50;

    private static ObservationSpace space(int channels, boolean binary) {
        final String[] names = new String[channels];
        for (int i = 0; i < channels; i++) {
            names[i] = "channel " + i;
        }
        return binary ? ObservationSpace.binaryMaps(3, 7, names) : ObservationSpace.maps(3, 7, names);
    }

    /** 21, 63, 84 and 126 dimensions: within a word of bits, nearly all of it, beyond it, nearly two. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6})
    void givesBackWhatWasPut(int channels) {
        for (boolean binary : new boolean[] {true, false}) {
            final RandomStream random = Seed.of(channels).random();
            final ObservationSpace space = space(channels, binary);
            final ObservationBuffer buffer = ObservationBuffer.of(space, CAPACITY);
            final float[][] rows = new float[space.size()][CAPACITY];
            for (int i = 0; i < 3 * CAPACITY; i++) {
                final int position = random.nextInt(CAPACITY);
                final float[] observation = new float[space.size()];
                for (int d = 0; d < observation.length; d++) {
                    observation[d] = binary ? random.nextInt(2) : (float) random.nextGaussian();
                    rows[d][position] = observation[d];
                }
                buffer.put(position, observation);
            }
            final int[] positions = new int[20];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = random.nextInt(CAPACITY);
            }
            final Batch gathered = full(space.size());
            buffer.gather(positions, 4, 16, gathered);
            final Batch copied = full(space.size());
            buffer.copy(30, 16, copied);
            for (int d = 0; d < space.size(); d++) {
                for (int b = 0; b < 16; b++) {
                    assertThat(gathered.get(d, b)).isEqualTo(rows[d][positions[4 + b]]);
                    assertThat(copied.get(d, b)).isEqualTo(rows[d][30 + b]);
                    assertThat(buffer.get(b, d)).isEqualTo(rows[d][b]);
                }
                assertThat(gathered.get(d, 16)).as("beyond the count").isEqualTo(7);
            }
        }
    }

    /** Bits as bits: in a binary space the numbers are never asked for. */
    @Test
    void takesOverWhatEnvironmentsShow() {
        for (boolean binary : new boolean[] {true, false}) {
            final ObservationSpace space = space(4, binary);
            final EnvironmentFactory factory = EnvironmentFactory.of("Pictures", 1, () -> new Pictures(space));
            final ObservationBuffer buffer = ObservationBuffer.of(space, CAPACITY);
            try (Pictures single = new Pictures(space);
                    VectorEnvironment vector = VectorEnvironment.of(factory, 3, Seed.of(5))) {
                vector.step(new int[3]);
                vector.step(new int[3]);
                buffer.put(7, vector, 2);
                single.reset(vector.episodeSeed(2));
                single.step(0);
                single.step(0);
                buffer.put(3, single);
                assertHolds(buffer, 3, single.shown);
                assertHolds(buffer, 7, single.shown);
                assertThatIllegalStateException()
                        .isThrownBy(() -> buffer.putFinal(0, vector, 2))
                        .withMessageContaining("environment 2");

                vector.step(new int[3]);
                buffer.putFinal(49, vector, 2);
                buffer.put(48, vector, 2);
                single.step(0);
                assertHolds(buffer, 49, single.shown);
                single.reset(vector.episodeSeed(2));
                assertHolds(buffer, 48, single.shown);
            }
        }
    }

    private static void assertHolds(ObservationBuffer buffer, int position, float[] expected) {
        final float[] held = new float[buffer.dimensions()];
        for (int d = 0; d < held.length; d++) {
            held[d] = buffer.get(position, d);
        }
        assertThat(held).containsExactly(expected);
    }

    /** Random pictures, three steps of them. */
    private static final class Pictures implements Environment {

        final float[] shown;
        private final ObservationSpace space;
        private RandomStream random = Seed.of(0).random();
        private int steps;

        Pictures(ObservationSpace space) {
            this.space = space;
            this.shown = new float[space.size()];
        }

        @Override
        public ObservationSpace observationSpace() {
            return space;
        }

        @Override
        public ActionSpace actionSpace() {
            return ActionSpace.discrete(1);
        }

        @Override
        public void reset(long seed) {
            random = Seed.of(seed).random();
            reset();
        }

        @Override
        public void reset() {
            steps = 0;
            draw();
        }

        @Override
        public double step(int action) {
            steps++;
            draw();
            return 0;
        }

        private void draw() {
            for (int d = 0; d < shown.length; d++) {
                shown[d] = space.isBinary() ? random.nextInt(2) : (float) random.nextGaussian();
            }
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean isTruncated() {
            return steps == 3;
        }

        @Override
        public void observe(float[] target, int offset) {
            assertThat(space.isBinary()).as("numbers of a binary space").isFalse();
            System.arraycopy(shown, 0, target, offset, shown.length);
        }

        @Override
        public void observeBits(long[] target, int offset) {
            Arrays.fill(target, offset, offset + space.words(), 0);
            for (int d = 0; d < shown.length; d++) {
                target[offset + d / Long.SIZE] |= shown[d] == 1 ? 1L << d : 0;
            }
        }
    }

    private static Batch full(int dimensions) {
        final Batch batch = new Batch(dimensions, 32);
        for (int d = 0; d < dimensions; d++) {
            for (int b = 0; b < 32; b++) {
                batch.set(d, b, 7);
            }
        }
        return batch;
    }

    @Test
    void refusesWhatIsNotBinary() {
        final ObservationBuffer buffer = ObservationBuffer.of(space(1, true), 1);
        final float[] observation = new float[21];
        observation[20] = 0.5f;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buffer.put(0, observation))
                .withMessage("observation 0.5 of a binary space is neither 0 nor 1");
    }

    /** 84 dimensions, 30 of 50 observations. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstOnesComeBackFromAState(boolean binary) {
        final RandomStream random = Seed.of(7).random();
        final ObservationBuffer saved = ObservationBuffer.of(space(4, binary), CAPACITY);
        final ObservationBuffer restored = ObservationBuffer.of(space(4, binary), CAPACITY);
        final float[] ones = new float[84];
        Arrays.fill(ones, 1);
        for (int i = 0; i < CAPACITY; i++) {
            final float[] observation = new float[84];
            for (int d = 0; d < 84; d++) {
                observation[d] = binary ? random.nextInt(2) : (float) random.nextGaussian();
            }
            saved.put(i, observation);
            restored.put(i, ones);
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        saved.save(new StateWriter(out), 30);
        final StateReader from = new StateReader(new ByteArrayInputStream(out.toByteArray()));
        restored.restore(from, 30);
        from.expectEnd();
        for (int i = 0; i < CAPACITY; i++) {
            for (int d = 0; d < 84; d++) {
                assertThat(restored.get(i, d)).isEqualTo(i < 30 ? saved.get(i, d) : 1);
            }
        }
    }
}
