// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {

    private static Series series(String name, double factor) {
        double[] x = {100, 64, 41, 26, 17, 11, 7, 4.4};
        double[] y = new double[x.length];
        double[] deviation = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = factor * (500 - 7.3 * i * i);
            deviation[i] = 10 + i / 3.0;
        }
        return Series.line(name, x, y).band(deviation);
    }

    private static Figure sample() {
        LinePanel panel = LinePanel.titled("Xavier")
                .x(Axis.log("remaining weights (%)").reversed())
                .y(Axis.linear("|w| & <return>").from(0))
                .add(series("pole angle", 1).color(Palette.MASK_WEIGHTS))
                .add(series("cart \"position\"", 0.5).dash(Dash.DASHED).marker(Marker.SQUARE))
                .verticalLine(26, "retrained\u0007 here");
        return Figure.grid(Row.titled("Cart-Pole", panel, panel), Row.of(panel)).title("Inputs θ");
    }

    /** Every kind of panel, in rows of both kinds. */
    private static Figure allPanels() {
        BufferedImage screen = new BufferedImage(12, 6, BufferedImage.TYPE_INT_RGB);
        double[][] weights = new double[6][12];
        double[][] signed = new double[6][12];
        boolean[][] marked = new boolean[6][12];
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 12; column++) {
                screen.setRGB(column, row, 0x050A0F * (row * column % 7));
                weights[row][column] = row * column % 5;
                signed[row][column] = row - column / 2.0;
                marked[row][column] = row == 2 && column > 3;
            }
        }
        weights[5][11] = Double.NaN;
        return Figure.grid(
                Row.titled(
                                "maps",
                                PicturePanel.of("GridMaze", screen).caption("step 12"),
                                HeatMapPanel.of("enemy north", weights).mark(marked),
                                HeatMapPanel.of("enemy south", weights)
                                        .caption("37 of 72 cells")
                                        .colorBar("cumulative |w|"))
                        .widths(2, 1, 1),
                Row.of(
                        HeatMapPanel.signed("mask/permuted", signed)
                                .beside(weights)
                                .caption("layer 2")
                                .key(Palette.MASK_PERMUTED),
                        NoticePanel.of("Hopper", "needs the Bullet environments")),
                Row.of(LinePanel.titled("a title that is longer than its panel is wide at 400 pixels of the figure")
                        .x(Axis.log("percentage of remaining weights").reversed())
                        .add(series("return", 1))),
                Row.of(HeatRowsPanel.of("Ant", List.of("height", "roll"), new double[] {0, 1, 2}, new double[][] {
                            {0, 0.5}, {Double.NaN, 1}
                        })
                        .mark(1)
                        .colorBar("seeds")));
    }

    /** Run by {@link #withoutFontsTheSvgIsWrittenAndOneLineSaysWhatIsMissing} in a process of its own. */
    public static void main(String[] args) throws Exception {
        try {
            sample().write(Path.of(args[0]), "figure8");
        } catch (MissingFontsException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void svgIsXmlWithRealTextAndKnownReferences() throws Exception {
        String svg = sample().toSvg("figure8");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        List<String> texts = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        assertThat(texts)
                .contains("Inputs θ", "Cart-Pole", "Xavier", "remaining weights (%)", "|w| & <return>", "100", "5")
                .contains("pole angle", "cart \"position\"", "retrained  here");
        NodeList clips = document.getElementsByTagName("clipPath");
        assertThat(clips.getLength()).isEqualTo(3);
        for (int i = 0; i < clips.getLength(); i++) {
            String id = ((Element) clips.item(i)).getAttribute("id");
            assertThat(id).isEqualTo("figure8-clip" + (i + 1));
            assertThat(svg).containsOnlyOnce("url(#" + id + ")");
        }
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity").doesNotContainPattern("points=\"[^\"]*[eE]");
    }

    static List<Figure> figures() {
        return List.of(sample(), allPanels());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pngIsTheSvgAtTwiceTheSize(Figure figure, @TempDir Path folder) throws Exception {
        Figure.Written written;
        try {
            written = figure.width(640).write(folder.resolve("new/folder"), "figure8");
        } catch (MissingFontsException e) {
            Assumptions.abort(e.getMessage());
            return;
        }
        String svg = Files.readString(written.svg());
        BufferedImage image = ImageIO.read(written.png().toFile());
        assertThat(svg).contains(" width=\"640\" height=\"" + image.getHeight() / 2 + "\"");
        assertThat(image.getWidth()).isEqualTo(1280);
        // What is not in the picture was cut off at an edge: a margin all around must be white.
        int ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean white = (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
                boolean edge = x < 6 || y < 6 || x >= image.getWidth() - 6 || y >= image.getHeight() - 6;
                assertThat(white || !edge).as("ink at %d, %d", x, y).isTrue();
                ink += white ? 0 : 1;
            }
        }
        assertThat(ink).isBetween(20_000, image.getWidth() * image.getHeight() / 2);
    }

    @Test
    void svgHasTheSameBytesOnEveryJdk() throws Exception {
        byte[] svg = allPanels().width(400).toSvg("all").getBytes(StandardCharsets.UTF_8);
        // Of this code on JDK 17; another look is another hash, another JDK is not.
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(svg)))
                .isEqualTo("957c60d449751e9f945883b31b22f5f38167e56c5ac55a67d6028d85e51667d0");
    }

    @Test
    void withoutFontsTheSvgIsWrittenAndOneLineSaysWhatIsMissing(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("figure8.png"), "of an earlier run");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Dsun.awt.fontconfig=" + folder.resolve("none"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FigureTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(folder.resolve("figure8.svg")).hasContent(sample().toSvg("figure8"));
        // macOS and Windows have fonts without fontconfig: there the PNG is written, and nothing is said.
        if (!output.isEmpty()) {
            assertThat(output.lines()).hasSize(1);
            assertThat(output).contains("cannot draw text into a PNG: install the packages fontconfig, libfreetype6");
            assertThat(folder.resolve("figure8.png")).doesNotExist();
        }
    }

    @Test
    void missingLibraryIsNamed() {
        // The messages of JDK 17.0.15 on Debian 12.
        Throwable freetype = new UnsatisfiedLinkError("/usr/lib/jvm/java-17/lib/libfontmanager.so: libfreetype.so.6: "
                + "cannot open shared object file: No such file or directory");
        assertThat(MissingFontsException.because(new InternalError(freetype)))
                .hasMessage("cannot draw text into a PNG: install the package libfreetype6 (Debian's names)");
        assertThat(MissingFontsException.because(new Error("Probable fatal error: No physical fonts found.")))
                .hasMessage("cannot draw text into a PNG: install the packages fontconfig, libfreetype6 and "
                        + "fonts-dejavu-core (Debian's names)");
    }

    @Test
    void badFiguresAreRefusedBeforeAnythingIsWritten(@TempDir Path folder) {
        LinePanel red = LinePanel.titled("a").add(series("s", 1).color(Palette.MASK_WEIGHTS));
        LinePanel blue = LinePanel.titled("b").add(series("s", 1).color(Palette.PERMUTED_PERMUTED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figure.grid(Row.of(red, blue)).write(folder, "figure8"))
                .withMessageContaining("series \"s\" is #c8201e SOLID and #2458a6 SOLID under one legend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figure.grid(Row.of(red)).write(folder, "../figure8"))
                .withMessageContaining("figure name \"../figure8\" not");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Figure.grid(Row.of(red, red, red, red)).width(200).write(folder, "figure8"))
                .withMessageContaining("at least 40 needed");
        assertThatThrownBy(() -> Row.of()).hasMessage("row \"\" has 0 panels, at least 1 needed");
        assertThat(folder).isEmptyDirectory();
    }
}
