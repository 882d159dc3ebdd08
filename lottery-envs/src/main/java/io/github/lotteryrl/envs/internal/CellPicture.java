// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.internal;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The picture of a board: a square for each cell, with a dark line around it. Drawn without Java2D, so the pixels are the
 * same everywhere.
 */
public final class CellPicture {

    /** Pixels from one cell to the next. */
    private static final int CELL = 24;

    private static final int LINE = 2;
    private static final int SQUARE = CELL - LINE;

    private final int width;
    private final int height;

    /** Black, that is lines, where nothing was painted. */
    private final int[] pixels;

    /** Starts a picture whose cells are to be painted. */
    public CellPicture(int rows, int columns) {
        width = columns * CELL + LINE;
        height = rows * CELL + LINE;
        pixels = new int[width * height];
    }

    /**
     * Paints a cell. Several colours go one inside the other, from the edge to the middle, so that all are seen.
     *
     * @param colours red, green and blue as in 0xff8000; not modified
     */
    public void paint(int row, int column, int... colours) {
        final int left = LINE + column * CELL;
        final int top = LINE + row * CELL;
        for (int i = 0; i < colours.length; i++) {
            final int inset = i * SQUARE / (2 * colours.length);
            for (int y = top + inset; y < top + SQUARE - inset; y++) {
                Arrays.fill(pixels, y * width + left + inset, y * width + left + SQUARE - inset, colours[i]);
            }
        }
    }

    /** Returns the picture. */
    public BufferedImage finish() {
        final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }
}
