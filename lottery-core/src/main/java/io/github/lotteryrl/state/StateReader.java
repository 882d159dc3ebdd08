// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.state;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.state.StateWriter.Move;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote, in the same order. Arrays are the caller's, and nothing is allocated because a number
 * in the stream says so. It reads no further than asked. Whatever is wrong is a {@link CorruptStateException} that names the
 * section; a failing stream is an {@link UncheckedIOException}. Not thread-safe.
 */
public final class StateReader {

    private final InputStream in;
    private final ByteBuffer piece = ByteBuffer.allocate(StateWriter.PIECE);
    private String section = "";

    /**
     * Starts to read where the stream is.
     *
     * @param in buffered, because every number is read at once
     */
    public StateReader(InputStream in) {
        this.in = in;
    }

    /** Checks that a section begins here. */
    public void section(String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean here = number() == bytes.length;
        if (here) {
            read(bytes.length);
            here = Arrays.equals(piece.array(), 0, bytes.length, bytes, 0, bytes.length);
        }
        if (!here) {
            throw corrupt("section '" + name + "' does not begin here");
        }
        section = name;
    }

    /** Reads a whole number. */
    public long number() {
        read(Long.BYTES);
        return piece.getLong(0);
    }

    /**
     * Reads a whole number and checks it in [low, high].
     *
     * @param name for the message
     */
    public int number(String name, int low, int high) {
        final long value = number();
        if (value < low || value > high) {
            throw corrupt(name + ' ' + value + " not in [" + low + ", " + high + ']');
        }
        return (int) value;
    }

    /**
     * Reads a whole number and checks that it is {@code expected}.
     *
     * @param name for the message
     */
    public void expect(String name, long expected) {
        final long value = number();
        if (value != expected) {
            throw corrupt(name + ' ' + value + " is not " + expected);
        }
    }

    /** Reads a real number. */
    public double real() {
        read(Double.BYTES);
        return piece.getDouble(0);
    }

    /** Reads a text. */
    public String text() {
        final int bytes = number("bytes of a text", 0, StateWriter.PIECE);
        read(bytes);
        return new String(piece.array(), 0, bytes, StandardCharsets.UTF_8);
    }

    /** Brings a random stream to where another was. */
    public void random(RandomStream stream) {
        final long[] words = new long[stream.state().length];
        for (int i = 0; i < words.length; i++) {
            words[i] = number();
        }
        try {
            stream.restore(words);
        } catch (IllegalArgumentException e) {
            throw corrupt(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads an array that must have {@code count} numbers.
     *
     * @param values modified at the first {@code count} places
     */
    public void floats(float[] values, int count) {
        array(
                values.length,
                count,
                Float.BYTES,
                (from, n) -> piece.asFloatBuffer().get(values, from, n));
    }

    /**
     * Reads an array that must have {@code count} numbers.
     *
     * @param values modified at the first {@code count} places
     */
    public void doubles(double[] values, int count) {
        array(
                values.length,
                count,
                Double.BYTES,
                (from, n) -> piece.asDoubleBuffer().get(values, from, n));
    }

    /**
     * Reads an array that must have {@code count} numbers.
     *
     * @param values modified at the first {@code count} places
     */
    public void ints(int[] values, int count) {
        array(
                values.length,
                count,
                Integer.BYTES,
                (from, n) -> piece.asIntBuffer().get(values, from, n));
    }

    /**
     * Reads an array that must have {@code count} numbers, and checks each in [low, high].
     *
     * @param name for the message
     * @param values modified at the first {@code count} places
     */
    public void ints(String name, int[] values, int count, int low, int high) {
        ints(values, count);
        for (int i = 0; i < count; i++) {
            if (values[i] < low || values[i] > high) {
                throw corrupt(name + ' ' + values[i] + " not in [" + low + ", " + high + ']');
            }
        }
    }

    /**
     * Reads an array that must have {@code count} numbers.
     *
     * @param values modified at the first {@code count} places
     */
    public void longs(long[] values, int count) {
        array(
                values.length,
                count,
                Long.BYTES,
                (from, n) -> piece.asLongBuffer().get(values, from, n));
    }

    /**
     * Reads an array that must have {@code count} flags.
     *
     * @param values modified at the first {@code count} places
     */
    public void flags(boolean[] values, int count) {
        array(values.length, count, Byte.BYTES, (from, n) -> {
            for (int i = 0; i < n; i++) {
                final byte flag = piece.get(i);
                if (flag != 0 && flag != 1) {
                    throw corrupt("flag " + flag + " is neither 0 nor 1");
                }
                values[from + i] = flag == 1;
            }
        });
    }

    /** Checks that the stream ends here. */
    public void expectEnd() {
        try {
            if (in.read() >= 0) {
                throw corrupt("the state goes on where it should end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what to throw when a state makes no sense: its message is {@code what} and the section. */
    public CorruptStateException corrupt(String what) {
        return new CorruptStateException(section.isEmpty() ? what : what + ", in section '" + section + "'");
    }

    private void array(int length, int count, int bytesEach, Move fromPiece) {
        Check.in("count", count, 0, length);
        expect("length of an array", count);
        int n;
        for (int from = 0; from < count; from += n) {
            n = Math.min(StateWriter.PIECE / bytesEach, count - from);
            read(n * bytesEach);
            fromPiece.move(from, n);
        }
    }

    private void read(int bytes) {
        try {
            if (in.readNBytes(piece.array(), 0, bytes) < bytes) {
                throw corrupt("the state ends too early");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
