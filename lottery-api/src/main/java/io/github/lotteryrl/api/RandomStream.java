// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The random generator of this library: xoshiro256++ of D. Blackman and S. Vigna ("Scrambled linear pseudorandom number
 * generators", ACM TOMS 2021), with a state that can be read and restored.
 *
 * <p>What a seed gives is a promise of the release: every method whose numbers this library uses is defined here and not
 * inherited, because the defaults of {@link RandomGenerator} differ between JDKs. A change of any sequence is listed in
 * the changelog under "Results changed". Not thread-safe: one stream, one user.
 *
 * <pre>{@code
 * RandomStream random = Seed.of(7).derive("actions").random();
 * long[] state = random.state();
 * double u = random.nextDouble();
 * random.restore(state);
 * assert u == random.nextDouble();
 * }</pre>
 */
public final class RandomStream implements RandomGenerator {

    private static final int WORDS = 4;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private RandomStream() {}

    /**
     * Returns a stream that goes on from a state.
     *
     * @param state four words, not all zero; not modified
     */
    public static RandomStream of(long... state) {
        RandomStream random = new RandomStream();
        random.restore(state);
        return random;
    }

    /** Returns a copy of the state: four words. */
    public long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    /**
     * Goes on from {@code state}, as {@link #state()} returned it.
     *
     * @param state four words, not all zero; not modified
     */
    public void restore(long... state) {
        Check.length("state", state.length, WORDS);
        Check.that(Arrays.stream(state).anyMatch(word -> word != 0), "state must not be all zero");
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
    }

    @Override
    public long nextLong() {
        final long result = Long.rotateLeft(s0 + s3, 23) + s0;
        final long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Returns the upper 32 bits of the next word. */
    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Returns a uniform integer in [0, bound), by Lemire's multiplication with rejection: exactly uniform. */
    @Override
    public int nextInt(int bound) {
        Check.atLeast("bound", bound, 1);
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            final long threshold = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Returns a uniform number in [0, 1), a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Returns a uniform number in [low, high). */
    @Override
    public double nextDouble(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Returns a uniform number in [0, 1), a multiple of 2^-24. */
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /**
     * Returns a number from the standard normal distribution, by Marsaglia's polar method. The second number of each
     * pair is thrown away, so that the four words are the whole state.
     */
    @Override
    public double nextGaussian() {
        while (true) {
            final double u = 2 * nextDouble() - 1;
            final double v = 2 * nextDouble() - 1;
            final double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /**
     * Puts {@code indices} in a uniformly random order (Fisher and Yates).
     *
     * @param indices modified
     */
    public void shuffle(int[] indices) {
        for (int i = indices.length - 1; i > 0; i--) {
            final int j = nextInt(i + 1);
            final int swapped = indices[i];
            indices[i] = indices[j];
            indices[j] = swapped;
        }
    }
}
