// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each output of a hidden layer is, for each sample on its own, set to
 * zero with probability p, and else multiplied by 1 / (1 - p), which keeps its mean. So evaluation, acting and targets just do
 * without. Of a convolution, each cell of each filter is dropped on its own. The paper's figure 14 has p = 0.1.
 *
 * <p>A decision takes 16 random bits: p is rounded to a multiple of 2^-16, above 0 and below 1, and so differs by at most 2^-16
 * from the one that was asked for. What is kept is multiplied according to the rounded one.
 *
 * <p>The stream is the only state. A {@link Network} draws from it for its hidden layers, from the inputs on; in each for the
 * units that influence an output, ascending; for each unit for the samples, in order, one word for four, or for fewer at the end.
 * The lowest 16 bits of a word decide on the first of its samples, and so on; a number below 2^16 p drops.
 *
 * <p>Not thread-safe, because the stream is not; {@link #NONE} is.
 *
 * <pre>{@code
 * Dropout dropout = Dropout.of(0.1, seed.derive("dropout").random());
 * Batch outputs = network.forward(x, samples, dropout);
 * }</pre>
 */
public final class Dropout {

    /** Drops nothing and draws nothing. */
    public static final Dropout NONE = new Dropout(0, Seed.of(0).random());

    private static final int BITS = 16;
    private static final int ALL = 1 << BITS;
    private static final int PER_WORD = Long.SIZE / BITS;

    private final RandomStream random;
    /** How many of the values that 16 bits have drop. */
    private final int dropping;
    /** Of the factor of what is kept. */
    private final int factorBits;

    private Dropout(int dropping, RandomStream random) {
        this.random = random;
        this.dropping = dropping;
        this.factorBits = Float.floatToRawIntBits((float) ((double) ALL / (ALL - dropping)));
    }

    /**
     * Returns dropout that draws from a stream.
     *
     * @param probability how likely an output is dropped, in [0, 1); 0 gives {@link #NONE}
     */
    public static Dropout of(double probability, RandomStream random) {
        Check.that(probability >= 0 && probability < 1, "dropout %s not in [0, 1)", probability);
        if (probability == 0) {
            return NONE;
        }
        final int nearest = (int) Math.rint(ALL * probability);
        return new Dropout(Math.max(1, Math.min(ALL - 1, nearest)), random);
    }

    /** Returns whether nothing is dropped. */
    boolean isNone() {
        return dropping == 0;
    }

    /**
     * Draws what the outputs of one unit are multiplied with.
     *
     * @param factors modified from {@code from} on; as far as a multiple of four samples reaches
     */
    void draw(float[] factors, int from, int samples) {
        for (int b = from; b < from + samples; b += PER_WORD) {
            final long word = random.nextLong();
            factors[b] = factor(word);
            factors[b + 1] = factor(word >>> BITS);
            factors[b + 2] = factor(word >>> 2 * BITS);
            factors[b + 3] = factor(word >>> 3 * BITS);
        }
    }

    /** Without a branch, which could not be predicted: all bits are one where the difference is negative. */
    private float factor(long bits) {
        final int value = (int) bits & (ALL - 1);
        return Float.intBitsToFloat(factorBits & (dropping - 1 - value) >> 31);
    }
}
