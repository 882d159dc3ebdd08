// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.RandomStream;
import java.util.Arrays;

/**
 * Draws glyphs as a hand would: each time bent, slanted, turned, sized, placed and inked a little differently. It computes
 * with sums, products, quotients and square roots alone: the same bits everywhere. Not thread-safe.
 */
final class Pen {

    /** So many rows and columns at each edge of a picture hold no ink. */
    static final int RIM = 2;

    private static final int SIZE = LabelledImages.SIDE;

    // The middle of the characters in digits.txt, and half their height.
    private static final double MIDDLE_X = 32;
    private static final double MIDDLE_Y = 50;

    // How much hands differ: standard deviations. In units of half a character's height:
    private static final double BEND = 0.12;
    private static final double JITTER = 0.075;
    // Relative to the usual width, and as tangents of angles:
    private static final double WIDTH = 0.2;
    private static final double SLANT = 0.2;
    private static final double HALF_TURN = 0.05;
    // In pixels:
    private static final double HEIGHT = 1.2;
    private static final double RADIUS = 0.36;
    private static final double SHIFT = 1;

    private static final double USUAL_HEIGHT = 17;
    private static final double USUAL_RADIUS = 1.25;
    private static final double USUAL_SLANT = 0.08;

    /** At most this part of a pixel's ink is missing. */
    private static final double GRAIN = 0.2;

    /** Within so many pixels of a line's edge, inside and outside, ink fades away. */
    private static final double EDGE = 0.5;

    /** Straight pieces from one point of a curve to the next. */
    private static final int PIECES = 6;

    private static final int MOST_POINTS = 256;

    private final double[] pointX = new double[MOST_POINTS];
    private final double[] pointY = new double[MOST_POINTS];

    // The line of the picture in work: straight from each place to the next, unless a stroke ends there.
    private final double[] x = new double[MOST_POINTS];
    private final double[] y = new double[MOST_POINTS];
    private final double[] radius = new double[MOST_POINTS];
    private final boolean[] strokeEnds = new boolean[MOST_POINTS];
    private int length;

    private final double[] ink = new double[LabelledImages.PIXELS];

    /**
     * Draws a glyph.
     *
     * @param picture {@link LabelledImages#PIXELS} bytes from {@code offset} on are modified: 0 without ink, 255 full of it
     */
    void draw(Glyph glyph, RandomStream random, byte[] picture, int offset) {
        placePoints(glyph, random);
        layStrokes(glyph, random);
        fit(random);
        paint();
        dry(random, picture, offset);
    }

    /** Bends the glyph as a whole and jitters each point; then slants, turns and scales. Its middle comes to (0, 0). */
    private void placePoints(Glyph glyph, RandomStream random) {
        final double bendX = BEND * random.nextGaussian();
        final double bendY = BEND * random.nextGaussian();
        final double twistX = BEND * random.nextGaussian();
        final double twistY = BEND * random.nextGaussian();
        final double height =
                between(USUAL_HEIGHT - 3, USUAL_HEIGHT + 2.5, USUAL_HEIGHT + HEIGHT * random.nextGaussian()) / 2;
        final double width = height * between(0.7, 1.4, 1 + WIDTH * random.nextGaussian());
        final double slant = between(-0.5, 0.6, USUAL_SLANT + SLANT * random.nextGaussian());
        final double t = between(-0.15, 0.15, HALF_TURN * random.nextGaussian());
        // Cosine and sine from the tangent of half the angle.
        final double cosine = (1 - t * t) / (1 + t * t);
        final double sine = 2 * t / (1 + t * t);
        for (int i = 0; i < glyph.points(); i++) {
            final double u = (glyph.x(i) - MIDDLE_X) / MIDDLE_Y;
            final double v = (glyph.y(i) - MIDDLE_Y) / MIDDLE_Y;
            final double right = u + bendX * v * v + twistX * u * v + JITTER * random.nextGaussian();
            final double down = v + bendY * u * u + twistY * u * v + JITTER * random.nextGaussian();
            final double slanted = width * right - height * slant * down;
            pointX[i] = cosine * slanted - sine * height * down;
            pointY[i] = sine * slanted + cosine * height * down;
        }
    }

    /** Lays the line along the strokes. A hand's pressure changes from a stroke's beginning to its end. */
    private void layStrokes(Glyph glyph, RandomStream random) {
        length = 0;
        final double usual = between(0.75, 2.1, USUAL_RADIUS + RADIUS * random.nextGaussian());
        for (Glyph.Stroke stroke : glyph.strokes()) {
            final double first = usual * random.nextDouble(0.85, 1.15);
            final double last = usual * random.nextDouble(0.85, 1.15);
            final int begin = length;
            add(pointX[stroke.point(0)], pointY[stroke.point(0)]);
            for (int i = 1; i < stroke.length(); i++) {
                if (stroke.isSmooth()) {
                    addCurve(stroke, i);
                }
                add(pointX[stroke.point(i)], pointY[stroke.point(i)]);
            }
            for (int i = begin; i < length; i++) {
                radius[i] = first + (last - first) * (i - begin) / (length - 1 - begin);
            }
            strokeEnds[length - 1] = true;
        }
    }

