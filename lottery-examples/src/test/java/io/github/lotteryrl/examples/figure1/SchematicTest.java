// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.TicketStart;
import org.junit.jupiter.api.Test;

/** The example must show what the paper's table 1 says: a draw in which the conditions look alike would show nothing. */
class SchematicTest {

    private final TicketStart ticket = Schematic.ticket();

    private TicketStart start(MaskBaseline condition) {
        return Schematic.start(condition, ticket);
    }

    @Test
    void layersOfTheTicketDifferInHowMuchIsLeft() {
        assertThat(ticket.mask().survivors(0) / 72.0).isLessThan(0.25);
        assertThat(ticket.mask().survivors(1) / 36.0).isGreaterThan(0.5);
    }

    @Test
    void conditionsKeepWhatTableOneSays() {
        final TicketStart permuted = start(MaskBaseline.MASK_PERMUTED);
        assertThat(start(MaskBaseline.MASK_WEIGHTS)).isEqualTo(ticket);
        assertThat(permuted.mask()).isEqualTo(ticket.mask());
        assertThat(permuted.weights()).isNotEqualTo(ticket.weights());
        assertThat(permuted.weights().tensor(0))
                .containsExactlyInAnyOrder(ticket.weights().tensor(0));
        final TicketStart moved = start(MaskBaseline.PERMUTED_PERMUTED);
        assertThat(moved.mask()).isNotEqualTo(ticket.mask());
        assertThat(moved.mask().survivors(0)).isEqualTo(ticket.mask().survivors(0));
        assertThat(moved.weights().tensor(1))
                .containsExactlyInAnyOrder(ticket.weights().tensor(1));
        final TicketStart random = start(MaskBaseline.RANDOM_REINIT);
        assertThat(random.mask().survivors()).isEqualTo(ticket.mask().survivors());
        assertThat(random.mask().survivors(0) - ticket.mask().survivors(0)).isGreaterThan(4);
    }

    @Test
    void thereIsAPanelForEachCondition() {
        assertThat(Schematic.panels()).hasSameSizeAs(MaskBaseline.all());
    }
}
