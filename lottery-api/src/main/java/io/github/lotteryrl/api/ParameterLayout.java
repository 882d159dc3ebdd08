// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.List;

/**
 * The tensors of an agent in their order. The prunable entries of all tensors are numbered through in this order; a
 * {@link Mask} speaks of them by that number, and pruning breaks ties by it. Immutable.
 */
public final class ParameterLayout {

    private final List<TensorSpec> tensors;
    private final int[] prunableOffset;
    private final int prunableSize;

    private ParameterLayout(List<TensorSpec> tensors) {
        this.tensors = List.copyOf(tensors);
        this.prunableOffset = new int[tensors.size()];
        int offset = 0;
        for (int i = 0; i < prunableOffset.length; i++) {
            prunableOffset[i] = offset;
            if (this.tensors.get(i).prunable()) {
                offset = Math.addExact(offset, this.tensors.get(i).size());
            }
        }
        this.prunableSize = offset;
    }

    /** Returns the layout of these tensors; their names must be distinct. */
    public static ParameterLayout of(List<TensorSpec> tensors) {
        Check.atLeast("count of tensors", tensors.size(), 1);
        final List<String> names = tensors.stream().map(TensorSpec::name).toList();
        Check.that(names.stream().distinct().count() == names.size(), "tensor names %s are not distinct", names);
        return new ParameterLayout(tensors);
    }

    /** Returns the tensors in their order. */
    public List<TensorSpec> tensors() {
        return tensors;
    }

    /** Returns the tensor at a position. */
    public TensorSpec tensor(int index) {
        return tensors.get(index);
    }

    /** Returns the position of the tensor with this name. */
    public int indexOf(String name) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no tensor '" + name + "' in " + this);
    }

    /** Returns how many entries pruning may set to zero. */
    public int prunableSize() {
        return prunableSize;
    }

    /** Returns the number of a prunable tensor's first entry. */
    public int prunableOffset(int tensor) {
        // Asked for each entry of a tensor: the check makes an array of its arguments, so it is called only to fail.
        if (!tensors.get(tensor).prunable()) {
            Check.that(false, "tensor %s is not prunable", tensors.get(tensor).name());
        }
        return prunableOffset[tensor];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterLayout that && tensors.equals(that.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }

    @Override
    public String toString() {
        return tensors.stream().map(t -> t.name() + t.shape()).toList().toString();
    }
}
