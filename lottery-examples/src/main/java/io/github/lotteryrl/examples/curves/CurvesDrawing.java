// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.curves;

import io.github.lotteryrl.examples.curves.Curves.Across;
import io.github.lotteryrl.examples.curves.Curves.Curve;
import io.github.lotteryrl.examples.curves.Curves.CurvePanel;
import io.github.lotteryrl.examples.curves.Curves.CurveRow;
import io.github.lotteryrl.examples.curves.Curves.Missing;
import io.github.lotteryrl.examples.curves.Curves.Slot;
import io.github.lotteryrl.examples.figures.Band;
import io.github.lotteryrl.examples.figures.Study;
import io.github.lotteryrl.examples.plot.Axis;
import io.github.lotteryrl.examples.plot.Figure;
import io.github.lotteryrl.examples.plot.LinePanel;
import io.github.lotteryrl.examples.plot.NoticePanel;
import io.github.lotteryrl.examples.plot.Panel;
import io.github.lotteryrl.examples.plot.Row;
import io.github.lotteryrl.examples.plot.Series;
import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.search.TicketReport;
import io.github.lotteryrl.stats.ReturnCurve;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Draws ticket curves: return over remaining weights, the dense network on the left. */
final class CurvesDrawing {

    private static final double PIXELS_PER_PANEL = 260;
    private static final double LEAST_WIDTH = 860;
    private static final double NOTICE_HEIGHT = 60;

    /** The axis of most curves. */
    static final Axis PERCENT_LEFT = Axis.log("remaining weights (%)").reversed();

    private final Map<Study, TicketReport> reports;
    private final Band band;

    private CurvesDrawing(Map<Study, TicketReport> reports, Band band) {
        this.reports = reports;
        this.band = band;
    }

    static Figure of(Curves curves, Map<Study, TicketReport> reports, Band band) {
        final CurvesDrawing drawing = new CurvesDrawing(reports, band);
        final int widest = curves.rows().stream()
                .mapToInt(row -> row.panels().size())
                .max()
                .orElseThrow();
        return Figure.grid(curves.rows().stream().map(drawing::row).toArray(Row[]::new))
                .width(Math.max(LEAST_WIDTH, PIXELS_PER_PANEL * widest));
    }

    private Row row(CurveRow row) {
        final Row drawn =
                Row.titled(row.title(), row.panels().stream().map(this::panel).toArray(Panel[]::new));
        return row.panels().stream().allMatch(Missing.class::isInstance) ? drawn.frameHeight(NOTICE_HEIGHT) : drawn;
    }

    private Panel panel(Slot slot) {
        if (slot instanceof Missing missing) {
            return NoticePanel.of(missing.title(), missing.reason());
        }
        final CurvePanel curves = (CurvePanel) slot;
        LinePanel panel = LinePanel.titled(curves.title())
                .subtitle(curves.subtitle())
                .x(
                        curves.across() == Across.PERCENT
                                ? PERCENT_LEFT
                                : Axis.log("remaining weights").reversed())
                .y(Axis.linear("return"));
        for (Curve curve : curves.curves()) {
            panel = panel.add(series(curve, curves.across()));
        }
        return panel;
    }

    /** Leaves out the levels at which the condition was not run. */
    private Series series(Curve curve, Across across) {
        final TicketReport report = Objects.requireNonNull(reports.get(curve.study()), "not run");
        final ReturnCurve returns = report.curve(curve.condition());
        final Band.Line line = band.of(returns);
        final int[] present = IntStream.range(0, returns.levels())
                .filter(level -> !Double.isNaN(line.middle()[level]))
                .toArray();
        final Experiment experiment = report.experiment();
        final IntToDoubleFunction x = across == Across.PERCENT
                ? level -> 100 * returns.remaining().get(level)
                : level -> experiment
                        .pruning()
                        .schedule()
                        .survivors(level, experiment.layout().prunableSize());
        return Series.line(curve.label(), pick(present, x), pick(present, level -> line.middle()[level]))
                .band(pick(present, level -> line.low()[level]), pick(present, level -> line.high()[level]))
                .color(curve.color())
                .dash(curve.dash());
    }

    private static double[] pick(int[] levels, IntToDoubleFunction number) {
        return IntStream.of(levels).mapToDouble(number).toArray();
    }
}
