// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.plot;

/** The shape drawn on each point of a series. */
public enum Marker {
    /** No marker, except on a point that has no neighbour to be joined with, which gets a dot. */
    NONE,
    /** A dot. */
    CIRCLE,
    /** A square. */
    SQUARE,
    /** A triangle, point up. */
    TRIANGLE,
    /** A square on its corner. */
    DIAMOND;

    void paint(Canvas canvas, double x, double y, double radius, Rgb color) {
        switch (this) {
            case NONE, CIRCLE -> canvas.dot(x, y, radius, color);
            case SQUARE -> {
                double r = radius * 0.9;
                canvas.polygon(
                        new double[] {x - r, x + r, x + r, x - r}, new double[] {y - r, y - r, y + r, y + r}, color, 1);
            }
            case TRIANGLE -> {
                double r = radius * 1.25;
                canvas.polygon(
                        new double[] {x - r, x + r, x}, new double[] {y + r * 0.75, y + r * 0.75, y - r}, color, 1);
            }
            case DIAMOND -> {
                double r = radius * 1.3;
                canvas.polygon(new double[] {x - r, x, x + r, x}, new double[] {y, y - r, y, y + r}, color, 1);
            }
        }
    }
}
