// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/** The one place for sizes (pixels), greys and fonts, so that all figures of a paper look alike. */
final class Look {

    static final double TICK_TEXT = 12.5;
    static final double LABEL_TEXT = 13.5;
    static final double PANEL_TITLE_TEXT = 14.5;
    static final double ROW_TITLE_TEXT = 16;
    static final double FIGURE_TITLE_TEXT = 18;

    static final double LINE = 1.9;
    static final double MARKER_RADIUS = 2.9;
    static final double BAND_OPACITY = 0.17;
    static final double TICK_LENGTH = 4;
    static final double BELOW_TITLE = 8;

    static final Rgb PAPER = Rgb.of(0xFFFFFF);
    static final Rgb TEXT = Rgb.of(0x1A1A1A);
    static final Rgb FRAME = Rgb.of(0x4D4D4D);
    static final Rgb GRID = Rgb.of(0xE6E6E6);
    static final Rgb MISSING = Rgb.of(0xBDBDBD);
    static final Rgb NOTICE = Rgb.of(0xF5F5F5);
    static final Rgb MARK = Rgb.of(0xD7301F);

    /** Tried in this order, by the SVG's reader and by the PNG's renderer. */
    static final List<String> FONTS = List.of("Helvetica", "Arial", "Liberation Sans", "DejaVu Sans");

    // Advance widths of DejaVu Sans 2.37, code points 32 to 126, in 1/1000 of the font size. It is the widest of FONTS,
    // so a layout made with it has room whichever of them is installed, and needs none to be.
    private static final int[] ADVANCES = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
    };

    private static final double OTHER_ADVANCE = 840;
    private static final double BOLD_FACTOR = 1.13;
    private static final String ELLIPSIS = "\u2026";

    private Look() {}

    /** Returns an upper estimate of a text's width. */
    static double width(String text, double size, boolean bold) {
        double sum = text.codePoints()
                .mapToDouble(c -> c >= 32 && c <= 126 ? ADVANCES[c - 32] : OTHER_ADVANCE)
                .sum();
        return sum / 1000 * size * (bold ? BOLD_FACTOR : 1);
    }

    static double width(String text, double size) {
        return width(text, size, false);
    }

    /** Returns a text, or as much of its beginning as has room, with an ellipsis. */
    static String cut(String text, double size, boolean bold, double room) {
        if (width(text, size, bold) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        for (int kept = points.length - 1; kept > 0; kept--) {
            String shorter = new String(points, 0, kept).stripTrailing() + ELLIPSIS;
            if (width(shorter, size, bold) <= room) {
                return shorter;
            }
        }
        return ELLIPSIS;
    }
}
