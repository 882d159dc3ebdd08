// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.kernel.Batch;
import io.github.lotteryrl.kernel.Connections;

/**
 * What dropout leaves of a hidden layer's outputs: the next layer reads this. The outputs themselves stay as they are, because
 * the slope of tanh needs them. Not thread-safe.
 */
final class DroppedOutputs {

    private final Batch values;
    /** What each output was multiplied with. */
    private final Batch factors;

    DroppedOutputs(int units, int capacity) {
        values = new Batch(units, capacity);
        factors = new Batch(units, capacity);
    }

    /** Returns what is left, valid until the next {@link #drop}. */
    Batch values() {
        return values;
    }

    /**
     * Draws what to drop.
     *
     * @param outputs of the layer; not modified
     * @param samples what to draw for
     * @param n the samples with their padding
     */
    void drop(Connections layer, Batch outputs, Dropout dropout, int samples, int n) {
        for (int r = 0; r < layer.computed(); r++) {
            final int unit = layer.unit(r);
            final int from = factors.offset(unit);
            dropout.draw(factors.array(unit), from, samples);
            multiply(outputs.array(unit), factors.array(unit), values.array(unit), from, n);
        }
    }

    /**
     * Turns the gradient with respect to what is left into that with respect to the outputs.
     *
     * @param gradient modified
     */
    void backward(Connections layer, Batch gradient, int n) {
        for (int r = 0; r < layer.computed(); r++) {
            final int unit = layer.unit(r);
            final float[] row = gradient.array(unit);
            multiply(row, factors.array(unit), row, factors.offset(unit), n);
        }
    }

    /** All three arrays are of batches of one shape, so a row begins at the same place in each. */
    private static void multiply(float[] x, float[] factors, float[] product, int from, int n) {
        for (int b = from; b < from + n; b++) {
            product[b] = x[b] * factors[b];
        }
    }
}
