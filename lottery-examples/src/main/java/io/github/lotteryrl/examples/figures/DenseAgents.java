// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.figures;

import io.github.lotteryrl.analysis.MinimalRepresentation;
import io.github.lotteryrl.api.Evaluation;
import io.github.lotteryrl.api.MaskBaseline;
import io.github.lotteryrl.examples.Csv;
import io.github.lotteryrl.examples.SeedLines;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Dash;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.Palette;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Series;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.RunRecord;
import io.github.lotteryrl.search.TicketReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Dense agents on all inputs of a task, against others on the inputs that are enough. */
public final class DenseAgents {

    /** The inputs that are enough survive where tickets still have this part of the dense agents' fresh return. */
    public static final double ENOUGH = 0.95;

    private DenseAgents() {}

    /** Returns the dense run of a seed, if it came to its end. */
    public static Optional<RunRecord.Completed> run(TicketReport report, long seed) {
        return report.run(MaskBaseline.MASK_WEIGHTS, seed, 0);
    }

    /** Returns whether no seed has a dense run: then there is nothing to compare tickets with. */
    public static boolean lackIn(TicketReport report) {
        return report.experiment().seeds().stream()
                .noneMatch(seed -> run(report, seed).isPresent());
    }

    /** Returns what trains dense agents on the inputs that are enough alone. */
    public static Experiment onSurvivingInputs(Experiment experiment, String task, MinimalRepresentation minimal) {
        return experiment.denseOn(
                task + ", surviving inputs",
                minimal.inputs().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Returns a panel of learning curves. */
    public static Panel learning(String title, TicketReport onAll, TicketReport onSurvivors) {
        return LinePanel.titled(title)
                .x(Axis.linear("environment steps").from(0))
                .y(Axis.linear("return"))
                .add(learning("all inputs", onAll).color(Palette.REFERENCE).dash(Dash.DASHED))
                .add(learning("surviving inputs", onSurvivors).color(Palette.MASK_WEIGHTS));
    }

    private static Series learning(String name, TicketReport report) {
        final List<List<Evaluation>> curves = report.experiment().seeds().stream()
                .map(seed -> run(report, seed))
                .flatMap(Optional::stream)
                .map(run -> run.result().evaluations())
                .toList();
        return SeedLines.learning(name, curves);
    }

    /**
     * Writes a row for each evaluation of each agent: seed, step, return, fresh return of the agent.
     *
     * @param labels cells before these
     */
    public static void write(TicketReport report, Csv csv, Object... labels) {
        for (long seed : report.experiment().seeds()) {
            run(report, seed).ifPresent(run -> {
                for (Evaluation point : run.result().evaluations()) {
                    final Stream<Object> numbers = Stream.of(
                            seed, point.step(), point.meanReturn(), run.result().freshReturn());
                    csv.row(Stream.concat(Arrays.stream(labels), numbers).toArray());
                }
            });
        }
    }
}
