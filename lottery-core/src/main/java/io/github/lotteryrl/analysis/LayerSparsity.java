// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.analysis;

import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.TensorSpec;
import io.github.lotteryrl.api.internal.Check;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a mask leaves of one layer (the paper, figure 5). Immutable.
 *
 * @param tensor the name of the layer's weights, such as {@code actor.0.weight}
 * @param total weights of the layer, at least 1
 * @param survivors of them, in [0, total]
 */
public record LayerSparsity(String tensor, int total, int survivors) {

    /** Checks the bounds. */
    public LayerSparsity {
        Check.atLeast("total", total, 1);
        Check.in("survivors", survivors, 0, total);
    }

    /** Returns an entry for each prunable tensor, in the order of the layout. */
    public static List<LayerSparsity> of(Mask mask) {
        final ParameterLayout layout = mask.layout();
        return IntStream.range(0, layout.tensors().size())
                .filter(i -> layout.tensor(i).prunable())
                .mapToObj(i -> {
                    final TensorSpec tensor = layout.tensor(i);
                    return new LayerSparsity(tensor.name(), tensor.size(), mask.survivors(i));
                })
                .toList();
    }

    /** Returns the fraction of the weights that survive, in [0, 1]. */
    public double remaining() {
        return (double) survivors / total;
    }
}
