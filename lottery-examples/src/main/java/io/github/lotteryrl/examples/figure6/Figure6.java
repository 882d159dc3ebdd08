// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure6;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.Policy;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputTables;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Trials;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paper's figure 6: which cells of which channels of three MinAtar games iterative magnitude pruning keeps, in perceptrons
 * that learn by deep Q-learning.
 *
 * <p>Of the first seed two tickets are shown for each game: the sparsest whose level has at least 90 % of the dense agents' median
 * fresh return, or the last one if only the dense level has, and the one halfway there.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=6 verify
 * java -jar lottery-examples/target/lottery.jar figure 6 --preset smoke
 * </pre>
 */
public final class Figure6 {

    private static final double ENOUGH = 0.9;
    private static final List<Task> TASKS = List.of(Task.FREEWAY, Task.SPACE_INVADERS, Task.BREAKOUT);

    private final FigureWork work;

    private Figure6(FigureRequest request) {
        this.work = new FigureWork(6, request);
    }

    /**
     * A game with what was found.
     *
     * @param study the search for tickets
     * @param tickets of all seeds and levels
     * @param shown the tickets that are drawn, the sparsest last
     * @param player the policy of the sparsest of them, for the picture of the game
     */
    record Game(Study study, List<InputLayer> tickets, List<InputLayer> shown, Policy player) {

        Task task() {
            return study.task();
        }

        /** Returns the level of the sparsest ticket that is drawn. */
        int sparsest() {
            return shown.get(shown.size() - 1).level();
        }
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written or a task is not one of the figure's, before anything is run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        final List<Task> tasks = Task.chosen(request.tasks(), TASKS);
        return new Figure6(request).make(tasks, new Trials(request));
    }

    private boolean make(List<Task> tasks, Trials trials) throws IOException, InterruptedException {
        final List<Study> studies = tasks.stream()
                .map(task -> trials.study(task, trials.dqn(task, Architecture.MLP), Trials.TICKET))
                .toList();
        work.run(studies.stream().map(Study::experiment).toList());
        if (studies.stream().anyMatch(study -> DenseAgents.lackIn(work.report(study.experiment())))) {
            work.sayFailures();
            return false;
        }

        final List<Game> games = studies.stream().map(this::analyse).toList();
        final Map<String, List<InputLayer>> tickets = new LinkedHashMap<>();
        games.forEach(game -> tickets.put(game.task().paperName(), game.tickets()));
        InputTables.writeRuns(tickets, work.table(""));
        InputTables.writeInputs(tickets, work.table("-inputs"));
        InputTables.writeLayers(tickets, work.table("-layers"));
        work.draw(Figure6Drawing.of(games));
        final List<Claim> claims = new ArrayList<>();
        for (Game game : games) {
            claims.addAll(Claim.of(game.task(), game.tickets()));
        }
        for (Game game : games) {
            claims.stream()
                    .filter(claim -> claim.task() == game.task() && claim.level() == game.sparsest())
                    .forEach(claim -> work.say(claim.line()));
        }
        return work.finish(summary(games, claims));
    }

    private Game analyse(Study study) {
        final TicketReport report = work.report(study.experiment());
        final List<InputLayer> tickets = InputLayer.of(report);
        final List<InputLayer> first = InputLayer.ofFirstSeed(tickets);
        final List<InputLayer> shown = shown(first, report.minimalRepresentation(ENOUGH));
        final InputLayer sparsest = shown.get(shown.size() - 1);
        return new Game(
                study,
                tickets,
                shown,
                report.ticket(sparsest.seed(), sparsest.level()).policy());
    }

    /** Returns the tickets to draw, of those of one seed. */
    static List<InputLayer> shown(List<InputLayer> tickets, MinimalRepresentation minimal) {
        final int last = tickets.get(tickets.size() - 1).level();
        final int sparsest = minimal.level() > 0 ? Math.min(minimal.level(), last) : last;
        final int moderate = (sparsest + 1) / 2;
        return tickets.stream()
                .filter(ticket -> ticket.level() == moderate || ticket.level() == sparsest)
                .toList();
    }

    private static Map<String, Object> summary(List<Game> games, List<Claim> claims) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        final List<Map<String, Object>> tasks = new ArrayList<>();
        for (Game game : games) {
            final Map<String, Object> task = new LinkedHashMap<>();
            task.put("task", game.task().paperName());
            task.putAll(game.study().settings());
            task.put("shownLevels", game.shown().stream().map(InputLayer::level).toList());
            task.put(
                    "claims",
                    claims.stream()
                            .filter(claim -> claim.task() == game.task())
                            .map(Claim::fields)
                            .toList());
            tasks.add(task);
        }
        fields.put("games", tasks);
        return fields;
    }
}
