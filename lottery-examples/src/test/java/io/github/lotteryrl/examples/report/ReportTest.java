// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.agent.EvaluationPlan;
import io.github.lotteryrl.agent.Filters;
import io.github.lotteryrl.agent.ppo.Ppo;
import io.github.lotteryrl.analysis.InputRelevance;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.Environments;
import io.github.lotteryrl.api.InitScheme;
import io.github.lotteryrl.api.PruningCriterion;
import io.github.lotteryrl.api.PruningSchedule;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.LocalRunner;
import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.ticket.IterativePruning;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** What the command line's tasks and agents do not have. */
class ReportTest {

    @TempDir
    private Path folder;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = FolderStore.open(folder);
    }

    private static Ppo small(Ppo agent) {
        return agent.toBuilder()
                .hidden(4)
                .steps(640)
                .evaluation(new EvaluationPlan(1, 1, 1, 20, false))
                .build();
    }

    private TicketReport run(EnvironmentFactory task, Ppo agent, PruningSchedule schedule) throws Exception {
        final Experiment experiment = new Experiment(
                "tiny",
                task,
                agent,
                new IterativePruning(
                        InitScheme.kaimingUniform(),
                        schedule,
                        PruningCriterion.globalMagnitude(),
                        OptionalLong.empty()),
                List.of(),
                List.of(0L));
        return new TicketReport(
                experiment, store, new LocalRunner(store, 1, ExperimentListener.SILENT).run(List.of(experiment)));
    }

    private Document page() throws Exception {
        return Pages.parse(
                Report.of(FolderStore.reading(folder), Optional.empty()).html());
    }

    @Test
    void aHostileNameIsText() throws Exception {
        final String name = "<script>alert('&')</script>\"x";
        run(
                EnvironmentFactory.of(
                        name, 3, () -> Environments.find("CartPole-v1").create()),
                small(Ppo.cartPole()),
                PruningSchedule.geometric(0.5, 1));
        final String html = Report.of(store, Optional.of("</title><script>")).html();
        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;&amp;&#39;)");
        final Document page = Pages.parse(html);
        assertThat(Pages.texts(page, "h1")).containsExactly("</title><script>");
        assertThat(Pages.texts(page, "h2")).contains("1. " + name + ": ppo");
        assertThat(Pages.row(page, "Search", "environment").get(1)).isEqualTo(name + "@3");
        assertThat(Pages.texts(page, "p"))
                .anyMatch(text -> text.startsWith("Cannot be given: it needs the return of a random policy"))
                .anyMatch(text -> text.startsWith("The inputs are numbered"));
        assertThat(Pages.texts(page, "th")).contains("input 0", "input 3").doesNotContain("angle");
    }

    @Test
    void picturesAreToldByChannel() throws Exception {
        final EnvironmentFactory breakout = Environments.find("MinAtar/Breakout-v1");
        final Ppo dense = small(Ppo.minAtar()).toBuilder().convolutions().build();
        final Ppo filters =
                small(Ppo.minAtar()).toBuilder().convolutions(Filters.of(2, 3)).build();
        for (boolean isDense : List.of(true, false)) {
            store = FolderStore.open(folder.resolve(isDense ? "dense" : "filters"));
            final Ticket ticket = run(breakout, isDense ? dense : filters, PruningSchedule.geometric(0.5, 1))
                    .ticket(0, 1);
            final Document page = Pages.parse(Report.of(store, Optional.empty()).html());
            final String survivors = isDense ? "surviving inputs" : "surviving weights";
            final List<List<String>> table = Pages.table(
                    page, "Mean cumulative |w| and, in brackets, how many " + survivors + " there are on average");
            final List<InputRelevance.Input> channels =
                    ticket.channelRelevance().inputs();
            assertThat(table.get(0).subList(3, 7))
                    .isEqualTo(channels.stream().map(InputRelevance.Input::name).toList());
            int inputs = 0;
            for (int channel = 0; channel < 4; channel++) {
                final String[] cell = table.get(2).get(3 + channel).split("[ ()]+");
                assertThat(Double.parseDouble(cell[0]))
                        .isCloseTo(channels.get(channel).weight(), within(0.006));
                inputs += (int) Double.parseDouble(cell[1]);
            }
            assertThat(inputs)
                    .isEqualTo(
                            isDense
                                    ? ticket.survivingInputs().size()
                                    : ticket.layerSparsity().get(0).survivors());
        }
    }

    @Test
    void searchesThatShareDenseRunsAreGroupsOfTheirOwn() throws Exception {
        final EnvironmentFactory task = Environments.find("CartPole-v1");
        final Ppo agent = small(Ppo.cartPole());
        run(task, agent, PruningSchedule.geometric(0.5, 1));
        // Goes on from the first one.
        run(task, agent, PruningSchedule.geometric(0.5, 2));
        run(task, agent, PruningSchedule.geometric(0.25, 1));
        run(task, agent.toBuilder().hidden(5).build(), PruningSchedule.listed());
        run(Environments.find("Acrobot-v1"), agent, PruningSchedule.listed());
        final List<List<String>> table = Pages.table(page(), "Results");
        final List<String> rows = table.stream()
                .skip(1)
                .map(row -> row.get(0) + " | " + row.get(4) + " levels, " + row.get(6) + " runs")
                .toList();
        // 24 weights: 4 x 4 inputs and 4 x 2 outputs.
        assertThat(rows)
                .containsExactly(
                        "1. Acrobot-v1: ppo | 0 levels, 1 runs",
                        "2. CartPole-v1: ppo, actor [4], levels 2 | 2 levels, 3 runs",
                        "3. CartPole-v1: ppo, actor [4], levels 1 | 1 levels, 2 runs",
                        "4. CartPole-v1: ppo, actor [5] | 0 levels, 1 runs");
    }

    @Test
    void anAgentsIdentityIsTakenApart() {
        final AgentText agent = AgentText.parse(
                "cloning(network=[16x3/1+0, 8x3/1+0] [64] relu, dueling, evaluation(count=2, episodes=3), teacher=ppo(a=1))");
        assertThat(agent.name()).isEqualTo("cloning");
        assertThat(agent.settings())
                .containsEntry("network", "[16x3/1+0, 8x3/1+0] [64] relu")
                .containsEntry("dueling", "yes")
                .hasSize(2);
        assertThat(agent.flat()).containsEntry("evaluation episodes", "3").containsEntry("teacher: ppo a", "1");
        for (String other : List.of("my agent, second try", "f(a))", "f(", "")) {
            assertThat(AgentText.parse(other).flat().values().toString()
                            + AgentText.parse(other).name())
                    .contains(other.isEmpty() ? "" : other.substring(0, 1));
        }
    }

    @Test
    void numbersAreShort() {
        assertThat(Numbers.ranges(Arrays.asList(0L, 1L, 2L, 4L, 6L, 7L))).isEqualTo("0–2, 4, 6, 7");
        assertThat(List.of(
                        Numbers.percent(1), Numbers.percent(0.8), Numbers.percent(0.0256), Numbers.percent(0.000123)))
                .containsExactly("100", "80.0", "2.56", "0.0123");
        assertThat(Numbers.p(1.0 / 16384)).isEqualTo("0.000061");
        assertThat(Numbers.time(99.4) + ", " + Numbers.time(5_999) + ", " + Numbers.time(6_000))
                .isEqualTo("99 s, 100 min, 1.7 h");
    }
}
