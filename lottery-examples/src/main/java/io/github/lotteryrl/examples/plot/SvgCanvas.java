// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes SVG 1.1 with real text. The same calls give the same characters on every machine and JDK. */
final class SvgCanvas implements Canvas {

    private final StringBuilder svg = new StringBuilder(1 << 16);
    private final String name;
    private int clips;

    /** The name goes into the ids, because pages that show several figures inline share one id space. */
    SvgCanvas(String name, String title, double width, double height) {
        this.name = name;
        String fonts = Look.FONTS.stream()
                .map(f -> f.indexOf(' ') < 0 ? f : "'" + f + "'")
                .collect(Collectors.joining(", ", "", ", sans-serif"));
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
        attribute("width", width);
        attribute("height", height);
        svg.append(" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append('"');
        svg.append(" role=\"img\" font-family=\"").append(fonts).append("\">\n");
        svg.append("<title>").append(escape(title)).append("</title>\n");
    }

    String finish() {
        return svg + "</svg>\n";
    }

    @Override
    public void polyline(double[] x, double[] y, Pen pen) {
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(pen.color().toHex())
                .append('"');
        attribute("stroke-width", pen.width());
        svg.append(" stroke-linejoin=\"round\"");
        if (pen.dash() == Dash.SOLID) {
            svg.append(" stroke-linecap=\"round\"");
        } else {
            svg.append(pen.dash().pattern().stream()
                    .map(SvgCanvas::number)
                    .collect(Collectors.joining(" ", " stroke-dasharray=\"", "\"")));
        }
        points(x, y);
        svg.append("/>\n");
    }

    @Override
    public void polygon(double[] x, double[] y, Rgb fill, double opacity) {
        svg.append("<polygon fill=\"").append(fill.toHex()).append('"');
        if (opacity < 1) {
            attribute("fill-opacity", opacity);
        }
        points(x, y);
        svg.append("/>\n");
    }

    @Override
    public void dot(double x, double y, double radius, Rgb fill) {
        svg.append("<circle fill=\"").append(fill.toHex()).append('"');
        attribute("cx", x);
        attribute("cy", y);
        attribute("r", radius);
        svg.append("/>\n");
    }

    @Override
    public void tiles(List<Tile> tiles) {
        Map<Rgb, StringBuilder> outlines = new LinkedHashMap<>();
        for (Tile tile : tiles) {
            Box box = tile.box();
            outlines.computeIfAbsent(tile.color(), color -> new StringBuilder())
                    .append('M')
                    .append(number(box.left()))
                    .append(' ')
                    .append(number(box.top()))
                    .append('H')
                    .append(number(box.right()))
                    .append('V')
                    .append(number(box.bottom()))
                    .append('H')
                    .append(number(box.left()))
                    .append('z');
        }
        svg.append("<g shape-rendering=\"crispEdges\">\n");
        outlines.forEach((color, outline) -> svg.append("<path fill=\"")
                .append(color.toHex())
                .append("\" d=\"")
                .append(outline)
                .append("\"/>\n"));
        svg.append("</g>\n");
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        if (text.isEmpty()) {
            return;
        }
        svg.append("<text");
        attribute("x", x);
        attribute("y", y);
        attribute("font-size", style.size());
        svg.append(style.bold() ? " font-weight=\"bold\"" : "");
        svg.append(" fill=\"").append(style.color().toHex()).append('"');
        switch (style.anchor()) {
            case START -> {}
            case MIDDLE -> svg.append(" text-anchor=\"middle\"");
            case END -> svg.append(" text-anchor=\"end\"");
        }
        if (style.upward()) {
            svg.append(" transform=\"rotate(-90 ")
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(")\"");
        }
        svg.append('>').append(escape(text)).append("</text>\n");
    }

    @Override
    public void clipped(Box box, Runnable drawing) {
        String id = name + "-clip" + ++clips;
        svg.append("<clipPath id=\"").append(id).append("\"><rect");
        attribute("x", box.left());
        attribute("y", box.top());
        attribute("width", box.width());
        attribute("height", box.height());
        svg.append("/></clipPath>\n<g clip-path=\"url(#").append(id).append(")\">\n");
        drawing.run();
        svg.append("</g>\n");
    }

    private void points(double[] x, double[] y) {
        svg.append(" points=\"");
        for (int i = 0; i < x.length; i++) {
            svg.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        svg.append('"');
    }

    private void attribute(String key, double value) {
        svg.append(' ').append(key).append("=\"").append(number(value)).append('"');
    }

    /** Rounds to two decimals by integer arithmetic: {@code Double.toString} writes other digits since JDK 19. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest < 10 ? ".0" : ".") + (rest % 10 == 0 ? rest / 10 : rest);
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return out.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
