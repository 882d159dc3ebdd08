// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatRowsPanelTest {

    private static final Box FRAME = new Box(100, 50, 300, 60);
    private static final List<String> NAMES = List.of("height", "roll", "pitch");
    private static final double[] EDGES = {200, 50, 12.5};
    private static final Axis AXIS =
            Axis.log("remaining weights (%)").reversed().from(12.5).to(200);

    /** Keeps what was drawn. */
    private static final class Recorder implements Canvas {
        final List<Tile> tiles = new ArrayList<>();
        final List<double[][]> marks = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        final List<Double> bases = new ArrayList<>();

        @Override
        public void polyline(double[] x, double[] y, Pen pen) {
            if (pen.color().equals(Look.MARK)) {
                marks.add(new double[][] {x, y});
            }
        }

        @Override
        public void polygon(double[] x, double[] y, Rgb fill, double opacity) {}

        @Override
        public void dot(double x, double y, double radius, Rgb fill) {}

        @Override
        public void tiles(List<Tile> more) {
            tiles.addAll(more);
        }

        @Override
        public void text(String text, double x, double y, TextStyle style) {
            if (style.anchor() == Anchor.END) {
                names.add(text);
                bases.add(y);
            }
        }

        @Override
        public void clipped(Box box, Runnable drawing) {
            drawing.run();
        }
    }

    private static Recorder draw(HeatRowsPanel panel) {
        Recorder recorder = new Recorder();
        panel.paint(recorder, Place.alone(FRAME), false);
        return recorder;
    }

    private static HeatRowsPanel panel(double[]... values) {
        return HeatRowsPanel.of("Ant", NAMES, EDGES, values).x(AXIS);
    }

    @Test
    void cellsStandBetweenTheirEdgesBesideTheirNames() {
        // 50 is in the middle of 200 and 12.5 on the logarithm. Rows are 20 pixels high.
        Recorder drawn = draw(panel(new double[] {0.5, 0}, new double[] {0, 1}, new double[] {Double.NaN, 0})
                .max(1)
                .mark(1));
        assertThat(drawn.tiles).hasSize(3);
        assertBox(drawn.tiles.get(0).box(), 100, 50);
        assertThat(drawn.tiles.get(0).color()).isEqualTo(ColorMap.SEQUENTIAL.at(0.5));
        assertBox(drawn.tiles.get(1).box(), 250, 70);
        assertThat(drawn.tiles.get(1).color()).isEqualTo(ColorMap.SEQUENTIAL.at(1));
        assertBox(drawn.tiles.get(2).box(), 100, 90);
        assertThat(drawn.tiles.get(2).color()).isEqualTo(Look.MISSING);
        assertThat(drawn.names).isEqualTo(NAMES);
        for (int i = 0; i < 3; i++) {
            assertThat(drawn.bases.get(i)).isBetween(60.0 + 20 * i, 68.0 + 20 * i);
        }
        assertThat(drawn.marks).singleElement().satisfies(mark -> {
            assertThat(mark[0]).contains(new double[] {250, 400}, within(1e-9));
            assertThat(mark[1]).contains(new double[] {50, 110}, within(1e-9));
        });
    }

    private static void assertBox(Box box, double left, double top) {
        assertThat(box.left()).isCloseTo(left, within(1e-9));
        assertThat(box.top()).isCloseTo(top, within(1e-9));
        assertThat(box.width()).isCloseTo(150, within(1e-9));
        assertThat(box.height()).isCloseTo(20, within(1e-9));
    }

    @Test
    void cellsStandBelowThePointsOfLines() {
        LinePanel lines =
                LinePanel.titled("").x(AXIS).add(Series.line("return", new double[] {100, 25}, new double[] {1, 2}));
        List<Panel> panels = List.of(lines, panel(new double[3][2]));
        List<Row> rows = panels.stream().map(panel -> Row.of(panel).widths(1)).toList();
        Box above = RowLayout.of(rows.get(0), rows, 600).places(0).get(0).frame();
        Box below = RowLayout.of(rows.get(1), rows, 600).places(0).get(0).frame();
        assertThat(below.left()).isEqualTo(above.left());
        assertThat(below.right()).isEqualTo(above.right());
        Scale scale = lines.scaleX(above.left(), above.right());
        assertThat(scale.at(100)).isCloseTo(above.left() + above.width() / 4, within(1e-9));
        assertThat(scale.at(25)).isCloseTo(above.left() + 3 * above.width() / 4, within(1e-9));
    }

    @Test
    void namesHaveRoomHoweverManyThereAre() {
        HeatRowsPanel few = panel(new double[3][2]);
        assertThat(few.nameSize(60)).isEqualTo(Look.TICK_TEXT);
        assertThat(few.insets(60).left()).isGreaterThan(Look.width("height", Look.TICK_TEXT));
        HeatRowsPanel many = HeatRowsPanel.of("", Collections.nCopies(50, "pitch"), EDGES, new double[50][2]);
        assertThat(many.nameSize(400)).isBetween(6.0, 400 / 50.0);
    }

    @Test
    void badPanelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel(new double[2][2]))
                .withMessage("heat rows \"Ant\" have 3 names, 2 needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel(new double[3][4]))
                .withMessage("heat rows \"Ant\" have 3 edges, 5 needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        panel(new double[] {0, 2}, new double[2], new double[2]).max(1.5))
                .withMessage("heat rows \"Ant\" value 2.0 in row 0, column 1 above max 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel(new double[3][2]).max(0))
                .withMessage("heat rows \"Ant\" max 0.0 not in (0, infinity)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel(new double[3][2]).mark(2))
                .withMessage("heat rows \"Ant\" column 2 not in [0, 1]");
    }
}
