// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Bits;
import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an {@link Environment} shows: an array of numbers of a fixed shape, each dimension with a name. Pictures have the
 * shape channels, rows, columns, in row-major order. Immutable.
 *
 * <pre>{@code
 * ObservationSpace state = ObservationSpace.of("position", "velocity");
 * ObservationSpace maps = ObservationSpace.binaryMaps(10, 20, "agent", "coin");   // names "agent[3,7]"
 * }</pre>
 */
public final class ObservationSpace {

    private final int[] shape;
    private final List<String> names;
    private final boolean binary;

    private ObservationSpace(int[] shape, List<String> names, boolean binary) {
        this.shape = shape;
        this.names = names;
        this.binary = binary;
    }

    /** Returns the space of vectors with one real number per name. */
    public static ObservationSpace of(String... names) {
        return of(List.of(names));
    }

    /** Returns the space of vectors with one real number per name. */
    public static ObservationSpace of(List<String> names) {
        Check.atLeast("count of observation dimensions", names.size(), 1);
        requireDistinct(names);
        return new ObservationSpace(new int[] {names.size()}, List.copyOf(names), false);
    }

    /** Returns the space of pictures with a plane of real numbers per channel. */
    public static ObservationSpace maps(int rows, int columns, String... channels) {
        return ofMaps(rows, columns, List.of(channels), false);
    }

    /** Returns the space of pictures with a plane of zeros and ones per channel. */
    public static ObservationSpace binaryMaps(int rows, int columns, String... channels) {
        return ofMaps(rows, columns, List.of(channels), true);
    }

    /**
     * Returns the space with these properties, as they were read from another one.
     *
     * @param shape not modified; the product of its axes is the number of names
     */
    public static ObservationSpace of(int[] shape, List<String> names, boolean binary) {
        final long size = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
        Check.that(
                Arrays.stream(shape).allMatch(axis -> axis > 0) && size == names.size(),
                "shape %s is not that of %d dimensions",
                Arrays.toString(shape),
                names.size());
        return new ObservationSpace(shape.clone(), of(names).names, binary);
    }

    private static ObservationSpace ofMaps(int rows, int columns, List<String> channels, boolean binary) {
        Check.atLeast("rows", rows, 1);
        Check.atLeast("columns", columns, 1);
        Check.atLeast("count of channels", channels.size(), 1);
        requireDistinct(channels);
        final List<String> names = channels.stream()
                .flatMap(channel -> IntStream.range(0, rows * columns)
                        .mapToObj(cell -> channel + '[' + cell / columns + ',' + cell % columns + ']'))
                .toList();
        return new ObservationSpace(new int[] {channels.size(), rows, columns}, names, binary);
    }

    private static void requireDistinct(List<String> names) {
        Check.that(names.stream().distinct().count() == names.size(), "observation names %s are not distinct", names);
    }

    /** Returns how many numbers an observation has. */
    public int size() {
        return names.size();
    }

    /** Returns the shape: one number for vectors, channels, rows and columns for pictures. A copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the name of each dimension, in the order of the observation. */
    public List<String> names() {
        return names;
    }

    /** Returns whether every number is 0 or 1. */
    public boolean isBinary() {
        return binary;
    }

    /** Returns how many words of 64 bits an observation of a binary space takes. */
    public int words() {
        return Bits.words(size());
    }

    /** Returns the space of vectors that hold only some dimensions of this one, in the given order. */
    public ObservationSpace select(int... dimensions) {
        Check.atLeast("count of selected dimensions", dimensions.length, 1);
        for (int dimension : dimensions) {
            Check.in("dimension", dimension, 0, size() - 1);
        }
        return new ObservationSpace(
                new int[] {dimensions.length},
                of(Arrays.stream(dimensions).mapToObj(names::get).toList()).names,
                binary);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservationSpace that
                && Arrays.equals(shape, that.shape)
                && names.equals(that.names)
                && binary == that.binary;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + names.hashCode();
    }

    @Override
    public String toString() {
        return (binary ? "binary " : "") + Arrays.toString(shape);
    }
}
