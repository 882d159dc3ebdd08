// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/** An array per dimension, because that is how a batch is read from it. */
final class RealBuffer implements ObservationBuffer {

    private final int dimensions;
    private final float[][] values;
    /** Room for one observation. */
    private final float[] observed;

    RealBuffer(int dimensions, int capacity) {
        this.dimensions = dimensions;
        this.values = new float[dimensions][capacity];
        this.observed = new float[dimensions];
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public void put(int position, float[] observation) {
        for (int d = 0; d < dimensions; d++) {
            values[d][position] = observation[d];
        }
    }

    @Override
    public void put(int position, Environment from) {
        from.observe(observed, 0);
        put(position, observed);
    }

    @Override
    public void put(int position, VectorEnvironment from, int index) {
        from.observe(index, observed, 0);
        put(position, observed);
    }

    @Override
    public void putFinal(int position, VectorEnvironment from, int index) {
        from.finalObservation(index, observed, 0);
        put(position, observed);
    }

    @Override
    public float get(int position, int dimension) {
        return values[dimension][position];
    }

    @Override
    public void gather(int[] positions, int from, int count, Batch target) {
        for (int d = 0; d < dimensions; d++) {
            final float[] source = values[d];
            final float[] array = target.array(d);
            final int first = target.offset(d);
            for (int b = 0; b < count; b++) {
                array[first + b] = source[positions[from + b]];
            }
        }
    }

    @Override
    public void copy(int position, int count, Batch target) {
        for (int d = 0; d < dimensions; d++) {
            System.arraycopy(values[d], position, target.array(d), target.offset(d), count);
        }
    }

    @Override
    public void save(StateWriter to, int count) {
        to.number(dimensions);
        for (float[] ofDimension : values) {
            to.floats(ofDimension, count);
        }
    }

    @Override
    public void restore(StateReader from, int count) {
        from.expect("count of dimensions", dimensions);
        for (float[] ofDimension : values) {
            from.floats(ofDimension, count);
        }
    }
}
