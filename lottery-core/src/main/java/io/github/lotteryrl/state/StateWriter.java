// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.state;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.internal.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes states: numbers big-endian, real numbers as their bits, arrays and texts with their length. It keeps nothing back, so
 * the stream is the caller's to buffer, flush and close. A failing stream is an {@link UncheckedIOException}. Not thread-safe.
 *
 * <pre>{@code
 * StateWriter to = new StateWriter(out);
 * to.section("optimiser");
 * to.number(steps);
 * to.floats(moments, moments.length);
 *
 * StateReader from = new StateReader(in);
 * from.section("optimiser");
 * steps = from.number();
 * from.floats(moments, moments.length);
 * }</pre>
 */
public final class StateWriter {

    /** In bytes. Arrays are moved in pieces of this size, and a text is at most as long. */
    static final int PIECE = 1 << 16;

    private final OutputStream out;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    /**
     * Starts to write where the stream is.
     *
     * @param out buffered, because every number is written at once
     */
    public StateWriter(OutputStream out) {
        this.out = out;
    }

    /** Marks where a part of the state begins: a reader that is somewhere else will notice. */
    public void section(String name) {
        text(name);
    }

    /** Writes a whole number. */
    public void number(long value) {
        piece.putLong(0, value);
        write(Long.BYTES);
    }

    /** Writes a real number. */
    public void real(double value) {
        piece.putDouble(0, value);
        write(Double.BYTES);
    }

    /**
     * Writes a text.
     *
     * @param text of at most 65 536 bytes in UTF-8
     */
    public void text(String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(Check.in("bytes of a text", bytes.length, 0, PIECE));
        piece.put(0, bytes);
        write(bytes.length);
    }

    /** Writes where a random stream is. */
    public void random(RandomStream stream) {
        for (long word : stream.state()) {
            number(word);
        }
    }

    /**
     * Writes the first {@code count} numbers of an array.
     *
     * @param values not modified
     */
    public void floats(float[] values, int count) {
        array(
                values.length,
                count,
                Float.BYTES,
                (from, n) -> piece.asFloatBuffer().put(values, from, n));
    }

    /**
     * Writes the first {@code count} numbers of an array.
     *
     * @param values not modified
     */
    public void doubles(double[] values, int count) {
        array(
                values.length,
                count,
                Double.BYTES,
                (from, n) -> piece.asDoubleBuffer().put(values, from, n));
    }

    /**
     * Writes the first {@code count} numbers of an array.
     *
     * @param values not modified
     */
    public void ints(int[] values, int count) {
        array(
                values.length,
                count,
                Integer.BYTES,
                (from, n) -> piece.asIntBuffer().put(values, from, n));
    }

    /**
     * Writes the first {@code count} numbers of an array.
     *
     * @param values not modified
     */
    public void longs(long[] values, int count) {
        array(
                values.length,
                count,
                Long.BYTES,
                (from, n) -> piece.asLongBuffer().put(values, from, n));
    }

    /**
     * Writes the first {@code count} flags of an array, a byte each.
     *
     * @param values not modified
     */
    public void flags(boolean[] values, int count) {
        array(values.length, count, Byte.BYTES, (from, n) -> {
            for (int i = 0; i < n; i++) {
                piece.put(i, (byte) (values[from + i] ? 1 : 0));
            }
        });
    }

    /** Moves {@code n} elements from {@code from} on between the array and the beginning of the piece. */
    interface Move {

        void move(int from, int n);
    }

    private void array(int length, int count, int bytesEach, Move toPiece) {
        number(Check.in("count", count, 0, length));
        int n;
        for (int from = 0; from < count; from += n) {
            n = Math.min(PIECE / bytesEach, count - from);
            toPiece.move(from, n);
            write(n * bytesEach);
        }
    }

    private void write(int bytes) {
        try {
            out.write(piece.array(), 0, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
