// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.internal.Check;

/**
 * The draws of numpy's {@code RandomState(seed)}, bit for bit: the generator MT19937 of M. Matsumoto and T. Nishimura
 * ("Mersenne Twister", ACM TOMACS 1998) with the seeding {@code init_genrand}. Only for replaying recorded games; what
 * this library plays itself comes from {@link io.github.lotteryrl.api.RandomStream}.
 *
 * <p>The {@code MersenneTwister} of Apache Commons Math takes seeds from 2^31 on for negative numbers and then gives
 * another stream than numpy; hence an own one.
 */
final class NumpyRandom implements GameRandom {

    private static final int WORDS = 624;
    private static final int OFFSET = 397;
    private static final int MATRIX = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final long GREATEST_SEED = 0xFFFFFFFFL;

    private final int[] words = new int[WORDS];
    private int next = WORDS;
    private long draws;

    /**
     * Makes the generator of a seed.
     *
     * @param seed in [0, 2^32)
     */
    NumpyRandom(long seed) {
        Check.that(seed >= 0 && seed <= GREATEST_SEED, "seed %d not in [0, %d]", seed, GREATEST_SEED);
        words[0] = (int) seed;
        for (int i = 1; i < WORDS; i++) {
            words[i] = 1812433253 * (words[i - 1] ^ (words[i - 1] >>> 30)) + i;
        }
    }

    /** Returns how many outputs of 32 bits were used. */
    long draws() {
        return draws;
    }

    /** Returns the next output of the generator: 32 bits. */
    int nextWord() {
        if (next == WORDS) {
            twist();
        }
        draws++;
        int word = words[next++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            final int mixed = (words[i] & UPPER_BIT) | (words[(i + 1) % WORDS] & ~UPPER_BIT);
            words[i] = words[(i + OFFSET) % WORDS] ^ (mixed >>> 1) ^ ((mixed & 1) * MATRIX);
        }
        next = 0;
    }

    /** numpy's {@code rand()}: 27 bits of one output, then 26 of the next. */
    @Override
    public double nextDouble() {
        final int high = nextWord() >>> 5;
        final int low = nextWord() >>> 6;
        return (((long) high << 26) + low) * 0x1.0p-53;
    }

    /** numpy's {@code randint(bound)}: the low bits of as many outputs as it takes; none at all for the bound 1. */
    @Override
    public int nextInt(int bound) {
        final int greatest = Check.atLeast("bound", bound, 1) - 1;
        if (greatest == 0) {
            return 0;
        }
        final int mask = -1 >>> Integer.numberOfLeadingZeros(greatest);
        int value = nextWord() & mask;
        while (value > greatest) {
            value = nextWord() & mask;
        }
        return value;
    }
}
