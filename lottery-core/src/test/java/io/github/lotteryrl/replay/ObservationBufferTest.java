// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.kernel.Batch;
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
                if (random.nextInt(2) == 0) {
                    buffer.put(position, observation);
                } else {
                    buffer.put(position, rows, position);
                }
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
}
