// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.util.Optional;

/** Titles and captions of panels without axes. */
final class Caption {

    /** Above a frame, for its title. */
    static final double TITLE_ROOM = Look.PANEL_TITLE_TEXT + Look.BELOW_TITLE;

    /** Below a frame, for its caption. */
    static final double ROOM = Look.TICK_TEXT + 7;

    private static final double GAP = 5;
    private static final double KEY = 10;
    private static final double KEY_ROOM = KEY + GAP;
    private static final TextStyle TITLE = new TextStyle(Look.PANEL_TITLE_TEXT, Look.TEXT, Anchor.MIDDLE).toBold();
    private static final TextStyle TEXT = new TextStyle(Look.TICK_TEXT, Look.TEXT, Anchor.MIDDLE);

    private Caption() {}

    static double titleWidth(String title, Optional<Rgb> key) {
        return Look.width(title, Look.PANEL_TITLE_TEXT, true) + (key.isPresent() ? KEY_ROOM : 0);
    }

    static double width(String caption) {
        return Look.width(caption, Look.TICK_TEXT);
    }

    /** Writes a title over a box, after a square of the key's colour. */
    static void paintTitle(Canvas canvas, Place place, Box box, String title, Optional<Rgb> key) {
        double base = box.top() - Look.BELOW_TITLE;
        if (key.isEmpty()) {
            place.title(canvas, title, box.centre(), base, TITLE);
            return;
        }
        // The text starts at the square, wherever it ends: how wide it is depends on the reader's fonts.
        double left = box.centre() - titleWidth(title, key) * place.titleScale() / 2;
        canvas.fill(new Box(left, base - KEY, KEY, KEY), key.get(), 1);
        place.title(canvas, title, left + KEY_ROOM, base, TITLE.toStart());
    }

    /** Writes a caption under a box, no wider than {@code most}. */
    static void paint(Canvas canvas, Place place, Box box, String caption, double most) {
        place.caption(canvas, caption, box.centre(), box.bottom() + GAP + Look.TICK_TEXT * 0.85, TEXT, most);
    }
}
