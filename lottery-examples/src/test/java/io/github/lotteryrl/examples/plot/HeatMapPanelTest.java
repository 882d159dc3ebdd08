// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lotteryrl.examples.plot.Canvas.Box;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HeatMapPanelTest {

    private static final double NAN = Double.NaN;

    /** Keeps what was drawn. */
    private static final class Recorder implements Canvas {
        final List<Tile> tiles = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final List<Line> lines = new ArrayList<>();

        record Line(double x1, double y1, double x2, double y2, Rgb color) {
            double length() {
                return Math.abs(x2 - x1) + Math.abs(y2 - y1);
            }
        }

        @Override
        public void polyline(double[] x, double[] y, Pen pen) {
            for (int i = 1; i < x.length; i++) {
                lines.add(new Line(x[i - 1], y[i - 1], x[i], y[i], pen.color()));
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
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }

        @Override
        public void clipped(Box box, Runnable drawing) {
            drawing.run();
        }
    }

    private static Recorder draw(HeatMapPanel panel, Box frame) {
        Recorder recorder = new Recorder();
        panel.paint(recorder, Place.alone(frame), false);
        return recorder;
    }

    @Test
    void cellsOfThePngHaveTheColoursOfTheirNumbers() throws Exception {
        PngCanvas canvas;
        try {
            canvas = new PngCanvas(130, 110);
        } catch (MissingFontsException e) {
            Assumptions.abort(e.getMessage());
            return;
        }
        canvas.fill(new Box(0, 0, 130, 110), Look.PAPER, 1);
        // Cells of 30 pixels, in the middle of a frame that is higher than they need: from (10, 20) to (100, 80).
        HeatMapPanel.of("", new double[][] {{8, 4, 0}, {0, NAN, 8}})
                .paint(canvas, Place.alone(new Box(10, 10, 90, 80)), false);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.finish()));
        int[][] expected = {{0x1F1F5F, 0x1A887F, 0xFFFFFF}, {0xFFFFFF, 0xBDBDBD, 0x1F1F5F}};
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                int x = PngCanvas.SCALE * (10 + 30 * column + 8);
                int y = PngCanvas.SCALE * (20 + 30 * row + 8);
                assertThat(new Rgb(
                                image.getRGB(x, y) >> 16 & 0xFF,
                                image.getRGB(x, y) >> 8 & 0xFF,
                                image.getRGB(x, y) & 0xFF))
                        .as("row %d, column %d", row, column)
                        .isEqualTo(Rgb.of(expected[row][column]));
            }
        }
    }

    @Test
    void ticksOfTheColourBarStandBesideTheirColours() {
        Recorder drawn = draw(HeatMapPanel.of("", new double[][] {{10}}).colorBar(""), new Box(0, 0, 200, 200));
        List<Recorder.Line> ticks = drawn.lines.stream()
                .filter(line -> line.y1() == line.y2() && line.length() == Look.TICK_LENGTH)
                .toList();
        assertThat(drawn.texts).containsExactly("10", "8", "6", "4", "2", "0");
        assertThat(ticks).hasSize(5);
        for (int i = 0; i < ticks.size(); i++) {
            double y = ticks.get(i).y1();
            Rgb expected = ColorMap.SEQUENTIAL.at(1 - i / 5.0);
            assertThat(drawn.tiles).as(drawn.texts.get(i)).anySatisfy(tile -> {
                assertThat(tile.box().width()).isLessThan(20);
                assertThat(y).isBetween(tile.box().top() - 0.01, tile.box().bottom() + 0.01);
                assertThat(tile.color().red()).isCloseTo(expected.red(), within(3));
                assertThat(tile.color().green()).isCloseTo(expected.green(), within(3));
            });
        }
    }

    @Test
    void lineGoesAroundTheMarkedCells() {
        boolean[][] marked = {{true, true, false}, {false, true, false}};
        Recorder drawn = draw(HeatMapPanel.of("", new double[2][3]).mark(marked), new Box(0, 0, 30, 20));
        List<Recorder.Line> edge = drawn.lines.stream()
                .filter(line -> line.color().equals(Look.MARK))
                .toList();
        assertThat(edge.stream().mapToDouble(Recorder.Line::length).sum()).isCloseTo(80, within(1e-9));
        assertThat(edge)
                .contains(new Recorder.Line(0, 0, 20, 0, Look.MARK), new Recorder.Line(20, 0, 20, 20, Look.MARK));
    }

    @Test
    void panelsWithOneScaleShowOneNumberInOneColour() {
        Box frame = new Box(0, 0, 50, 50);
        List<HeatMapPanel> panels = HeatMapPanel.withOneScale(List.of(
                HeatMapPanel.signed("a", new double[][] {{1}}), HeatMapPanel.signed("b", new double[][] {{1, -4}})));
        Rgb color = draw(panels.get(0), frame).tiles.get(0).color();
        assertThat(color).isEqualTo(draw(panels.get(1), frame).tiles.get(0).color());
        assertThat(color).isEqualTo(ColorMap.DIVERGING.at(0.625));
    }

    @Test
    void valuesAreACopyAndNothingButZerosIsBlank() {
        double[][] values = new double[2][2];
        HeatMapPanel panel = HeatMapPanel.of("", values).colorBar("");
        values[1][1] = 7;
        assertThat(draw(panel, new Box(0, 0, 90, 90)).tiles)
                .allMatch(tile -> tile.box().left() > 90);
    }

    @Test
    void badHeatMapsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMapPanel.of("coins", new double[0][0]))
                .withMessage("heat map \"coins\" has 0 x 0 cells, their number not in [1, 65536]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMapPanel.of("coins", new double[][] {{1, 2}, {1}}))
                .withMessage("heat map \"coins\" values[1] has 1 columns, 2 needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMapPanel.of("coins", new double[][] {{1, -2}}))
                .withMessage("heat map \"coins\" value -2.0 in row 0, column 1 not in [0, infinity) or NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HeatMapPanel.of("coins", new double[][] {{1, 2}}).max(1.5))
                .withMessage("heat map \"coins\" value 2.0 in row 0, column 1 above max 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HeatMapPanel.of("coins", new double[][] {{1}}).max(2).beside(new double[][] {{3}}))
                .withMessage("heat map \"coins\" value 3.0 in row 0, column 0 above max 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeatMapPanel.of("coins", new double[2][2]).mark(new boolean[1][2]))
                .withMessage("heat map \"coins\" marks have 1 rows, 2 needed");
    }
}
