// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.examples.figures.TicketInputs.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketInputsTest {

    @Test
    void anInputThatADeadUnitAloneReadsHasWeightButDoesNotSurvive() {
        final ObservationSpace observations = ObservationSpace.of("height", "roll", "pitch");
        final TicketInputs ticket = TicketInputs.of(HandMade.ticket(observations, 5, 3, "roll", List.of("height")), 9);
        assertThat(ticket.inputs())
                .containsExactly(
                        new Input("height", 0.5, true), new Input("roll", 0.5, false), new Input("pitch", 0, false));
        assertThat(ticket.survivors()).containsExactly(1);
        // One weight of each unit and one of the output, of 3 + 3 + 2.
        assertThat(ticket.weights()).isEqualTo(3);
        assertThat(ticket.remaining()).isEqualTo(3 / 8.0);
        assertThat(List.of(ticket.seed(), (long) ticket.level())).containsExactly(5L, 3L);
        assertThat(List.of(ticket.bestReturn(), ticket.freshReturn())).containsExactly(9.0, 7.0);
    }
}
