// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api.internal;

import java.util.Arrays;

/** Binary observations as bits, in the order that {@code Environment.observeBits} writes: bit d % 64 of word d / 64. */
public final class Bits {

    private Bits() {}

    /** Returns how many words hold {@code count} bits. */
    public static int words(int count) {
        return (count + Long.SIZE - 1) / Long.SIZE;
    }

    /** Returns a bit. */
    public static boolean get(long[] words, int bit) {
        return (words[bit / Long.SIZE] >>> bit & 1) != 0;
    }

    /**
     * Writes zeros and ones as bits.
     *
     * @param observation not modified
     * @param target modified from {@code offset} on
     * @throws IllegalArgumentException if a number is neither 0 nor 1
     */
    public static void pack(float[] observation, long[] target, int offset) {
        for (int first = 0; first < observation.length; first += Long.SIZE) {
            long bits = 0;
            for (int d = first; d < Math.min(first + Long.SIZE, observation.length); d++) {
                if (observation[d] == 1) {
                    bits |= 1L << d;
                } else if (observation[d] != 0) {
                    throw new IllegalArgumentException(
                            "observation " + observation[d] + " of a binary space is neither 0 nor 1");
                }
            }
            target[offset + first / Long.SIZE] = bits;
        }
    }

    /**
     * Writes {@code count} bits as zeros and ones.
     *
     * @param words not modified; bits beyond {@code count} are 0
     * @param target modified from {@code offset} on
     */
    public static void unpack(long[] words, int count, float[] target, int offset) {
        Arrays.fill(target, offset, offset + count, 0);
        for (int word = 0; word < words.length; word++) {
            for (long left = words[word]; left != 0; left &= left - 1) {
                target[offset + word * Long.SIZE + Long.numberOfTrailingZeros(left)] = 1;
            }
        }
    }
}
