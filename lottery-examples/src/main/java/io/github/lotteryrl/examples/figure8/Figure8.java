// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figure8;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.FigureRequest;
import io.github.lotteryrl.examples.figures.DenseAgents;
import io.github.lotteryrl.examples.figures.FigureWork;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The paper's figure 8: which input dimensions of Cart-Pole and Acrobot survive iterative magnitude pruning, for three ways of
 * drawing the first weights, and how dense agents do on the surviving dimensions alone.
 *
 * <p>Each seed's tickets are trained and pruned for Kaiming, Kaiming with the input layer scaled down, and Xavier. The inputs
 * that are enough are those that survive in most seeds at the sparsest level whose median fresh return is at least 95 % of the dense
 * agent's, with the scaled initialisation; on them alone, and on all inputs, dense agents are trained from such weights.
 *
 * <pre>
 * mvn -q -DskipTests -Dfigure=8 verify
 * java -jar lottery-examples/target/lottery.jar figure 8 --preset smoke
 * </pre>
 */
public final class Figure8 {

    private final FigureRequest request;
    private final FigureWork work;

    private Figure8(FigureRequest request) {
        this.request = request;
        this.work = new FigureWork(8, request);
    }

    /**
     * A task with what was found.
     *
     * @param name as the paper calls it
     * @param panels the upper panels, in their order
     * @param reports what was found for each of them
     * @param minimal the inputs that are enough
     * @param denseOnSurvivors dense agents that see the inputs that are enough
     */
    record Task(
            String name,
            List<TicketPanel> panels,
            List<TicketReport> reports,
            MinimalRepresentation minimal,
            TicketReport denseOnSurvivors) {

        /** Returns the report whose dense runs see all inputs. */
        TicketReport denseOnAll() {
            return reports.get(TicketPanel.SCALED);
        }

        List<String> survivingInputs() {
            return minimal.inputs().stream()
                    .map(denseOnAll().experiment().observations().names()::get)
                    .toList();
        }

        double remaining() {
            return reports.get(0).curve(MaskBaseline.MASK_WEIGHTS).remaining().get(minimal.level());
        }
    }

    /**
     * Makes the figure.
     *
     * @return whether every run came to its end
     * @throws IllegalArgumentException if the folder cannot be written or a task is not one of the figure's, before anything is run
     */
    public static boolean make(FigureRequest request) throws IOException, InterruptedException {
        return new Figure8(request).make();
    }

    private boolean make() throws IOException, InterruptedException {
        final List<List<TicketPanel>> panels = TicketPanel.of(request);
        work.run(panels.stream()
                .flatMap(List::stream)
                .map(TicketPanel::experiment)
                .toList());
        if (panels.stream().anyMatch(row -> DenseAgents.lackIn(work.report(scaled(row))))) {
            work.sayFailures();
            return false;
        }

        final List<Task> tasks = new ArrayList<>();
        for (List<TicketPanel> row : panels) {
            tasks.add(analyse(row));
        }
        work.run(
                tasks.stream().map(task -> task.denseOnSurvivors().experiment()).toList());

        Figure8Tables.write(tasks, work);
        work.draw(Figure8Drawing.of(tasks));
        tasks.forEach(this::say);
        return work.finish(Figure8Tables.summary(request, tasks));
    }

    private static Experiment scaled(List<TicketPanel> row) {
        return row.get(TicketPanel.SCALED).experiment();
    }

    private Task analyse(List<TicketPanel> row) {
        final List<TicketReport> reports =
                row.stream().map(panel -> work.report(panel.experiment())).toList();
        final MinimalRepresentation minimal = reports.get(TicketPanel.SCALED).minimalRepresentation(DenseAgents.ENOUGH);
        final String task = row.get(0).task().paperName();
        final Experiment survivors = DenseAgents.onSurvivingInputs(scaled(row), task, minimal);
        return new Task(task, row, reports, minimal, work.report(survivors));
    }

    private void say(Task task) {
        work.say(String.format(
                Locale.ROOT,
                "%s keeps %s: at %.1f %% of the weights (level %d, %s) return %.1f, dense %.1f",
                task.name(),
                String.join(", ", task.survivingInputs()),
                100 * task.remaining(),
                task.minimal().level(),
                task.panels().get(TicketPanel.SCALED).init(),
                task.minimal().medianReturn(),
                task.minimal().denseReturn()));
    }
}