    private void add(double placeX, double placeY) {
        x[length] = placeX;
        y[length] = placeY;
        strokeEnds[length] = false;
        length++;
    }

    /** Adds what lies between a point of a curve and the one before: the cubic of Catmull and Rom. */
    private void addCurve(Glyph.Stroke stroke, int index) {
        final int last = stroke.length() - 1;
        final int from = stroke.point(index - 1);
        final int to = stroke.point(index);
        final int before = index > 1 ? stroke.point(index - 2) : stroke.isClosed() ? stroke.point(last - 1) : from;
        final int after = index < last ? stroke.point(index + 1) : stroke.isClosed() ? stroke.point(1) : to;
        for (int piece = 1; piece < PIECES; piece++) {
            final double t = (double) piece / PIECES;
            add(
                    cubic(t, pointX[before], pointX[from], pointX[to], pointX[after]),
                    cubic(t, pointY[before], pointY[from], pointY[to], pointY[after]));
        }
    }

    private static double cubic(double t, double before, double from, double to, double after) {
        final double slopeFrom = (to - before) / 2;
        final double slopeTo = (after - from) / 2;
        final double rise = to - from;
        return from + t * (slopeFrom + t * (3 * rise - 2 * slopeFrom - slopeTo + t * (slopeFrom + slopeTo - 2 * rise)));
    }

    /** Puts the line somewhere about the middle of the picture, smaller if it would reach into the rim. */
    private void fit(RandomStream random) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        double thickest = 0;
        for (int i = 0; i < length; i++) {
            left = Math.min(left, x[i]);
            right = Math.max(right, x[i]);
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
            thickest = Math.max(thickest, radius[i]);
        }
        final double room = SIZE - 2 * (RIM + thickest);
        final double scale = Math.min(1, room / Math.max(right - left, bottom - top));
        final double moveX = middle(room - scale * (right - left), random) - scale * (left + right) / 2;
        final double moveY = middle(room - scale * (bottom - top), random) - scale * (top + bottom) / 2;
        for (int i = 0; i < length; i++) {
            x[i] = scale * x[i] + moveX;
            y[i] = scale * y[i] + moveY;
        }
    }

    private static double middle(double play, RandomStream random) {
        return SIZE / 2.0 + between(-play / 2, play / 2, SHIFT * random.nextGaussian());
    }

    private void paint() {
        Arrays.fill(ink, 0);
        for (int i = 0; i + 1 < length; i++) {
            if (!strokeEnds[i]) {
                paint(i, i + 1);
            }
        }
    }

    /** Inks the pixels near a straight piece, by how far their middle is from it. */
    private void paint(int from, int to) {
        final double alongX = x[to] - x[from];
        final double alongY = y[to] - y[from];
        // Not zero where two places coincide.
        final double square = Math.max(alongX * alongX + alongY * alongY, 1e-9);
        final double reach = Math.max(radius[from], radius[to]) + EDGE;
        final int top = (int) Math.max(0, Math.min(y[from], y[to]) - reach);
        final int bottom = (int) Math.min(SIZE - 1, Math.max(y[from], y[to]) + reach);
        final int left = (int) Math.max(0, Math.min(x[from], x[to]) - reach);
        final int right = (int) Math.min(SIZE - 1, Math.max(x[from], x[to]) + reach);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                final double dx = column + 0.5 - x[from];
                final double dy = row + 0.5 - y[from];
                final double t = between(0, 1, (dx * alongX + dy * alongY) / square);
                final double offX = dx - t * alongX;
                final double offY = dy - t * alongY;
                final double outline = radius[from] + t * (radius[to] - radius[from]) + EDGE;
                final int pixel = row * SIZE + column;
                ink[pixel] = Math.max(ink[pixel], outline - Math.sqrt(offX * offX + offY * offY));
            }
        }
    }

    private void dry(RandomStream random, byte[] picture, int offset) {
        for (int pixel = 0; pixel < ink.length; pixel++) {
            final double dried = ink[pixel] > 0 ? Math.min(1, ink[pixel]) * (1 - GRAIN * random.nextDouble()) : 0;
            picture[offset + pixel] = (byte) (int) (255 * dried + 0.5);
        }
    }

    private static double between(double low, double high, double value) {
        return Math.max(low, Math.min(high, value));
    }
}
