// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import io.github.lotteryrl.api.LabelledData;
import io.github.lotteryrl.api.internal.Check;
import java.util.Objects;

/** Grey pictures of 28 rows and columns, a byte per pixel, shown as numbers from 0 to 1. */
final class LabelledImages implements LabelledData {

    /** Rows and columns of a picture. */
    static final int SIDE = 28;

    static final int PIXELS = SIDE * SIDE;

    private static final float WHITE = 255;

    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Takes pictures over.
     *
     * @param pixels picture by picture and row by row; not to be modified any more
     * @param labels one per picture; not to be modified any more
     */
    LabelledImages(byte[] pixels, byte[] labels) {
        Check.length("pixels", pixels.length, labels.length * PIXELS);
        this.pixels = pixels;
        this.labels = labels;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void observe(int index, float[] target, int offset) {
        final int first = Objects.checkIndex(index, labels.length) * PIXELS;
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            target[offset + pixel] = (pixels[first + pixel] & 0xff) / WHITE;
        }
    }
}
