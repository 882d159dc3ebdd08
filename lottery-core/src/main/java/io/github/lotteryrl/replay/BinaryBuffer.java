// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.api.internal.Bits;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.Arrays;

/** A bit per dimension, observation after observation. */
final class BinaryBuffer implements ObservationBuffer {

    private final int dimensions;
    private final long[][] values;

    BinaryBuffer(int dimensions, int capacity) {
        this.dimensions = dimensions;
        // An array each, because one for all would end at 2^31 words.
        this.values = new long[capacity][Bits.words(dimensions)];
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public void put(int position, float[] observation) {
        Bits.pack(observation, values[position], 0);
    }

    @Override
    public void put(int position, Environment from) {
        from.observeBits(values[position], 0);
    }

    @Override
    public void put(int position, VectorEnvironment from, int index) {
        from.observeBits(index, values[position], 0);
    }

    @Override
    public void putFinal(int position, VectorEnvironment from, int index) {
        from.finalBits(index, values[position], 0);
    }

    @Override
    public float get(int position, int dimension) {
        return Bits.get(values[position], dimension) ? 1 : 0;
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

    @Override
    public void save(StateWriter to, int count) {
        to.number(dimensions);
        for (int i = 0; i < count; i++) {
            to.longs(values[i], values[i].length);
        }
    }

    @Override
    public void restore(StateReader from, int count) {
        from.expect("count of dimensions", dimensions);
        final int words = Bits.words(dimensions);
        final int unused = words * Long.SIZE - dimensions;
        for (int i = 0; i < count; i++) {
            from.longs(values[i], words);
            if (Long.numberOfLeadingZeros(values[i][words - 1]) < unused) {
                throw from.corrupt("bits beyond the " + dimensions + " dimensions");
            }
        }
    }
}
