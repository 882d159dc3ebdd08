// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/**
 * The colours of the figures. The four conditions of the paper's table 1 have the paper's hues, moved in lightness and
 * towards blue (green) or orange (red) so that they stay apart for colour-blind readers and in grey, and so that the
 * yellow is legible on white.
 */
public final class Palette {

    /** The ticket: mask and initial weights kept. Red. */
    public static final Rgb MASK_WEIGHTS = Rgb.of(0xC8201E);

    /** Mask kept, surviving initial weights permuted. Green. */
    public static final Rgb MASK_PERMUTED = Rgb.of(0x12A176);

    /** Mask and weights permuted within each layer. Blue. */
    public static final Rgb PERMUTED_PERMUTED = Rgb.of(0x2458A6);

    /** Random mask, fresh weights. Yellow. */
    public static final Rgb RANDOM_REINIT = Rgb.of(0xE0A800);

    /** Mask kept, fresh weights: not in the paper. Light purple. */
    public static final Rgb MASK_REINIT = Rgb.of(0xC79BE0);

    /** Reference lines, such as the return of a random policy. */
    public static final Rgb REFERENCE = Rgb.of(0x6B6B6B);

    /**
     * Eight colours for anything else, in the order in which a panel hands them out. After M. Okabe and K. Ito, "Color
     * Universal Design" (2008), without their yellow, which is hard to
     * see on white, and with a dark red.
     */
    public static final List<Rgb> CATEGORIES = List.of(
            Rgb.of(0x0072B2),
            Rgb.of(0xD55E00),
            Rgb.of(0x009E73),
            Rgb.of(0xCC79A7),
            Rgb.of(0xE69F00),
            Rgb.of(0x56B4E9),
            Rgb.of(0x4D4D4D),
            Rgb.of(0x661100));

    private Palette() {}
}
