// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.kernel.Batch;
import java.util.Arrays;

/** A bit per dimension, observation after observation. */
final class BinaryBuffer implements ObservationBuffer {

    private final int dimensions;
    private final int words;
    private final long[][] values;

    BinaryBuffer(int dimensions, int capacity) {
        this.dimensions = dimensions;
        this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
        // An array each, because one for all would end at 2^31 words.
        this.values = new long[capacity][words];
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public void put(int position, float[] observation) {
        for (int word = 0; word < words; word++) {
            long bits = 0;
            for (int d = word * Long.SIZE; d < Math.min((word + 1) * Long.SIZE, dimensions); d++) {
                bits |= bit(observation[d]) << d;
            }
            values[position][word] = bits;
        }
    }

    @Override
    public void put(int position, float[][] rows, int column) {
        for (int word = 0; word < words; word++) {
            long bits = 0;
            for (int d = word * Long.SIZE; d < Math.min((word + 1) * Long.SIZE, dimensions); d++) {
                bits |= bit(rows[d][column]) << d;
            }
            values[position][word] = bits;
        }
    }

    private static long bit(float value) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("observation " + value + " of a binary space is neither 0 nor 1");
        }
        return value == 0 ? 0 : 1;
    }

    @Override
    public float get(int position, int dimension) {
        return values[position][dimension / Long.SIZE] >>> dimension & 1;
    }

    @Override
    public void gather(int[] positions, int from, int count, Batch target) {
        clear(count, target);
        for (int b = 0; b < count; b++) {
            set(values[positions[from + b]], b, target);
        }
    }

    @Override
    public void copy(int position, int count, Batch target) {
        clear(count, target);
        for (int b = 0; b < count; b++) {
            set(values[position + b], b, target);
        }
    }

    private void clear(int count, Batch target) {
        for (int d = 0; d < dimensions; d++) {
            final int first = target.offset(d);
            Arrays.fill(target.array(d), first, first + count, 0f);
        }
    }

    private static void set(long[] observation, int b, Batch target) {
        for (int word = 0; word < observation.length; word++) {
            for (long left = observation[word]; left != 0; left &= left - 1) {
                target.set(word * Long.SIZE + Long.numberOfTrailingZeros(left), b, 1);
            }
        }
    }
}
