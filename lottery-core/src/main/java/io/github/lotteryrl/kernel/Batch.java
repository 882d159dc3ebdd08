// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import java.util.Arrays;

/**
 * Numbers of several samples, feature-major: a row per unit of a layer, or per dimension of an observation, a column per sample.
 * The number of row k and column b is {@code array(k)[offset(k) + b]}. Rows are padded to a multiple of {@link Kernels#LANES}.
 *
 * <p>How rows lie in memory depends on the kernels. Vectors are loaded quickest from one array; but in a plain loop over two
 * ranges of one array the compiler cannot rule out that they overlap, and does not vectorise it, so there each row is an array
 * of its own.
 *
 * <p>After the last row stands one of ones, which nobody may change: a bias is the weight of an input that is always 1. Not
 * thread-safe.
 */
public final class Batch {

    /**
     * What comes before the first number of an array is not used: it lets vectors begin where the processor's cache lines do, if
     * the JVM aligns objects to them ({@code -XX:ObjectAlignmentInBytes=64}; arrays begin with 16 other bytes). A vector across
     * two lines takes twice the time to load.
     */
    static final int FIRST = 12;

    /** In floats. Without a line between rows of 256, say, all of them would compete for the same few places of the cache. */
    private static final int CACHE_LINE = 16;

    private final int features;
    private final int capacity;
    private final float[][] arrays;
    private final int stride;

    /** Makes a batch of zeros in the form that the kernels of this JVM prefer. */
    public Batch(int features, int capacity) {
        this(features, capacity, KernelProvider.kernels().prefersOneArray());
    }

    Batch(int features, int capacity, boolean oneArray) {
        this.features = features;
        this.capacity = Kernels.padded(capacity);
        if (oneArray) {
            stride = this.capacity + CACHE_LINE;
            arrays = new float[1][FIRST + (features + 1) * stride];
        } else {
            stride = 0;
            arrays = new float[features + 1][FIRST + this.capacity];
        }
        final int ones = offset(features);
        Arrays.fill(array(features), ones, ones + this.capacity, 1f);
    }

    /** Returns how many rows there are, without that of ones. */
    public int features() {
        return features;
    }

    /** Returns how many columns there are, padding included. */
    public int capacity() {
        return capacity;
    }

    /** Returns the array that row {@code k} is in; not a copy. */
    public float[] array(int k) {
        return stride == 0 ? arrays[k] : arrays[0];
    }

    /** Returns where row {@code k} begins in its array. */
    public int offset(int k) {
        return FIRST + k * stride;
    }

    /**
     * Returns how many numbers lie in one array from the first row to the last, what is between rows included; 0 if each row is an
     * array of its own.
     */
    public int span() {
        return features * stride;
    }

    /** Returns the number of a row and a column. */
    public float get(int k, int b) {
        return array(k)[offset(k) + b];
    }

    /** Sets the number of a row and a column. */
    public void set(int k, int b, float value) {
        array(k)[offset(k) + b] = value;
    }

    /** Returns the arrays, one per row. */
    float[][] rows() {
        return arrays;
    }

    /** Returns the one array. */
    float[] flat() {
        return arrays[0];
    }

    /** Returns how far one row is from the next in the one array. */
    int stride() {
        return stride;
    }
}
