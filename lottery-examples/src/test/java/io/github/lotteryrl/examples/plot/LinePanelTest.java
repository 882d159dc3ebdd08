// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePanelTest {

    private static final double NAN = Double.NaN;
    private static final Canvas.Box FRAME = new Canvas.Box(100, 50, 300, 200);

    /** Keeps what was drawn in the colour of the series. */
    private static final class Recorder implements Canvas {
        final List<double[][]> lines = new ArrayList<>();
        final List<double[][]> bands = new ArrayList<>();
        final List<double[]> dots = new ArrayList<>();
        final List<String> texts = new ArrayList<>();

        @Override
        public void polyline(double[] x, double[] y, Pen pen) {
            if (pen.color().equals(Palette.MASK_WEIGHTS)) {
                lines.add(new double[][] {x, y});
            }
        }

        @Override
        public void polygon(double[] x, double[] y, Rgb fill, double opacity) {
            if (fill.equals(Palette.MASK_WEIGHTS)) {
                bands.add(new double[][] {x, y});
            }
        }

        @Override
        public void dot(double x, double y, double radius, Rgb fill) {
            dots.add(new double[] {x, y});
        }

        @Override
        public void tiles(List<Tile> tiles) {}

        @Override
        public void text(String text, double x, double y, TextStyle style) {
            texts.add(text);
        }

        @Override
        public void clipped(Box box, Runnable drawing) {
            drawing.run();
        }
    }

    private static Recorder draw(Series series) {
        Recorder recorder = new Recorder();
        LinePanel.titled("t").add(series.color(Palette.MASK_WEIGHTS)).paint(recorder, Place.alone(FRAME), false);
        return recorder;
    }

    @Test
    void bandEnclosesItsLineInsideTheFrame() {
        Recorder drawn = draw(Series.line("s", new double[] {0, 1, 2, 3}, new double[] {5, 3, 4, 1})
                .band(new double[] {1, 2, 1, 1}));
        assertThat(drawn.bands).hasSize(1);
        assertThat(drawn.lines).hasSize(1);
        double[][] band = drawn.bands.get(0);
        double[][] line = drawn.lines.get(0);
        Path2D shape = new Path2D.Double();
        shape.moveTo(band[0][0], band[1][0]);
        for (int i = 1; i < band[0].length; i++) {
            shape.lineTo(band[0][i], band[1][i]);
            assertThat(band[1][i]).isBetween(FRAME.top(), FRAME.bottom());
        }
        shape.closePath();
        for (int i = 1; i < line[0].length; i++) {
            assertThat(shape.contains((line[0][i - 1] + line[0][i]) / 2, (line[1][i - 1] + line[1][i]) / 2))
                    .isTrue();
        }
    }

    @Test
    void pointsThatAreNotFiniteLeaveGapsAndLonePointsBecomeDots() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] y = {1, 2, NAN, 3, Double.POSITIVE_INFINITY, 4, 5};
        Recorder drawn = draw(Series.line("s", x, y).band(new double[] {1, 1, 1, 1, 1, 1, 1}));
        // The third line is the bar that stands for the band of the lone point.
        assertThat(drawn.lines).extracting(l -> l[0].length).containsExactly(2, 2, 2);
        assertThat(drawn.lines.get(0)[0][0]).isEqualTo(drawn.lines.get(0)[0][1]);
        assertThat(drawn.bands).extracting(b -> b[0].length).containsExactly(4, 4);
        assertThat(drawn.dots).hasSize(1);
    }

    @Test
    void seriesOfOnePointIsADot() {
        Recorder drawn = draw(Series.line("s", new double[] {3}, new double[] {7}));
        assertThat(drawn.lines).isEmpty();
        assertThat(drawn.dots).containsExactly(new double[] {FRAME.centre(), FRAME.top() + FRAME.height() / 2});
    }

    @Test
    void panelOfFailedRunsSaysSo() {
        assertThat(draw(Series.line("s", new double[] {0, 1}, new double[] {NAN, NAN})).texts)
                .contains("no data");
    }

    @Test
    void narrowLogarithmicAxisNamesThePowersOfTen() {
        Recorder recorder = new Recorder();
        Series curve = Series.line("s", new double[] {100, 10, 0.3}, new double[] {3, 2, 1});
        LinePanel panel = LinePanel.titled("")
                .x(Axis.log("weights").reversed())
                .y(Axis.linear("").ticks(7))
                .add(curve);
        panel.paint(recorder, Place.alone(new Canvas.Box(0, 0, 150, 100)), false);
        assertThat(recorder.texts)
                .containsSubsequence("1", "10", "100", "weights")
                .doesNotContain("50", "5", "2");
        recorder.texts.clear();
        panel.paint(recorder, Place.alone(new Canvas.Box(0, 0, 600, 100)), false);
        assertThat(recorder.texts).containsSubsequence("0.5", "1", "2", "5", "10", "20", "50", "100");
    }

    @Test
    void seriesIsACopy() {
        double[] y = {1, 2};
        Series series = Series.line("s", new double[] {0, 1}, y);
        y[1] = 100;
        assertThat(series.y(1)).isEqualTo(2);
    }

    @Test
    void badSeriesAreRefused() {
        double[] two = {0, 1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.line("pole angle", two, new double[3]))
                .withMessage("series \"pole angle\" has 3 values of y, 2 of x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.line("s", new double[0], new double[0]))
                .withMessage("series \"s\" has 0 points, at least 1 needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.line("s", two, two).band(two, new double[] {0, 0.5}))
                .withMessage("series \"s\" low[1] 1.0 above high[1] 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinePanel.titled("t").verticalLine(NAN, "here"))
                .withMessage("note \"here\" x NaN not finite");
    }

    @Test
    void subtitleHasALineOfItsOwn() {
        LinePanel panel = LinePanel.titled("title").add(Series.line("s", new double[] {0, 1}, new double[] {0, 1}));
        LinePanel longer = panel.subtitle("of so many words that it is wider than the title");
        assertThat(longer.insets(200).top() - panel.insets(200).top()).isGreaterThanOrEqualTo(Look.LABEL_TEXT);
        assertThat(longer.labelWidth()).isGreaterThan(panel.labelWidth());
        Recorder recorder = new Recorder();
        longer.paint(recorder, Place.alone(FRAME), false);
        assertThat(recorder.texts).contains("title", "of so many words that it is wider than the title");
    }
}
