// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure1;

import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.curves.NormalisedReturns;
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
import java.util.stream.Stream;

/**
 * The paper's figure 1: which inputs iterative magnitude pruning keeps of pictures of digits and of GridMaze, what each baseline keeps
 * of a ticket, and what that is worth in continuous control. The paper's digits are MNIST's; without its files, others are drawn.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=1 verify
 * java -jar lottery-examples/target/lottery.jar figure 1 --mnist data/mnist
 * </pre>
 */
public final class Figure1 {

    private final List<Task> wanted;
    private final FigureWork work;
    private final FigureRequest request;
    private final Trials trials;

    private Figure1(List<Task> wanted, FigureRequest request) {
        this.wanted = wanted;
        this.work = new FigureWork(1, request);
        this.request = request;
        this.trials = new Trials(request);
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the figure has no panel of a task that is asked for, the folder cannot be written, or the
     *     files of MNIST cannot be read, before anything is run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        final List<Task> wanted = Task.chosen(request.tasks(), tasks());
        return new Figure1(wanted, request).make();
    }

    private static List<Task> tasks() {
        return Stream.concat(Stream.of(Task.DIGITS, Task.GRID_MAZE), NormalisedReturns.tasks().stream())
                .toList();
    }

    private boolean make() throws IOException, InterruptedException {
        final List<String> missing = tasks().stream()
                .filter(task -> !wanted.contains(task))
                .map(task -> task.paperName() + ": left out")
                .toList();
        missing.forEach(panel -> work.say("missing: " + panel));
        final List<Study> pictures = pictures();
        final Map<String, List<Study>> plan = NormalisedReturns.plan(trials, wanted::contains);
        final List<Study> studies = Stream.concat(
                        pictures.stream(), plan.values().stream().flatMap(List::stream))
                .toList();
        work.run(studies.stream().map(Study::experiment).toList());

        final Map<Task, List<InputLayer>> tickets = new LinkedHashMap<>();
        for (Study study : pictures) {
            final TicketReport report = work.report(study.experiment());
            tickets.put(study.task(), InputLayer.of(report));
        }
        if (tickets.values().stream().anyMatch(List::isEmpty)) {
            work.sayFailures();
            return false;
        }
        final Map<String, List<InputLayer>> named = new LinkedHashMap<>();
        tickets.forEach((task, layers) -> named.put(task.paperName(), layers));
        InputTables.writeRuns(named, work.table(""));
        InputTables.writeInputs(named, work.table("-inputs"));
        InputTables.writeLayers(named, work.table("-layers"));
        final NormalisedReturns returns =
                NormalisedReturns.of(plan, study -> work.report(study.experiment()), request.band());
        returns.write(work.table("-returns"));
        returns.lines().forEach(work::say);
        work.draw(Figure1Drawing.of(pictures, tickets, returns.rows()));

        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("studies", studies.stream().map(Figure1::settings).toList());
        fields.put("missingPanels", missing);
        fields.put("normalisedReturns", returns.fields());
        return work.finish(fields);
    }

    /** Plans what the heat maps show; what is not wanted is not even made, since it may need what is not there. */
    private List<Study> pictures() {
        final List<Study> studies = new ArrayList<>();
        if (wanted.contains(Task.DIGITS)) {
            studies.add(trials.study(Task.DIGITS, trials.classifier(), Trials.TICKET));
        }
        if (wanted.contains(Task.GRID_MAZE)) {
            studies.add(trials.study(Task.GRID_MAZE, trials.dqn(Task.GRID_MAZE, Architecture.MLP), Trials.TICKET));
        }
        return studies;
    }

    private static Map<String, Object> settings(Study study) {
        final Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("task", study.task().paperName());
        settings.putAll(study.settings());
        return settings;
    }
}
