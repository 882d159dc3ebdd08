// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.BitSet;

/**
 * Says which prunable entries of a {@link ParameterLayout} survive (the paper's sparsity mask). Percentages count prunable
 * entries only; biases and modules that are not pruned do not count. Immutable.
 */
public final class Mask {

    private final ParameterLayout layout;
    private final BitSet kept;

    private Mask(ParameterLayout layout, BitSet kept) {
        this.layout = layout;
        this.kept = kept;
    }

    /** Returns the mask that keeps everything. */
    public static Mask dense(ParameterLayout layout) {
        final BitSet kept = new BitSet(layout.prunableSize());
        kept.set(0, layout.prunableSize());
        return new Mask(layout, kept);
    }

    /**
     * Returns the mask that keeps the entries with these numbers.
     *
     * @param kept a bit per prunable entry, numbered as in {@link ParameterLayout}; copied, not modified
     */
    public static Mask of(ParameterLayout layout, BitSet kept) {
        Check.that(
                kept.length() <= layout.prunableSize(),
                "mask of length %d for %d prunable weights",
                kept.length(),
                layout.prunableSize());
        return new Mask(layout, (BitSet) kept.clone());
    }

    /** Returns what the mask belongs to. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Returns a copy of the bits, numbered as in {@link ParameterLayout}. */
    public BitSet bits() {
        return (BitSet) kept.clone();
    }

    /** Returns whether an entry survives; entries of tensors that are not prunable always do. */
    public boolean keeps(int tensor, int entry) {
        return !layout.tensor(tensor).prunable() || kept.get(layout.prunableOffset(tensor) + entry);
    }

    /** Returns how many prunable entries survive. */
    public int survivors() {
        return kept.cardinality();
    }

    /** Returns how many entries of a tensor survive. */
    public int survivors(int tensor) {
        final TensorSpec spec = layout.tensor(tensor);
        if (!spec.prunable()) {
            return spec.size();
        }
        final int from = layout.prunableOffset(tensor);
        return kept.get(from, from + spec.size()).cardinality();
    }

    /** Returns the fraction of the prunable entries that survive, in [0, 1]; 1 if nothing is prunable. */
    public double remaining() {
        return layout.prunableSize() == 0 ? 1 : (double) survivors() / layout.prunableSize();
    }

    /** Returns the fraction of the prunable entries that are gone, in [0, 1]. */
    public double sparsity() {
        return 1 - remaining();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask that && layout.equals(that.layout) && kept.equals(that.kept);
    }

    @Override
    public int hashCode() {
        return kept.hashCode();
    }

    @Override
    public String toString() {
        return "Mask[" + survivors() + " of " + layout.prunableSize() + ']';
    }
}
