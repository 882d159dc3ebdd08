// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of panels on one sheet, written as SVG and as the same picture in PNG at twice the size. Immutable; every method
 * but {@link #write} and {@link #toInlineSvg} returns a changed copy. The SVG's bytes depend on the figure alone, not on the machine, its fonts,
 * its locale or the JDK.
 *
 * <pre>{@code
 * Figure.grid(
 *                 Row.titled("Cart-Pole", kaiming, scaled, xavier),
 *                 Row.titled("Acrobot", kaiming2, scaled2, xavier2),
 *                 Row.of(cartPoleLearning, acrobotLearning))
 *         .title("What the ticket sees")
 *         .legend(Legend.ROW)
 *         .write(Path.of("out"), "figure8");
 * }</pre>
 */
public final class Figure {

    private static final double MARGIN = RowLayout.MARGIN;
    private static final double BETWEEN_ROWS = 20;
    private static final double BELOW_HEADING = 6;
    private static final double AFTER_ROW_TITLE = 24;
    private static final TextStyle TITLE = new TextStyle(Look.FIGURE_TITLE_TEXT, Look.TEXT, Anchor.MIDDLE).toBold();
    private static final TextStyle ROW_TITLE = new TextStyle(Look.ROW_TITLE_TEXT, Look.TEXT, Anchor.START).toBold();

    private final List<Row> rows;
    private final String title;
    private final Legend legend;
    private final double width;

    private Figure(List<Row> rows, String title, Legend legend, double width) {
        this.rows = rows;
        this.title = title;
        this.legend = legend;
        this.width = width;
    }

    /** Returns a figure 1000 pixels wide, without a title, with a legend for each row. */
    public static Figure grid(Row... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("figure has 0 rows, at least 1 needed");
        }
        return new Figure(List.of(rows), "", Legend.ROW, 1000);
    }

    /** Returns this figure with a title. */
    public Figure title(String text) {
        return new Figure(rows, text, legend, width);
    }

    /** Returns this figure with its legend elsewhere. */
    public Figure legend(Legend place) {
        return new Figure(rows, title, place, width);
    }

    /** Returns this figure with another width, in pixels of the SVG, in [200, 10000]. */
    public Figure width(double pixels) {
        if (!(pixels >= 200 && pixels <= 10_000)) {
            throw new IllegalArgumentException("figure width " + pixels + " not in [200, 10000]");
        }
        return new Figure(rows, title, legend, pixels);
    }

    /**
     * Writes {@code name.svg}, then {@code name.png}, into a folder, which is made if needed. Files of these names are
     * replaced; without fonts an old PNG is deleted, as it would show other data than the SVG.
     *
     * @throws MissingFontsException if this machine cannot draw text into a PNG; the SVG is written all the same
     */
    public Written write(Path folder, String name) throws IOException {
        if (!name.matches("[A-Za-z][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("figure name \"" + name + "\" not [A-Za-z][A-Za-z0-9._-]*");
        }
        Path svg = folder.resolve(name + ".svg");
        Path png = folder.resolve(name + ".png");
        byte[] text = toSvg(name).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        Files.write(svg, text);
        Files.deleteIfExists(png);
        PngCanvas canvas = new PngCanvas(width, height());
        paint(canvas);
        Files.write(png, canvas.finish());
        return new Written(svg, png);
    }

    /** The files of a figure. */
    public record Written(Path svg, Path png) {}

    String toSvg(String name) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + toInlineSvg(name, title.isEmpty() ? name : title);
    }

    /**
     * Returns the picture as an element of a page of HTML.
     *
     * @param name starts the ids in it: no two pictures of a page have the same
     * @param description what it shows, for those who do not see it
     */
    public String toInlineSvg(String name, String description) {
        SvgCanvas canvas = new SvgCanvas(name, description, width, height());
        paint(canvas);
        return canvas.finish();
    }

    private void paint(Canvas canvas) {
        canvas.fill(new Box(0, 0, width, height()), Look.PAPER, 1);
        double top = MARGIN;
        if (!title.isEmpty()) {
            canvas.text(title, width / 2, top + Look.FIGURE_TITLE_TEXT * 0.85, TITLE);
        }
        top += titleHeight();
        for (List<Legend.Entry> line : figureLegend()) {
            double left = (width - Legend.width(line)) / 2;
            Legend.paintLine(canvas, line, left, top + 0.75 * Legend.LINE_HEIGHT);
            top += Legend.LINE_HEIGHT;
        }
        top += figureLegend().isEmpty() ? 0 : BELOW_HEADING;
        for (Row row : rows) {
            paintRow(canvas, row, top);
            top += rowHeight(row) + BETWEEN_ROWS;
        }
    }

    private void paintRow(Canvas canvas, Row row, double rowTop) {
        double base = rowTop + 0.75 * Legend.LINE_HEIGHT;
        if (!row.title().isEmpty()) {
            canvas.text(row.title(), MARGIN, base, ROW_TITLE);
        }
        for (List<Legend.Entry> line : rowLegend(row)) {
            Legend.paintLine(canvas, line, MARGIN + rowTitleWidth(row), base);
            base += Legend.LINE_HEIGHT;
        }
        double top = rowTop + headingHeight(row) + row.insets().top();
        List<Place> places = RowLayout.of(row, rows, width).places(top);
        for (int i = 0; i < places.size(); i++) {
            row.panels().get(i).paint(canvas, places.get(i), legend == Legend.PANEL);
        }
    }

    private double height() {
        double sum = MARGIN + titleHeight() + figureLegend().size() * Legend.LINE_HEIGHT;
        sum += figureLegend().isEmpty() ? 0 : BELOW_HEADING;
        sum += rows.stream().mapToDouble(this::rowHeight).sum() + BETWEEN_ROWS * (rows.size() - 1);
        return Math.ceil(sum + MARGIN);
    }

    private double titleHeight() {
        return title.isEmpty() ? 0 : Look.FIGURE_TITLE_TEXT + 2 * BELOW_HEADING;
    }

    private double rowHeight(Row row) {
        Panel.Insets insets = row.insets();
        double frame = RowLayout.of(row, rows, width).height();
        return headingHeight(row) + insets.top() + frame + insets.bottom();
    }

    private double headingHeight(Row row) {
        int lines = Math.max(row.title().isEmpty() ? 0 : 1, rowLegend(row).size());
        return lines == 0 ? 0 : lines * Legend.LINE_HEIGHT + BELOW_HEADING;
    }

    private double rowTitleWidth(Row row) {
        return row.title().isEmpty() ? 0 : Look.width(row.title(), Look.ROW_TITLE_TEXT, true) + AFTER_ROW_TITLE;
    }

    private List<List<Legend.Entry>> rowLegend(Row row) {
        if (legend != Legend.ROW) {
            return List.of();
        }
        double room = width - MARGIN - RowLayout.RIGHT_MARGIN - rowTitleWidth(row);
        return Legend.lines(Legend.distinct(row.entries()), room);
    }

    private List<List<Legend.Entry>> figureLegend() {
        if (legend != Legend.FIGURE) {
            return List.of();
        }
        List<Legend.Entry> all =
                rows.stream().flatMap(r -> r.entries().stream()).toList();
        return Legend.lines(Legend.distinct(all), width - MARGIN - RowLayout.RIGHT_MARGIN);
    }
}
