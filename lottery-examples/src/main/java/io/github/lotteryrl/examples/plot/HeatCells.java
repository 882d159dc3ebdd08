// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import io.github.lotteryrl.examples.plot.Canvas.Tile;
import java.util.ArrayList;
import java.util.List;

/** The cells of one {@link Heat} in a picture, whatever widths its columns have. */
final class HeatCells {

    static final Pen FRAME = new Pen(Look.FRAME, 1);
    // Seen on pale and on dark cells.
    static final Pen HALO = new Pen(Look.PAPER, 3.2);
    static final Pen MARK = new Pen(Look.MARK, 1.5);
    private static final Pen LINES = new Pen(Look.GRID, 0.7);
    private static final Pen STRIKE = new Pen(Look.FRAME, 0.7);

    /** Where a cell lies. */
    interface Layout {
        Box cell(int row, int column);
    }

    private final Canvas canvas;
    private final Heat heat;
    private final Layout layout;

    HeatCells(Canvas canvas, Heat heat, Layout layout) {
        this.canvas = canvas;
        this.heat = heat;
        this.layout = layout;
    }

    /** Paints what is not 0, and strikes out what is missing. */
    void fill(ColorScale scale) {
        List<Tile> tiles = new ArrayList<>();
        List<Box> struck = new ArrayList<>();
        for (int row = 0; row < heat.rows(); row++) {
            for (int column = 0; column < heat.columns(); column++) {
                double value = heat.value(row, column);
                Box cell = layout.cell(row, column);
                if (Double.isNaN(value)) {
                    tiles.add(new Tile(cell, Look.MISSING));
                    struck.add(cell);
                } else if (value != 0) {
                    tiles.add(new Tile(cell, scale.at(value)));
                }
            }
        }
        canvas.tiles(tiles);
        struck.forEach(cell -> canvas.line(cell.left(), cell.bottom(), cell.right(), cell.top(), STRIKE));
    }

    /** Draws a line between any two rows, and any two columns. */
    void separate(Box all) {
        for (int row = 1; row < heat.rows(); row++) {
            double y = layout.cell(row, 0).top();
            canvas.line(all.left(), y, all.right(), y, LINES);
        }
        for (int column = 1; column < heat.columns(); column++) {
            // Columns may run from right to left.
            double x = Math.max(
                    layout.cell(0, column - 1).left(), layout.cell(0, column).left());
            canvas.line(x, all.top(), x, all.bottom(), LINES);
        }
    }
}
