// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The numbers that an agent trains, one after another: the surviving entries of each tensor, in the order of the layout. What
 * was pruned is not there, so neither network nor optimiser spends time on it, and it stays zero. Statistics stand after all
 * others, and have no gradient. Not thread-safe.
 */
public final class ParameterVector implements Stateful {

    private final ParameterLayout layout;
    private final int[][] entries;
    private final int[] offsets;
    private final float[] values;
    private final float[] gradient;

    /**
     * Takes what survives of some parameters.
     *
     * @param mask which entries survive
     * @param parameters their values
     */
    public ParameterVector(Mask mask, Parameters parameters) {
        this.layout = mask.layout();
        this.entries = new int[layout.tensors().size()][];
        this.offsets = new int[entries.length];
        for (int i = 0; i < entries.length; i++) {
            final int tensor = i;
            entries[i] = IntStream.range(0, layout.tensor(i).size())
                    .filter(entry -> mask.keeps(tensor, entry))
                    .toArray();
        }
        final int trained = place(true, 0);
        this.gradient = new float[trained];
        this.values = new float[place(false, trained)];
        load(parameters);
    }

    /** Gives the tensors that are trained, or the others, their places from {@code first} on, and returns where they end. */
    private int place(boolean trained, int first) {
        int end = first;
        for (int i = 0; i < entries.length; i++) {
            if (trained == (layout.tensor(i).kind() != TensorSpec.Kind.STATISTIC)) {
                offsets[i] = end;
                end += entries[i].length;
            }
        }
        return end;
    }

    /** Takes the values of other parameters; those of pruned entries are ignored. */
    public void load(Parameters parameters) {
        for (int i = 0; i < entries.length; i++) {
            for (int s = 0; s < entries[i].length; s++) {
                values[offsets[i] + s] = parameters.value(i, entries[i][s]);
            }
        }
    }

    /**
     * Takes the values of another vector.
     *
     * @param other of the same mask
     */
    public void copy(ParameterVector other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
    }

    @Override
    public void save(StateWriter to) {
        to.floats(values, values.length);
    }

    @Override
    public void restore(StateReader from) {
        from.floats(values, values.length);
    }

    /** Returns a copy of all parameters, zero where pruned. */
    public Parameters toParameters() {
        return scatter(values);
    }

    /** Returns a copy of the gradient in the shape of the parameters, zero where pruned and for statistics. */
    public Parameters toGradient() {
        return scatter(Arrays.copyOf(gradient, values.length));
    }

    private Parameters scatter(float[] source) {
        final float[][] tensors = new float[entries.length][];
        for (int i = 0; i < entries.length; i++) {
            tensors[i] = new float[layout.tensor(i).size()];
            for (int s = 0; s < entries[i].length; s++) {
                tensors[i][entries[i][s]] = source[offsets[i] + s];
            }
        }
        return Parameters.of(layout, tensors);
    }

    /** Returns what the numbers belong to. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Returns how many numbers are trained. */
    public int size() {
        return gradient.length;
    }

    /** Returns the numbers themselves, not a copy; after those that are trained the statistics. */
    public float[] values() {
        return values;
    }

    /** Returns the gradient itself, not a copy; in the order of {@link #values()}, without statistics. */
    public float[] gradient() {
        return gradient;
    }

    /** Returns where a tensor's surviving entries start. */
    public int offset(String tensor) {
        return offsets[layout.indexOf(tensor)];
    }

    /** Returns the surviving entries of a tensor, ascending. A copy. */
    public int[] survivors(String tensor) {
        final int[] survivors = entries[layout.indexOf(tensor)];
        return Arrays.copyOf(survivors, survivors.length);
    }
}
