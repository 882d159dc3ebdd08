// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.ticket;

import com.google.common.hash.Hashing;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what {@link BinaryWriter} wrote. The checksum is tested first, and every length is compared with what is left of the
 * file before anything is allocated. Whatever is wrong is a {@link CorruptFileException}. Not thread-safe.
 */
public final class BinaryReader {

    private static final int CHECKSUM = 32;
    /**
     * Pruned entries take less room in the file than in memory, down to none. These bound what a file can ask for: 4 Mi
     * entries whatever its size, and beyond them 16 for each byte. Our files hold a bit for each prunable entry up to the last
     * survivor, so they stay below unless the second half of a large network is pruned altogether.
     */
    private static final long FREE_ENTRIES = 1L << 22;

    private static final long ENTRIES_PER_BYTE = 16;

    private final ByteBuffer in;

    /**
     * Starts to read a file of the kind that {@code magic} names.
     *
     * @param bytes the whole file; not modified
     */
    public BinaryReader(byte[] bytes, String magic) {
        final byte[] start = magic.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < start.length + CHECKSUM || !Arrays.equals(bytes, 0, start.length, start, 0, start.length)) {
            throw new CorruptFileException("does not start as a file '" + magic.strip() + "' should");
        }
        final int end = bytes.length - CHECKSUM;
        final byte[] checksum = Hashing.sha256().hashBytes(bytes, 0, end).asBytes();
        if (!Arrays.equals(bytes, end, bytes.length, checksum, 0, CHECKSUM)) {
            throw new CorruptFileException("checksum does not match");
        }
        in = ByteBuffer.wrap(bytes, start.length, end - start.length).slice();
    }

    private void require(long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new CorruptFileException("ends too early");
        }
    }

    /** Reads a whole number. */
    public long number() {
        require(Long.BYTES);
        return in.getLong();
    }

    /** Reads a real number. */
    public double real() {
        require(Double.BYTES);
        return in.getDouble();
    }

    /** Reads the length of a list whose elements take {@code bytesEach} bytes or more. */
    public int count(int bytesEach) {
        final long count = number();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw new CorruptFileException("count " + count + " is more than the file holds");
        }
        return (int) count;
    }

    /** Reads a whole number that is not negative and fits an {@code int}. */
    public int smallNumber(String name) {
        final long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new CorruptFileException(name + ' ' + value + " is out of range");
        }
        return (int) value;
    }

    /** Reads a list of real numbers. */
    public List<Double> reals() {
        return list(Double.BYTES, this::real);
    }

    /** Reads a text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Reads bytes. */
    public byte[] bytes() {
        final byte[] bytes = new byte[count(1)];
        in.get(bytes);
        return bytes;
    }

    /** Reads a list of texts. */
    public List<String> texts() {
        return list(Long.BYTES, this::text);
    }

    /** Reads a list of whole numbers that are not negative. */
    public List<Integer> numbers() {
        return list(Long.BYTES, () -> smallNumber("number"));
    }

    private <T> List<T> list(int bytesEach, Supplier<T> element) {
        final int count = count(bytesEach);
        final List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Reads what the tensors are. */
    public ParameterLayout layout() {
        final ParameterLayout layout = valid(() -> ParameterLayout.of(list(Long.BYTES, this::tensor)));
        final long entries = valid(
                () -> layout.tensors().stream().mapToLong(TensorSpec::size).sum());
        final long most = FREE_ENTRIES + ENTRIES_PER_BYTE * in.capacity();
        if (entries > most) {
            throw new CorruptFileException("tensors of " + entries + " entries, more than " + most);
        }
        return layout;
    }

    private TensorSpec tensor() {
        final String name = text();
        final String module = text();
        final TensorSpec.Kind kind = TensorSpec.Kind.valueOf(text());
        return new TensorSpec(name, module, kind, smallNumber("layer"), numbers(), number() == 1);
    }

    /** Reads which prunable entries survive. */
    public Mask mask(ParameterLayout layout) {
        final long[] words = new long[count(Long.BYTES)];
        Arrays.setAll(words, i -> number());
        return valid(() -> Mask.of(layout, BitSet.valueOf(words)));
    }

    /** Reads the values of the entries that {@code mask} keeps. */
    public Parameters parameters(Mask mask) {
        final ParameterLayout layout = mask.layout();
        long kept = 0;
        for (int i = 0; i < layout.tensors().size(); i++) {
            kept += mask.survivors(i);
        }
        require(kept * Float.BYTES);
        final float[][] values = new float[layout.tensors().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[layout.tensor(i).size()];
            for (int entry = 0; entry < values[i].length; entry++) {
                if (mask.keeps(i, entry)) {
                    values[i][entry] = in.getFloat();
                }
            }
        }
        return Parameters.of(layout, values);
    }

    /** Runs what checks its arguments: with a valid checksum, an invalid value was written by something else than we. */
    public static <T> T valid(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptFileException(String.valueOf(e.getMessage()));
        }
    }

    /** Checks that everything was read. */
    public void expectEnd() {
        if (in.hasRemaining()) {
            throw new CorruptFileException(in.remaining() + " bytes too many");
        }
    }
}
