// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure1;

import io.github.lotteryrl.examples.FigureRequest;
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
 * The paper's figure 1: which inputs iterative magnitude pruning keeps of pictures of digits and of GridMaze, and what each baseline
 * keeps of a ticket. The paper's digits are MNIST's; without its files, others are drawn. The returns of continuous control are not
 * compared yet: their panels say so.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=1 verify
 * java -jar lottery-examples/target/lottery.jar figure 1 --mnist data/mnist
 * </pre>
 */
public final class Figure1 {

    /** Panels of the paper that cannot be made, and why. */
    static final String MISSING = "PyBullet agents are not compared yet";

    static final List<String> MISSING_PANELS =
            List.of("Behavioural cloning, normalised return", "PPO, normalised return");

    private final FigureWork work;

    private Figure1(FigureRequest request) {
        this.work = new FigureWork(1, request);
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written, or the files of MNIST cannot be read, before anything is
     *     run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        return new Figure1(request).make(new Trials(request));
    }

    private boolean make(Trials trials) throws IOException, InterruptedException {
        MISSING_PANELS.forEach(panel -> work.say("missing: " + panel + ": " + MISSING));
        final Study digits = trials.study(Task.DIGITS, trials.classifier(), Trials.TICKET);
        final Study maze = trials.study(Task.GRID_MAZE, trials.dqn(Task.GRID_MAZE, Architecture.MLP), Trials.TICKET);
        final List<Study> studies = List.of(digits, maze);
        work.run(studies.stream().map(Study::experiment).toList());

        final Map<String, List<InputLayer>> tickets = new LinkedHashMap<>();
        for (Study study : studies) {
            final TicketReport report = work.report(study.experiment());
            tickets.put(study.task().paperName(), InputLayer.of(report));
        }
        if (tickets.values().stream().anyMatch(List::isEmpty)) {
            work.sayFailures();
            return false;
        }
        InputTables.writeRuns(tickets, work.table(""));
        InputTables.writeInputs(tickets, work.table("-inputs"));
        InputTables.writeLayers(tickets, work.table("-layers"));
        work.draw(Figure1Drawing.of(digits, tickets));
        return work.finish(summary(studies));
    }

    private static Map<String, Object> summary(List<Study> studies) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        final List<Map<String, Object>> runs = new ArrayList<>();
        for (Study study : studies) {
            final Map<String, Object> run = new LinkedHashMap<>();
            run.put("task", study.task().paperName());
            run.putAll(study.settings());
            runs.add(run);
        }
        fields.put("studies", runs);
        fields.put(
                "missingPanels",
                MISSING_PANELS.stream().map(panel -> panel + ": " + MISSING).toList());
        return fields;
    }
}
