// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/** Magnitude pruning (Han et al. 2015), over all layers at once or within each. */
enum MagnitudeCriterion implements PruningCriterion {
    GLOBAL {
        @Override
        void drop(Parameters trained, Mask mask, BitSet kept, int survivors) {
            dropSmallest(rank(trained, mask, 0, mask.layout().tensors().size()), kept, mask.survivors() - survivors);
        }
    },
    LAYER {
        @Override
        void drop(Parameters trained, Mask mask, BitSet kept, int survivors) {
            // Cumulative rounding: the layers' shares add up to exactly what was asked for.
            long before = 0;
            long keptBefore = 0;
            for (int i = 0; i < mask.layout().tensors().size(); i++) {
                if (mask.layout().tensor(i).prunable()) {
                    final int here = mask.survivors(i);
                    before += here;
                    final long keptUntilHere = Math.round((double) survivors * before / mask.survivors());
                    dropSmallest(rank(trained, mask, i, i + 1), kept, (int) (here - (keptUntilHere - keptBefore)));
                    keptBefore = keptUntilHere;
                }
            }
        }
    };

    abstract void drop(Parameters trained, Mask mask, BitSet kept, int survivors);

    @Override
    public Mask prune(Parameters trained, Mask mask, int survivors) {
        Check.that(trained.layout().equals(mask.layout()), "weights and mask are for different networks");
        Check.in("survivors", survivors, 0, mask.survivors());
        final BitSet kept = mask.bits();
        drop(trained, mask, kept, survivors);
        return Mask.of(mask.layout(), kept);
    }

    @Override
    public String identity() {
        return name().toLowerCase(Locale.ROOT) + "-magnitude";
    }

    /** Returns the survivors of some tensors as magnitude bits above the number: ascending order is the order to go in. */
    private static long[] rank(Parameters trained, Mask mask, int from, int to) {
        final ParameterLayout layout = mask.layout();
        final long[] order = new long[layout.prunableSize()];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (layout.tensor(i).prunable()) {
                final int offset = layout.prunableOffset(i);
                final int size = layout.tensor(i).size();
                for (int entry = 0; entry < size; entry++) {
                    if (mask.keeps(i, entry)) {
                        // The bits of non-negative floats are ordered as the numbers are.
                        final int magnitude = Float.floatToIntBits(Math.abs(trained.value(i, entry)));
                        order[count++] = (long) magnitude << Integer.SIZE | (offset + entry);
                    }
                }
            }
        }
        final long[] sorted = Arrays.copyOf(order, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static void dropSmallest(long[] sorted, BitSet kept, int count) {
        for (int i = 0; i < count; i++) {
            kept.clear((int) sorted[i]);
        }
    }
}
