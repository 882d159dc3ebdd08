// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.List;

/**
 * A condition that a ticket is compared with: takes the ticket's mask and initial weights of a level and makes the start of a
 * training run from them (the paper, section 3 and table 1). Implementations are immutable and thread-safe.
 *
 * <table>
 * <caption>What each condition keeps of the ticket</caption>
 * <tr><th>condition</th><th>weights</th><th>mask</th><th>layer ratios</th></tr>
 * <tr><td>{@link #MASK_WEIGHTS}</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link #MASK_PERMUTED}</td><td>no, permuted within each layer</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link #MASK_REINIT} (not in the paper)</td><td>no, drawn anew</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link #PERMUTED_PERMUTED}</td><td>no</td><td>no, permuted within each layer</td><td>yes</td></tr>
 * <tr><td>{@link #RANDOM_REINIT}</td><td>no, drawn anew</td><td>no, drawn over all layers</td><td>no</td></tr>
 * </table>
 *
 * <p>Biases and what is not pruned keep the ticket's initial values, and are never permuted; {@link #MASK_REINIT} and
 * {@link #RANDOM_REINIT} draw them anew.
 */
public interface MaskBaseline extends Identified {

    /** The ticket itself: its mask and its initial weights. */
    MaskBaseline MASK_WEIGHTS = TableOneBaseline.MASK_WEIGHTS;

    /** The ticket's mask; its surviving initial weights permuted within each layer. */
    MaskBaseline MASK_PERMUTED = TableOneBaseline.MASK_PERMUTED;

    /** Mask and weights permuted within each layer: only the number of survivors per layer is left of the ticket. */
    MaskBaseline PERMUTED_PERMUTED = TableOneBaseline.PERMUTED_PERMUTED;

    /** One random mask over all layers, weights drawn anew: only the total number of survivors is left of the ticket. */
    MaskBaseline RANDOM_REINIT = TableOneBaseline.RANDOM_REINIT;

    /** The ticket's mask with weights drawn anew, as the sparse training literature compares. Not in the paper. */
    MaskBaseline MASK_REINIT = TableOneBaseline.MASK_REINIT;

    /** Returns the four conditions of the paper's table 1, the ticket first. */
    static List<MaskBaseline> all() {
        return List.of(MASK_WEIGHTS, MASK_PERMUTED, PERMUTED_PERMUTED, RANDOM_REINIT);
    }

    /**
     * Returns the start of this condition's run at the ticket's level, for the ticket's network and with as many survivors. Ticket,
     * scheme and seed determine it to the bit. Not asked for at level 0, whose dense run all conditions share. The contract test
     * {@code MaskBaselineContract} checks it.
     *
     * @param ticket mask and initial weights of the ticket at the level; after late rewinding, weights of the dense run's step
     * @param scheme for what is drawn anew
     * @param seed for permuting and drawing; another one for every condition, seed of the search and level
     */
    TicketStart derive(TicketStart ticket, InitScheme scheme, Seed seed);
}
