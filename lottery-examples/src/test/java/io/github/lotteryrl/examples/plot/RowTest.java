// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final LinePanel LINES = LinePanel.titled("return")
            .y(Axis.linear("return"))
            .add(Series.line("s", new double[] {0, 1}, new double[] {10_000, 20_000}));
    private static final HeatMapPanel MAP = HeatMapPanel.of("enemy bullet", new double[10][20]);

    private static List<Place> places(Row row, double width, Row... others) {
        List<Row> rows = new ArrayList<>(List.of(others));
        rows.add(row);
        return RowLayout.of(row, rows, width).places(0);
    }

    @Test
    void framesHaveTheirSharesOfTheWidth() {
        PicturePanel picture = PicturePanel.of("", new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB));
        HeatMapPanel bar = MAP.colorBar("|w|");
        List<Place> places = places(Row.of(picture, MAP, bar, LINES).widths(3, 1, 1, 2), 1000);
        double unit = places.get(1).frame().width();
        assertThat(places.get(0).frame().width()).isCloseTo(3 * unit, within(1e-9));
        assertThat(places.get(2).frame().width()).isCloseTo(unit, within(1e-9));
        assertThat(places.get(3).frame().width()).isCloseTo(2 * unit, within(1e-9));
        assertThat(places.get(0).frame().left()).isEqualTo(RowLayout.MARGIN);
        assertThat(places.get(3).frame().right()).isCloseTo(1000 - RowLayout.RIGHT_MARGIN, within(1e-9));
        // The bar stands between two frames and takes nothing of its own.
        assertThat(places.get(3).frame().left() - places.get(2).frame().right())
                .isGreaterThan(bar.insets(175).right() + LINES.insets(175).left());
    }

    @Test
    void rowsOfMapsAreAsHighAsTheyNeedAndLeaveNoRoomForAxes() {
        Row maps = Row.of(MAP, MAP);
        List<Place> places = places(maps, 400, Row.of(LINES, LINES));
        double width = (400 - RowLayout.MARGIN - RowLayout.RIGHT_MARGIN - 16) / 2;
        assertThat(places.get(0).frame().width()).isCloseTo(width, within(1e-9));
        // Cells are a whole number of half pixels: 177 / 20 = 8.85.
        assertThat(places.get(0).frame().height()).isEqualTo(85);
        assertThat(places(Row.of(MAP, LINES), 400).get(0).frame().height()).isEqualTo(175);
    }

    @Test
    void rowsOfTheSameWidthsHaveTheirFramesBelowEachOther() {
        Row notice = Row.of(MAP, NoticePanel.of("Hopper", "missing"), MAP).widths(1, 2, 1);
        Row lines = Row.of(MAP, LINES, MAP.colorBar("")).widths(1, 2, 1);
        List<Place> above = places(notice, 900, lines);
        List<Place> below = places(lines, 900, notice);
        for (int i = 0; i < 3; i++) {
            assertThat(above.get(i).frame().left())
                    .isEqualTo(below.get(i).frame().left());
        }
    }

    @Test
    void tenTitlesDoNotTouch() {
        Row row = Row.of(Collections.nCopies(10, MAP).toArray(Panel[]::new));
        List<Place> places = places(row, 1000);
        double scale = places.get(0).titleScale();
        assertThat(scale).isBetween(Place.SMALLEST_SCALE, 0.999);
        double pitch = places.get(1).frame().centre() - places.get(0).frame().centre();
        double size = Look.PANEL_TITLE_TEXT * scale;
        String shown =
                Look.cut("enemy bullet of an alien", size, true, places.get(0).room());
        assertThat(shown).startsWith("enemy bul").endsWith("\u2026");
        assertThat(Look.width(shown, size, true)).isLessThan(pitch);
        assertThat(Look.cut("enemy", size, true, places.get(0).room())).isEqualTo("enemy");
    }

    @Test
    void badWidthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.titled("Freeway", MAP, MAP).widths(1))
                .withMessage("row \"Freeway\" has 1 widths, 2 panels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.titled("Freeway", MAP, MAP).widths(1, 0))
                .withMessage("row \"Freeway\" widths[1] 0.0 not in (0, 1000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> places(Row.titled("Freeway", MAP, MAP).widths(100, 1), 1000))
                .withMessageEndingWith("pixels in row \"Freeway\", at least 40 needed");
    }
}
