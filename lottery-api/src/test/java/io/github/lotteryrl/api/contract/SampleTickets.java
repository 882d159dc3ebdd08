// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.contract;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.TensorSpec.Kind;
import io.github.lotteryrl.api.TicketStart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Small networks, weights and masks that the contracts are tried on. */
final class SampleTickets {

    private SampleTickets() {}

    /** Convolution and dense layers, a free parameter, a statistic, and a module in the middle that is not pruned. */
    static ParameterLayout layout() {
        return ParameterLayout.of(List.of(
                new TensorSpec("eye.0.weight", "eye", Kind.WEIGHT, 0, List.of(2, 3, 2, 2), true),
                new TensorSpec("eye.0.bias", "eye", Kind.BIAS, 0, List.of(2), false),
                new TensorSpec("critic.0.weight", "critic", Kind.WEIGHT, 0, List.of(6, 3), false),
                new TensorSpec("critic.0.bias", "critic", Kind.BIAS, 0, List.of(6), false),
                new TensorSpec("actor.0.weight", "actor", Kind.WEIGHT, 0, List.of(7, 4), true),
                new TensorSpec("actor.0.bias", "actor", Kind.BIAS, 0, List.of(7), false),
                new TensorSpec("actor.1.weight", "actor", Kind.WEIGHT, 1, List.of(7, 4), true),
                new TensorSpec("actor.1.bias", "actor", Kind.BIAS, 1, List.of(7), false),
                new TensorSpec("actor.free", "actor", Kind.FREE, 0, List.of(3), false),
                new TensorSpec("actor.statistic", "actor", Kind.STATISTIC, 0, List.of(4), false)));
    }

    /** Numbers without zero, no two alike, of both signs, small and large in no order. */
    static Parameters weights(ParameterLayout layout) {
        final int size = layout.tensors().stream().mapToInt(TensorSpec::size).sum();
        final int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i + 1;
        }
        Seed.of(11).random().shuffle(order);
        int next = 0;
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            for (int entry = 0; entry < values[i].length; entry++) {
                values[i][entry] = (next % 3 == 0 ? -1 : 1) * order[next] / 64f;
                next++;
            }
        }
        return Parameters.of(layout, values);
    }

    /** Masks from dense to empty, one with an empty layer among others. */
    static List<Mask> masks(ParameterLayout layout) {
        final List<Mask> masks = new ArrayList<>();
        masks.add(Mask.dense(layout));
        masks.add(random(layout, 0.5));
        masks.add(random(layout, 0.1));
        final BitSet emptyLayer = random(layout, 0.5).bits();
        final int layer = layout.indexOf("actor.0.weight");
        emptyLayer.clear(
                layout.prunableOffset(layer),
                layout.prunableOffset(layer) + layout.tensor(layer).size());
        masks.add(Mask.of(layout, emptyLayer));
        masks.add(Mask.of(layout, BitSet.valueOf(new long[] {1L << 33})));
        masks.add(Mask.of(layout, new BitSet()));
        return masks;
    }

    /** A mask in which each weight survives with a probability. */
    static Mask random(ParameterLayout layout, double probability) {
        final RandomStream random = Seed.of(13).derive("mask").random();
        final BitSet kept = new BitSet();
        for (int number = 0; number < layout.prunableSize(); number++) {
            kept.set(number, random.nextDouble() < probability);
        }
        return Mask.of(layout, kept);
    }

    static List<TicketStart> all() {
        final ParameterLayout layout = layout();
        return masks(layout).stream()
                .map(mask -> new TicketStart(mask, weights(layout)))
                .toList();
    }
}
