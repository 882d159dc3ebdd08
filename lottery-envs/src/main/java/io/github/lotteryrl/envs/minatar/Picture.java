// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.internal.Bits;
import java.util.Arrays;

/**
 * An observation as bits: bit {@code channel * 100 + row * 10 + column}, the order of the observation space and of
 * {@link io.github.lotteryrl.api.Environment#observeBits}. A game sets few of them, so the rest costs no more than being
 * cleared.
 */
final class Picture {

    /** Rows and columns of a board. */
    static final int SIDE = 10;

    private static final int CELLS = SIDE * SIDE;

    private final long[] words;
    private final int size;

    Picture(int channels) {
        size = channels * CELLS;
        words = new long[Bits.words(size)];
    }

    private static int place(int channel, int row, int column) {
        return channel * CELLS + row * SIDE + column;
    }

    void clear() {
        Arrays.fill(words, 0);
    }

    /** Sets a cell of the board. */
    void draw(int channel, int row, int column) {
        final int bit = place(channel, row, column);
        words[bit / Long.SIZE] |= 1L << bit;
    }

    /** Sets a cell if its column is on the board. */
    void drawIfOnBoard(int channel, int row, int column) {
        if (column >= 0 && column < SIDE) {
            draw(channel, row, column);
        }
    }

    /**
     * Sets the cells of one or several rows.
     *
     * @param row the first row
     * @param bits bit {@code column} for the first row, {@code column + 10} for the second and so on
     */
    void drawRows(int channel, int row, long bits) {
        final int first = channel * CELLS + row * SIDE;
        final int word = first / Long.SIZE;
        words[word] |= bits << first;
        final int shift = first % Long.SIZE;
        final long rest = shift == 0 ? 0 : bits >>> (Long.SIZE - shift);
        if (rest != 0) {
            words[word + 1] |= rest;
        }
    }

    /** Returns how many cells there are in all channels. */
    int size() {
        return size;
    }

    /** Returns whether a cell is set, by its place in the observation. */
    boolean isSet(int bit) {
        return Bits.get(words, bit);
    }

    /** Returns whether a cell is set in a channel. */
    boolean isSet(int channel, int row, int column) {
        return isSet(place(channel, row, column));
    }

    /**
     * Writes 0 and 1.
     *
     * @param target modified from {@code offset} on
     */
    void write(float[] target, int offset) {
        Bits.unpack(words, size, target, offset);
    }

    /**
     * Writes the bits as they are.
     *
     * @param target modified from {@code offset} on
     */
    void write(long[] target, int offset) {
        System.arraycopy(words, 0, target, offset, words.length);
    }
}
