// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

import java.util.List;

/**
 * What a figure is drawn on. Lengths are in pixels of 1/96 inch, x to the right, y downwards; {@code x} and {@code y}
 * of a call have one length and are not modified.
 */
interface Canvas {

    /** Draws an open line through the points. */
    void polyline(double[] x, double[] y, Pen pen);

    /** Fills a closed shape; {@code opacity} in [0, 1]. */
    void polygon(double[] x, double[] y, Rgb fill, double opacity);

    /** Fills a circle. */
    void dot(double x, double y, double radius, Rgb fill);

    /** Fills rectangles whose common edges must not shine through; they have no soft edges. */
    void tiles(List<Tile> tiles);

    /** Writes one line of text whose anchor lies on the base line at (x, y). */
    void text(String text, double x, double y, TextStyle style);

    /** Draws with everything outside {@code box} cut off. Not nested. */
    void clipped(Box box, Runnable drawing);

    /** Draws a straight line. */
    default void line(double x1, double y1, double x2, double y2, Pen pen) {
        polyline(new double[] {x1, x2}, new double[] {y1, y2}, pen);
    }

    /** Fills a rectangle. */
    default void fill(Box box, Rgb color, double opacity) {
        polygon(
                new double[] {box.left(), box.right(), box.right(), box.left()},
                new double[] {box.top(), box.top(), box.bottom(), box.bottom()},
                color,
                opacity);
    }

    /** Draws the edge of a rectangle. */
    default void outline(Box box, Pen pen) {
        polyline(
                new double[] {box.left(), box.right(), box.right(), box.left(), box.left()},
                new double[] {box.top(), box.top(), box.bottom(), box.bottom(), box.top()},
                pen);
    }

    /** A rectangle. */
    record Box(double left, double top, double width, double height) {
        double right() {
            return left + width;
        }

        double bottom() {
            return top + height;
        }

        double centre() {
            return left + width / 2;
        }

        double middle() {
            return top + height / 2;
        }

        Box at(double newLeft, double newTop) {
            return new Box(newLeft, newTop, width, height);
        }

        boolean overlaps(Box other) {
            return left < other.right() && other.left < right() && top < other.bottom() && other.top < bottom();
        }

        Box grown(double by) {
            return new Box(left - by, top - by, width + 2 * by, height + 2 * by);
        }
    }

    /** A rectangle of one colour. */
    record Tile(Box box, Rgb color) {}

    /** How a line looks. */
    record Pen(Rgb color, double width, Dash dash) {
        Pen(Rgb color, double width) {
            this(color, width, Dash.SOLID);
        }
    }

    /** Which part of a text lies on its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks; {@code upward} text is turned by a quarter, reading from bottom to top. */
    record TextStyle(double size, boolean bold, Rgb color, Anchor anchor, boolean upward) {
        TextStyle(double size, Rgb color, Anchor anchor) {
            this(size, false, color, anchor, false);
        }

        TextStyle toBold() {
            return new TextStyle(size, true, color, anchor, upward);
        }

        TextStyle scaled(double factor) {
            return new TextStyle(size * factor, bold, color, anchor, upward);
        }

        TextStyle toStart() {
            return new TextStyle(size, bold, color, Anchor.START, upward);
        }

        TextStyle toUpward() {
            return new TextStyle(size, bold, color, anchor, true);
        }
    }
}
