// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure7;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.examples.figures.InputTables;
import io.github.lotteryrl.examples.figures.Json;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.figures.Task;
import io.github.lotteryrl.examples.figures.TicketInputs;
import io.github.lotteryrl.examples.figures.Trials;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The paper's figure 7: how many input dimensions of three robots, and which, survive iterative magnitude pruning of PPO's actor and
 * critic. The paper names Walker2D and Ant; the third is HalfCheetah here. The runs are those of the tickets in figures 2 and 4.
 *
 * <p>An input survives if a path of surviving weights joins it to an output of the actor, which alone decides what the agent does;
 * how many survive in the critic is shown beside.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=7 verify
 * java -jar lottery-examples/target/lottery.jar figure 7 --preset smoke
 * </pre>
 */
public final class Figure7 {

    private static final List<Task> TASKS = List.of(Task.WALKER_2D, Task.ANT, Task.HALF_CHEETAH);

    private final FigureRequest request;
    private final FigureWork work;

    private Figure7(FigureRequest request) {
        this.request = request;
        this.work = new FigureWork(7, request);
    }

    /**
     * A robot with what was found.
     *
     * @param study the search for tickets
     * @param report what came of it
     * @param tickets of all seeds and levels
     * @param kept what survives where the paper looks
     * @param minimal the inputs that are enough
     */
    record Robot(
            Study study,
            TicketReport report,
            List<TicketInputs> tickets,
            KeptInputs kept,
            MinimalRepresentation minimal) {

        Task task() {
            return study.task();
        }

        /** Returns the names of all inputs. */
        List<String> names() {
            return study.experiment().observations().names();
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
        return new Figure7(request).make(tasks, new Trials(request));
    }

    private boolean make(List<Task> tasks, Trials trials) throws IOException, InterruptedException {
        final List<Study> studies = tasks.stream()
                .map(task -> trials.study(task, trials.ppo(task, 64, 64), Trials.TICKET))
                .toList();
        work.run(studies.stream().map(Study::experiment).toList());
        if (studies.stream().anyMatch(study -> DenseAgents.lackIn(work.report(study.experiment())))) {
            work.sayFailures();
            return false;
        }

        final List<Robot> robots = studies.stream().map(this::analyse).toList();
        writeRuns(robots, work.table(""));
        writeInputs(robots, work.table("-inputs"));
        work.draw(Figure7Drawing.of(robots, request.band()));
        robots.forEach(robot -> work.say(robot.kept().line()));
        return work.finish(summary(robots));
    }

    private Robot analyse(Study study) {
        final TicketReport report = work.report(study.experiment());
        final List<TicketInputs> tickets = TicketInputs.of(report);
        return new Robot(
                study,
                report,
                tickets,
                KeptInputs.of(study, tickets),
                report.minimalRepresentation(DenseAgents.ENOUGH));
    }

    private static void writeRuns(List<Robot> robots, Path file) throws IOException {
        try (Csv csv = new Csv(
                file,
                "task",
                "seed",
                "level",
                "weights",
                "remaining",
                "best_return",
                "fresh_return",
                "surviving_inputs",
                "critic_inputs")) {
            for (Robot robot : robots) {
                for (TicketInputs ticket : robot.tickets()) {
                    csv.row(
                            robot.task().paperName(),
                            ticket.seed(),
                            ticket.level(),
                            ticket.weights(),
                            ticket.remaining(),
                            ticket.bestReturn(),
                            ticket.freshReturn(),
                            ticket.survivors().get(KeptInputs.ACTOR),
                            ticket.survivors().get(KeptInputs.CRITIC));
                }
            }
        }
    }

    private static void writeInputs(List<Robot> robots, Path file) throws IOException {
        try (Csv csv = new Csv(file, "task", "seed", "level", "remaining", "input", "weight", "survives")) {
            for (Robot robot : robots) {
                for (TicketInputs ticket : robot.tickets()) {
                    InputTables.writeInputs(ticket, csv, robot.task().paperName(), ticket.seed());
                }
            }
        }
    }

    private Map<String, Object> summary(List<Robot> robots) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("band", request.band().name().toLowerCase(Locale.ROOT));
        fields.put("tasks", robots.stream().map(Figure7::summary).toList());
        return fields;
    }

    private static Map<String, Object> summary(Robot robot) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", robot.task().paperName());
        fields.putAll(robot.study().settings());
        fields.put("inputs", robot.names().size());
        fields.put("kept", robot.kept().fields());
        final Map<String, Object> enough = new LinkedHashMap<>();
        enough.put("fractionOfDenseReturn", DenseAgents.ENOUGH);
        enough.put("level", robot.minimal().level());
        enough.put(
                "remaining",
                Json.number(robot.report()
                        .curve(MaskBaseline.MASK_WEIGHTS)
                        .remaining()
                        .get(robot.minimal().level())));
        enough.put(
                "inMostSeeds",
                robot.minimal().inputs().stream().map(robot.names()::get).toList());
        fields.put("enough", enough);
        return fields;
    }
}
