// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.analysis.Reachability;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What figures about named inputs need of a ticket, as {@link InputLayer} is of one that sees a picture. Immutable.
 *
 * @param seed of the search
 * @param level how often was pruned
 * @param weights that survive
 * @param remaining the fraction of the prunable weights that these are
 * @param bestReturn of the best evaluation
 * @param freshReturn over fresh episodes
 * @param inputs of the network that acts, in the order of the observation
 * @param survivors how many inputs survive in each of the agent's networks, the one that acts first
 */
public record TicketInputs(
        long seed,
        int level,
        int weights,
        double remaining,
        double bestReturn,
        double freshReturn,
        List<Input> inputs,
        List<Integer> survivors) {

    /** Copies. */
    public TicketInputs {
        inputs = List.copyOf(inputs);
        survivors = List.copyOf(survivors);
    }

    /**
     * One dimension of the observation.
     *
     * @param name of the dimension
     * @param weight sum of the absolute values of the surviving weights that read it
     * @param survives whether a path of surviving weights joins it to an output
     */
    public record Input(String name, double weight, boolean survives) {}

    /** Reads a ticket. */
    public static TicketInputs of(Ticket ticket, double bestReturn) {
        final List<Reachability> networks = ticket.networks().stream()
                .map(network -> Reachability.of(network, ticket.mask()))
                .toList();
        final List<InputRelevance.Input> relevance = ticket.inputRelevance().inputs();
        final List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < relevance.size(); i++) {
            inputs.add(new Input(
                    relevance.get(i).name(),
                    relevance.get(i).weight(),
                    networks.get(0).inputReachesOutput(i)));
        }
        return new TicketInputs(
                ticket.seed(),
                ticket.level(),
                ticket.mask().survivors(),
                ticket.remaining(),
                bestReturn,
                ticket.freshReturn(),
                inputs,
                networks.stream()
                        .map(network -> network.survivingInputs().length)
                        .toList());
    }

    /** Reads the tickets of a report, those of the first seed first. */
    public static List<TicketInputs> of(TicketReport report) {
        return Tickets.read(report, TicketInputs::of);
    }
}
