// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.stream.IntStream;

/** The conditions of the paper's table 1, and mask/re-init. */
enum TableOneBaseline implements MaskBaseline {
    MASK_WEIGHTS {
        @Override
        public TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed) {
            return ticket;
        }
    },
    MASK_PERMUTED {
        @Override
        public TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed) {
            return permuteWithinLayers(ticket, false, seed);
        }
    },
    PERMUTED_PERMUTED {
        @Override
        public TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed) {
            return permuteWithinLayers(ticket, true, seed);
        }
    },
    RANDOM_REINIT {
        @Override
        public TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed) {
            final ParameterLayout layout = ticket.mask().layout();
            final int[] numbers = shuffled(layout.prunableSize(), seed.derive("mask"));
            final BitSet kept = new BitSet(layout.prunableSize());
            Arrays.stream(numbers, 0, ticket.mask().survivors()).forEach(kept::set);
            return new TicketStart(Mask.of(layout, kept), scheme.initialise(layout, seed.derive("weights")));
        }
    },
    MASK_REINIT {
        @Override
        public TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed) {
            return new TicketStart(
                    ticket.mask(), scheme.initialise(ticket.mask().layout(), seed.derive("weights")));
        }
    };

    @Override
    public String identity() {
        return switch (this) {
            case RANDOM_REINIT -> "random/re-init";
            case MASK_REINIT -> "mask/re-init";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '/');
        };
    }

    @Override
    public String toString() {
        return identity();
    }

    private static TicketStart permuteWithinLayers(TicketStart ticket, boolean maskToo, Seed seed) {
        final ParameterLayout layout = ticket.mask().layout();
        final BitSet kept = ticket.mask().bits();
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = ticket.weights().tensor(i);
            final TensorSpec tensor = layout.tensor(i);
            if (tensor.prunable()) {
                final int tensorIndex = i;
                final int[] from = IntStream.range(0, tensor.size())
                        .filter(entry -> ticket.mask().keeps(tensorIndex, entry))
                        .toArray();
                final Seed layerSeed = seed.derive(tensor.name());
                final int[] to = maskToo
                        ? Arrays.copyOf(shuffled(tensor.size(), layerSeed.derive("mask")), from.length)
                        : from.clone();
                layerSeed.derive("weights").random().shuffle(to);
                move(values[i], from, to);
                final int offset = layout.prunableOffset(i);
                kept.clear(offset, offset + tensor.size());
                Arrays.stream(to).forEach(entry -> kept.set(offset + entry));
            }
        }
        return new TicketStart(Mask.of(layout, kept), Parameters.of(layout, values));
    }

    private static void move(float[] values, int[] from, int[] to) {
        final float[] old = values.clone();
        Arrays.fill(values, 0);
        for (int k = 0; k < from.length; k++) {
            values[to[k]] = old[from[k]];
        }
    }

    private static int[] shuffled(int count, Seed seed) {
        final int[] numbers = IntStream.range(0, count).toArray();
        seed.random().shuffle(numbers);
        return numbers;
    }
}
