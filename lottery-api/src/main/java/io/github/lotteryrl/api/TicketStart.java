// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;

/**
 * What a training run at some sparsity starts from: the mask and the weights before training. Pruned entries are zero.
 *
 * @param mask which weights survive
 * @param weights initial weights; stored with the pruned entries set to zero
 */
public record TicketStart(Mask mask, Parameters weights) {

    /** Checks that the two belong together, and applies the mask. */
    public TicketStart {
        Check.that(mask.layout().equals(weights.layout()), "mask and weights are for different networks");
        weights = weights.masked(mask);
    }
}
