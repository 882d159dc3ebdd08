// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.search.TicketSearch;
import java.util.Arrays;

/**
 * The README's first snippet with one seed and eight levels: tickets on Cart-Pole, the baselines, what survived, and the
 * pruned network in DeepLearning4J. Takes about a minute.
 *
 * <pre>
 * java -cp lottery-examples/target/lottery.jar io.github.lotteryrl.examples.QuickStart
 * </pre>
 */
public final class QuickStart {

    private QuickStart() {}

    /** Runs the example. */
    public static void main(String[] arguments) throws InterruptedException {
        final TicketSearch search = TicketSearch.builder()
                .environment("CartPole-v1")
                .agent(Ppo.cartPole())
                .init(InitScheme.kaimingUniform().scaledInput(0.1))
                .schedule(PruningSchedule.geometric(0.2, 8))
                .baselines(MaskBaseline.all())
                .seeds(0)
                .build();

        final TicketReport report = search.run();
        for (MaskBaseline condition : MaskBaseline.all()) {
            System.out.println(condition.identity() + " "
                    + Arrays.toString(report.curve(condition).interquartileMean()));
        }
        final Ticket ticket = report.ticket(0, 8);
        ticket.inputRelevance().inputs().forEach(System.out::println);
        System.out.println(ticket.compact().toMultiLayerNetwork().summary());
    }
}
