// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/**
 * Colours for a range of numbers, interpolated in sRGB between anchors at equal distances. Immutable.
 *
 * <p>The anchors of {@link #SEQUENTIAL} were computed in CIELAB (D65): lightness falls from 86 to 16 in equal steps, the
 * hue runs from 105 to 300 degrees so that any two neighbours have the same colour difference (CIE 1976: 18.4), and the
 * chroma is 44 or 95 % of what sRGB has there, whichever is less. So equal steps of the number look equal, to colour-blind
 * readers and in grey too, and the palest colour is apart from white paper.
 */
public final class ColorMap {

    /** From small to large: pale yellow, green, blue, dark violet. */
    public static final ColorMap SEQUENTIAL = of(
            Rgb.of(0xDEDB85),
            Rgb.of(0xA5CB7B),
            Rgb.of(0x6BB87B),
            Rgb.of(0x22A280),
            Rgb.of(0x1A887F),
            Rgb.of(0x136E7C),
            Rgb.of(0x155476),
            Rgb.of(0x0B3B6F),
            Rgb.of(0x1F1F5F));

    /**
     * From negative to positive: violet, grey, orange; in grey, violet is the darker end. The middle is not white, so that
     * a small number is apart from none.
     */
    public static final ColorMap DIVERGING =
            of(Rgb.of(0x4B2A8C), Rgb.of(0x9384BE), Rgb.of(0xD4D4D4), Rgb.of(0xEFA455), Rgb.of(0xC95A00));

    private final List<Rgb> anchors;

    private ColorMap(List<Rgb> anchors) {
        this.anchors = anchors;
    }

    /** Returns a map through these colours, at least 2, that of the smallest number first. */
    public static ColorMap of(Rgb... anchors) {
        if (anchors.length < 2) {
            throw new IllegalArgumentException("colour map has " + anchors.length + " colours, at least 2 needed");
        }
        return new ColorMap(List.of(anchors));
    }

    /** Returns the colour of a place in the range: 0 its low end, 1 its high end. */
    public Rgb at(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction " + fraction + " not in [0, 1]");
        }
        int before = Math.min((int) (fraction * (anchors.size() - 1)), anchors.size() - 2);
        double part = fraction * (anchors.size() - 1) - before;
        Rgb low = anchors.get(before);
        Rgb high = anchors.get(before + 1);
        return new Rgb(
                mix(low.red(), high.red(), part),
                mix(low.green(), high.green(), part),
                mix(low.blue(), high.blue(), part));
    }

    private static int mix(int low, int high, double part) {
        return (int) Math.round(low + (high - low) * part);
    }
}
