// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import io.github.lotteryrl.examples.plot.Canvas.Tile;
import java.util.ArrayList;
import java.util.List;
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
        canvas.outline(frame, HeatMapPainter.FRAME);
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
        ColorScale scale = panel.scale();
        List<Tile> tiles = new ArrayList<>();
        List<Box> struck = new ArrayList<>();
        for (int row = 0; row < heat.rows(); row++) {
            for (int column = 0; column < heat.columns(); column++) {
                double value = heat.value(row, column);
                if (Double.isNaN(value)) {
                    tiles.add(new Tile(cell(row, column), Look.MISSING));
                    struck.add(cell(row, column));
                } else if (value != 0) {
                    tiles.add(new Tile(cell(row, column), scale.at(value)));
                }
            }
        }
        canvas.tiles(tiles);
        struck.forEach(box -> canvas.line(box.left(), box.bottom(), box.right(), box.top(), HeatMapPainter.STRIKE));
        for (int row = 1; row < heat.rows(); row++) {
            double y = cell(row, 0).top();
            canvas.line(frame.left(), y, frame.right(), y, HeatMapPainter.LINES);
        }
        for (int column = 1; column < heat.columns(); column++) {
            double at = x.at(panel.edge(column));
            canvas.line(at, frame.top(), at, frame.bottom(), HeatMapPainter.LINES);
        }
    }

    private void paintMark(int column) {
        Box top = cell(0, column);
        Box all = new Box(top.left(), frame.top(), top.width(), frame.height());
        canvas.outline(all, HeatMapPainter.HALO);
        canvas.outline(all, HeatMapPainter.MARK);
    }

    private void paintNames() {
        TextStyle style = new TextStyle(panel.nameSize(frame.height()), Look.TEXT, Anchor.END);
        for (int row = 0; row < heat.rows(); row++) {
            double base = cell(row, 0).middle() + BASE * style.size();
            canvas.text(panel.names().get(row), frame.left() - HeatRowsPanel.NAME_GAP, base, style);
        }
    }
}
