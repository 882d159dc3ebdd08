// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.internal.Check;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A table with a caption and headers for its columns and rows, in a box of its own that scrolls where the page is too narrow.
 * Not thread-safe.
 */
final class Table {

    private final String caption;
    private final List<String> columns;
    private final BitSet texts = new BitSet();
    private final List<Row> rows = new ArrayList<>();

    private record Row(String target, List<String> cells) {}

    private Table(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = columns;
    }

    /**
     * Starts a table.
     *
     * @param columns their headers; the first column is the header of the rows
     */
    static Table of(String caption, String... columns) {
        return new Table(caption, List.of(columns));
    }

    /** Says which columns hold texts; the others hold numbers. */
    Table texts(int... indices) {
        for (int column : indices) {
            texts.set(column);
        }
        return this;
    }

    Table row(String... cells) {
        return linked("", cells);
    }

    /** Adds a row whose header leads to a place in this page. */
    Table linked(String target, String... cells) {
        Check.length("row of table " + caption, cells.length, columns.size());
        rows.add(new Row(target, List.of(cells)));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void write(Html html) {
        html.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0")
                .open("table")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        for (int i = 0; i < columns.size(); i++) {
            html.element("th", columns.get(i), "scope", "col", "class", align(i));
        }
        html.close("tr").close("thead").open("tbody");
        for (Row row : rows) {
            html.open("tr");
            writeHeader(row, html);
            for (int i = 1; i < row.cells().size(); i++) {
                html.element("td", row.cells().get(i), "class", align(i));
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private void writeHeader(Row row, Html html) {
        html.open("th", "scope", "row", "class", align(0));
        if (row.target().isEmpty()) {
            html.text(row.cells().get(0));
        } else {
            html.element("a", row.cells().get(0), "href", "#" + row.target());
        }
        html.close("th");
    }

    private String align(int column) {
        return texts.get(column) ? "text" : "number";
    }
}
