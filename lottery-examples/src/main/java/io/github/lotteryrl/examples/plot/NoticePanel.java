// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import io.github.lotteryrl.examples.plot.Canvas.Anchor;
import io.github.lotteryrl.examples.plot.Canvas.Box;
import io.github.lotteryrl.examples.plot.Canvas.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A grey panel that says in words why there is no picture: {@code NoticePanel.of("Hopper", "needs the Bullet
 * environments")}. Immutable.
 */
public final class NoticePanel extends Panel {

    private static final double PADDING = 8;
    private static final double LINE_HEIGHT = 18;
    private static final TextStyle TEXT = new TextStyle(Look.LABEL_TEXT, Palette.REFERENCE, Anchor.MIDDLE);

    private final String title;
    private final String text;

    private NoticePanel(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** Returns a panel with a title, which may be empty, and a text, which is broken into lines. */
    public static NoticePanel of(String title, String text) {
        return new NoticePanel(title, text);
    }

    @Override
    Insets insets(double frameHeight) {
        return new Insets(0, title.isEmpty() ? 0 : Caption.TITLE_ROOM, 0, 0);
    }

    @Override
    double titleWidth() {
        return Caption.titleWidth(title, Optional.empty());
    }

    @Override
    double labelWidth() {
        return 0;
    }

    @Override
    boolean keepsProportions() {
        return false;
    }

    @Override
    double heightAt(double width, double most) {
        return 0;
    }

    @Override
    List<Legend.Entry> entries() {
        return List.of();
    }

    @Override
    void paint(Canvas canvas, Place place, boolean ownLegend) {
        Box frame = place.frame();
        canvas.fill(frame, Look.NOTICE, 1);
        Caption.paintTitle(canvas, place, frame, title, Optional.empty());
        double most = frame.width() - 2 * PADDING;
        List<String> lines = lines(most);
        double base = frame.middle() - (lines.size() - 1) * LINE_HEIGHT / 2 + 0.36 * TEXT.size();
        for (String line : lines) {
            canvas.text(Look.cut(line, TEXT.size(), false, most), frame.centre(), base, TEXT);
            base += LINE_HEIGHT;
        }
    }

    /** Breaks the text between words. */
    private List<String> lines(double most) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Look.width(longer, TEXT.size()) > most) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
