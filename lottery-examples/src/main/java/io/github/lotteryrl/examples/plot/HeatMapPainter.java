// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.Pen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Draws a {@link HeatMapPanel}: its grids side by side in the middle of a frame. */
final class HeatMapPainter {

    private static final double BETWEEN_GRIDS = 14;
    private static final double SMALLEST_CELL_WITH_LINES = 6.5;

    private final HeatMapPanel panel;
    private final Canvas canvas;
    private final Place place;
    private final double cell;
    private final Box outline;

    HeatMapPainter(HeatMapPanel panel, Canvas canvas, Place place) {
        this.panel = panel;
        this.canvas = canvas;
        this.place = place;
        Box frame = place.frame();
        this.cell = cell(panel.grids(), frame.width(), frame.height());
        double width = columns(panel.grids()) * cell + gaps(panel.grids());
        double height = rows(panel.grids()) * cell;
        this.outline =
                new Box(halfPixels(frame.centre() - width / 2), halfPixels(frame.middle() - height / 2), width, height);
    }

    private static double columns(List<Heat> grids) {
        return grids.stream().mapToInt(Heat::columns).sum();
    }

    private static double rows(List<Heat> grids) {
        return grids.stream().mapToInt(Heat::rows).max().orElseThrow();
    }

    private static double gaps(List<Heat> grids) {
        return BETWEEN_GRIDS * (grids.size() - 1);
    }

    /** Returns the side of a cell: half pixels where there are enough, so that all cells of the PNG are of one size. */
    private static double cell(List<Heat> grids, double width, double height) {
        double side = Math.min((width - gaps(grids)) / columns(grids), height / rows(grids));
        return side < 2 ? Math.max(side, 0.1) : Math.floor(2 * side) / 2;
    }

    private static double halfPixels(double length) {
        return Math.round(2 * length) / 2.0;
    }

    static double height(List<Heat> grids, double width, double most) {
        return rows(grids) * cell(grids, width, most);
    }

    /** Returns what the grids take of the frame. */
    Box outline() {
        return outline;
    }

    void paint() {
        Caption.paintTitle(canvas, place, outline, panel.title(), panel.key());
        double left = outline.left();
        for (Heat grid : panel.grids()) {
            double top = halfPixels(outline.middle() - grid.rows() * cell / 2);
            Box box = new Box(left, top, grid.columns() * cell, grid.rows() * cell);
            paintCells(grid, box);
            paintMarks(grid, box);
            // Captions stand on one line, whatever the grids' heights.
            Box above = new Box(left, outline.top(), box.width(), outline.height());
            double most = panel.grids().size() == 1 ? place.room() : box.width() + BETWEEN_GRIDS;
            Caption.paint(canvas, place, above, grid.caption(), most);
            left += box.width() + BETWEEN_GRIDS;
        }
    }

    private void paintCells(Heat grid, Box box) {
        HeatCells cells = new HeatCells(
                canvas, grid, (row, column) -> new Box(box.left() + column * cell, box.top() + row * cell, cell, cell));
        cells.fill(panel.scale());
        if (cell >= SMALLEST_CELL_WITH_LINES) {
            cells.separate(box);
        }
        canvas.outline(box, HeatCells.FRAME);
    }

    private void paintMarks(Heat grid, Box box) {
        List<Box> edges = new ArrayList<>();
        for (int row = 0; row <= grid.rows(); row++) {
            double y = box.top() + row * cell;
            runs(row, grid.columns(), (r, c) -> grid.isMarked(r, c) != grid.isMarked(r - 1, c))
                    .forEach(run -> edges.add(new Box(box.left() + run[0] * cell, y, (run[1] - run[0]) * cell, 0)));
        }
        for (int column = 0; column <= grid.columns(); column++) {
            double x = box.left() + column * cell;
            runs(column, grid.rows(), (c, r) -> grid.isMarked(r, c) != grid.isMarked(r, c - 1))
                    .forEach(run -> edges.add(new Box(x, box.top() + run[0] * cell, 0, (run[1] - run[0]) * cell)));
        }
        for (Pen pen : List.of(HeatCells.HALO, HeatCells.MARK)) {
            edges.forEach(edge -> canvas.line(edge.left(), edge.top(), edge.right(), edge.bottom(), pen));
        }
    }

    /** Returns the stretches [from, to) of a line along which there is an edge. */
    private static List<int[]> runs(int line, int length, BiPredicate<Integer, Integer> isEdge) {
        List<int[]> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || !isEdge.test(line, i)) {
                if (i > from) {
                    runs.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return runs;
    }
}
