// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tickets of a report one by one, as all of them may be too many to hold. */
final class Tickets {

    private Tickets() {}

    /** Takes from a ticket what a figure needs of it. */
    interface Reader<T> {
        T read(Ticket ticket, double bestReturn);
    }

    /** Returns what was read, that of the first seed first; a run that failed has no ticket. */
    static <T> List<T> read(TicketReport report, Reader<T> reader) {
        final List<T> all = new ArrayList<>();
        for (long seed : report.experiment().seeds()) {
            for (int level = 0; level <= report.experiment().levels(); level++) {
                final Optional<Ticket> ticket = report.findTicket(seed, level);
                if (ticket.isPresent()) {
                    final double best = report.scores(MaskBaseline.MASK_WEIGHTS, seed, level)
                            .orElseThrow()
                            .bestReturn();
                    all.add(reader.read(ticket.get(), best));
                }
            }
        }
        return all;
    }
}
