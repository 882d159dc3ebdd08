// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;

/** The numbers of an agent: one value per entry of a {@link ParameterLayout}. Immutable. */
public final class Parameters {

    private final ParameterLayout layout;
    private final float[][] values;

    private Parameters(ParameterLayout layout, float[][] values) {
        this.layout = layout;
        this.values = values;
    }

    /**
     * Returns parameters with these values.
     *
     * @param values an array per tensor, each in row-major order; copied, not modified
     */
    public static Parameters of(ParameterLayout layout, float[]... values) {
        Check.length("values", values.length, layout.tensors().size());
        final float[][] copy = new float[values.length][];
        for (int i = 0; i < copy.length; i++) {
            Check.length(
                    layout.tensor(i).name(), values[i].length, layout.tensor(i).size());
            copy[i] = values[i].clone();
        }
        return new Parameters(layout, copy);
    }

    /** Returns what the values belong to. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Returns a copy of one tensor's values, in row-major order. */
    public float[] tensor(int index) {
        return values[index].clone();
    }

    /** Returns a copy of one tensor's values, in row-major order. */
    public float[] tensor(String name) {
        return tensor(layout.indexOf(name));
    }

    /** Returns one value. */
    public float value(int tensor, int entry) {
        return values[tensor][entry];
    }

    /** Returns these parameters with the entries that {@code mask} prunes set to zero. */
    public Parameters masked(Mask mask) {
        Check.that(mask.layout().equals(layout), "mask is for %s, not for %s", mask.layout(), layout);
        final float[][] copy = new float[values.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i].clone();
            if (layout.tensor(i).prunable()) {
                for (int entry = 0; entry < copy[i].length; entry++) {
                    if (!mask.keeps(i, entry)) {
                        copy[i][entry] = 0;
                    }
                }
            }
        }
        return new Parameters(layout, copy);
    }

    /** Compares bits, so that NaN equals itself and the two zeros differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && layout.equals(that.layout) && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return "Parameters" + layout;
    }
}
