// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure5;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.InputLayer;
import io.github.lotteryrl.examples.figures.InputTables;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.Task.Architecture;
import io.github.lotteryrl.examples.figures.Trials;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The paper's figure 5: which cells of which channels of GridMaze iterative magnitude pruning keeps, what it leaves of each layer
 * and channel, and how dense agents do on the surviving inputs alone.
 *
 * <p>Inputs survive that are joined to an output by a path of surviving weights. Those that the second agents see survive in most
 * seeds at the sparsest level whose median fresh return is at least 95 % of the dense agent's; the paper says "at moderate
 * sparsity".
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=5 verify
 * java -jar lottery-examples/target/lottery.jar figure 5 --preset smoke
 * </pre>
 */
public final class Figure5 {

    private final FigureWork work;

    private Figure5(FigureRequest request) {
        this.work = new FigureWork(5, request);
    }

    /**
     * What was found.
     *
     * @param study the search for tickets
     * @param tickets of all seeds and levels
     * @param minimal the inputs that are enough
     * @param denseOnAll dense agents that see all inputs
     * @param denseOnSurvivors dense agents that see the inputs that are enough
     */
    record Found(
            Study study,
            List<InputLayer> tickets,
            MinimalRepresentation minimal,
            TicketReport denseOnAll,
            TicketReport denseOnSurvivors) {

        /** Returns the fraction of the weights that is left where these inputs are enough. */
        double remaining() {
            return tickets.stream()
                    .filter(ticket -> ticket.level() == minimal.level())
                    .findFirst()
                    .orElseThrow()
                    .remaining();
        }
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written or a task is not the figure's, before anything is run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        Task.check(request.tasks(), Stream.of(Task.GRID_MAZE));
        return new Figure5(request).make(new Trials(request));
    }

    private boolean make(Trials trials) throws IOException, InterruptedException {
        final Study study = trials.study(Task.GRID_MAZE, trials.dqn(Task.GRID_MAZE, Architecture.MLP), Trials.TICKET);
        work.run(List.of(study.experiment()));
        final TicketReport report = work.report(study.experiment());
        if (DenseAgents.lackIn(report)) {
            work.sayFailures();
            return false;
        }

        final MinimalRepresentation minimal = report.minimalRepresentation(DenseAgents.ENOUGH);
        final Experiment onSurvivors = DenseAgents.onSurvivingInputs(study.experiment(), study.name(), minimal);
        work.run(List.of(onSurvivors));

        final Found found = new Found(study, InputLayer.of(report), minimal, report, work.report(onSurvivors));
        final Map<String, List<InputLayer>> tickets = Map.of(study.task().paperName(), found.tickets());
        InputTables.writeRuns(tickets, work.table(""));
        InputTables.writeInputs(tickets, work.table("-inputs"));
        InputTables.writeLayers(tickets, work.table("-layers"));
        SurvivingInputs.write(found, work.table("-learning"));
        work.draw(Figure5Drawing.of(found));
        final List<PrunedInputs> levels = PrunedInputs.ofLevels(found.tickets());
        levels.stream().filter(level -> level.level() > 0).forEach(level -> work.say(level.line()));
        final SurvivingInputs survivors = SurvivingInputs.of(found);
        work.say(survivors.line());
        return work.finish(summary(found, levels, survivors));
    }

    private static Map<String, Object> summary(Found found, List<PrunedInputs> levels, SurvivingInputs survivors) {
        final Map<String, Object> fields = found.study().settings();
        fields.put("pruned", levels.stream().map(PrunedInputs::fields).toList());
        fields.put("survivingInputs", survivors.fields());
        return fields;
    }
}
