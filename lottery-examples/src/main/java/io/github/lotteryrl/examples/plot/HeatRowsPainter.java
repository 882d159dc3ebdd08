// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.util.Optional;

/** Draws a {@link HeatRowsPanel}, whose cells fill the frame. */
final class HeatRowsPainter {

    /** From the middle of a line of text down to its base, in sizes of the text. */
    private static final double BASE = 0.36;

    private final HeatRowsPanel panel;
    private final Heat heat;
    private final Canvas canvas;
    private final Place place;
    private final Box frame;
    private final Scale x;

    HeatRowsPainter(HeatRowsPanel panel, Canvas canvas, Place place) {
        this.panel = panel;
        this.heat = panel.heat();
        this.canvas = canvas;
        this.place = place;
        this.frame = place.frame();
        this.x = panel.scaleX(frame.left(), frame.right());
    }

    void paint() {
        Caption.paintTitle(canvas, place, frame, panel.title(), Optional.empty());
        canvas.clipped(frame, this::paintCells);
        canvas.outline(frame, HeatCells.FRAME);
        panel.marked().ifPresent(this::paintMark);
        paintNames();
        AxisPainter.paintBottom(canvas, place, panel.x(), x);
    }

    private Box cell(int row, int column) {
        double from = x.at(panel.edge(column));
        double to = x.at(panel.edge(column + 1));
        double height = frame.height() / heat.rows();
        return new Box(Math.min(from, to), frame.top() + row * height, Math.abs(to - from), height);
    }

    private void paintCells() {
        HeatCells cells = new HeatCells(canvas, heat, this::cell);
        cells.fill(panel.scale());
        cells.separate(frame);
    }

    private void paintMark(int column) {
        Box top = cell(0, column);
        Box all = new Box(top.left(), frame.top(), top.width(), frame.height());
        canvas.outline(all, HeatCells.HALO);
        canvas.outline(all, HeatCells.MARK);
    }

    private void paintNames() {
        TextStyle style = new TextStyle(panel.nameSize(frame.height()), Look.TEXT, Anchor.END);
        for (int row = 0; row < heat.rows(); row++) {
            double base = cell(row, 0).middle() + BASE * style.size();
            canvas.text(panel.names().get(row), frame.left() - HeatRowsPanel.NAME_GAP, base, style);
        }
    }
}
