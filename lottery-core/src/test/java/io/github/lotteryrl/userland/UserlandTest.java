// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.userland;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.NetworkPolicy;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.analysis.InputRelevance.Input;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.Ticket.CompactNetwork;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.search.TicketSearch;
import io.github.lotteryrl.stats.ReturnCurve;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do who know the public API alone: a task and a learner of their own go through the whole search. */
class UserlandTest {

    private static final EnvironmentFactory SEESAW = EnvironmentFactory.of("Seesaw", 1, Seesaw::new);
    private static final int LEVELS = 3;

    @TempDir
    private Path folder;

    private TicketSearch.Builder search() {
        return TicketSearch.builder()
                .environment(SEESAW)
                .schedule(PruningSchedule.geometric(0.3, LEVELS))
                .baselines(MaskBaseline.all())
                .seeds(0, 1)
                .parallelism(2)
                .store(folder.resolve("store"));
    }

    private static void assertCurves(TicketReport report) {
        assertThat(report.failures()).isEmpty();
        final ReturnCurve ticket = report.curve(MaskBaseline.MASK_WEIGHTS);
        for (MaskBaseline condition : MaskBaseline.all()) {
            for (ReturnCurve curve : List.of(report.curve(condition), report.freshCurve(condition))) {
                assertThat(curve.levels()).isEqualTo(LEVELS + 1);
                assertThat(curve.remaining()).isEqualTo(ticket.remaining());
                assertThat(curve.interquartileMean()).hasSize(LEVELS + 1);
                assertThat(Arrays.stream(curve.interquartileMean())).allMatch(value -> value >= 1 && value <= 50);
            }
            assertThat(report.curve(condition).returns(0))
                    .as("all conditions share the dense runs")
                    .isEqualTo(ticket.returns(0));
        }
    }

    @Test
    void aTaskOfOnesOwnGoesThroughTheWholeSearch() throws Exception {
        final TicketSearch search = search().agent(Ppo.builder()
                        .hidden(8)
                        .steps(2_560)
                        .evaluation(new EvaluationPlan(2, 2, 4, 50, false))
                        .build())
                .init(InitScheme.xavierUniform())
                .build();
        final TicketReport report = search.run();
        assertCurves(report);

        final Ticket ticket = report.ticket(1, LEVELS);
        assertThat(ticket.remaining()).isLessThan(0.4);
        assertThat(ticket.survivingInputs()).isNotEmpty().isSubsetOf("tilt", "weather");
        assertThat(ticket.inputRelevance().inputs()).extracting(Input::name).containsExactly("tilt", "weather");
        assertThat(ticket.inputRelevance().inputs().stream()
                        .mapToDouble(Input::share)
                        .sum())
                .isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat(ticket.layerSparsity()).hasSize(2);
        assertSameActions(ticket);

        final Path file = folder.resolve("seesaw.ticket");
        ticket.write(file);
        assertThat(Ticket.read(file)).isEqualTo(ticket);

        final TicketSearch onSurvivors = search.denseOn(ticket.survivingInputIndices());
        assertThat(onSurvivors.experiment().observations().names()).isEqualTo(ticket.survivingInputs());
        assertThat(onSurvivors.run().ticket(1, 0).remaining()).isEqualTo(1);
        assertThat(report.minimalRepresentation(0).level()).isEqualTo(LEVELS);
    }

    private static void assertSameActions(Ticket ticket) {
        final Policy policy = ticket.policy();
        final CompactNetwork compact = ticket.compact();
        final Policy small = new NetworkPolicy(compact.spec(), compact.parameters(), ticket.actions());
        final RandomStream random = Seed.of(3).random();
        for (int i = 0; i < 100; i++) {
            final float[] observation = {(float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)};
            assertThat(small.action(observation)).isEqualTo(policy.action(observation));
        }
    }

    @Test
    void aLearnerOfOnesOwnGoesThroughTheWholeSearch() throws Exception {
        final RandomSearch agent = new RandomSearch();
        final TicketReport report = search().agent(agent).rewindTo(200).build().run();
        assertCurves(report);

        final Ticket ticket = report.ticket(0, LEVELS);
        assertThat(ticket.mask().survivors()).isEqualTo(1);
        final Parameters trained = ticket.trained();
        assertThat(trained.masked(ticket.mask())).isEqualTo(trained);
        assertThat(play(agent.policy(trained, ticket.observations(), ticket.actions())))
                .isBetween(1.0, 50.0);

        assertThat(ticket.layerSparsity()).hasSize(1);
        assertThatThrownBy(ticket::policy)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("the agent is not made of networks of this library")
                .hasMessageContaining("random-search(candidates=20)");
        final Path file = folder.resolve("linear.ticket");
        ticket.write(file);
        assertThat(Ticket.read(file)).isEqualTo(ticket);
    }

    private static double play(Policy policy) {
        try (Environment environment = SEESAW.create()) {
            final float[] observation = new float[2];
            double sum = 0;
            environment.reset(11);
            while (!environment.isDone()) {
                environment.observe(observation, 0);
                sum += environment.step(policy.action(observation));
            }
            return sum;
        }
    }

    /** A seed is all that a search needs to be repeated by somebody else. */
    @Test
    void aSearchInMemoryAndOneInAStoreAgree() throws Exception {
        final RandomSearch agent = new RandomSearch();
        final Ticket stored = search().agent(agent).build().run().ticket(1, 2);
        final Ticket inMemory = TicketSearch.builder()
                .environment(SEESAW)
                .agent(agent)
                .schedule(PruningSchedule.geometric(0.3, 2))
                .seeds(1)
                .build()
                .run()
                .ticket(1, 2);
        assertThat(inMemory).isEqualTo(stored);
        assertThat(Arrays.asList(stored.identity().split("\n")))
                .contains("environment: Seesaw@1", "agent: random-search(candidates=20)", "seed: 1", "level: 2");
    }
}
