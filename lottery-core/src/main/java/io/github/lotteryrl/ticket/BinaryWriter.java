// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.ticket;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.github.lotteryrl.api.Mask;
import io.github.lotteryrl.api.ParameterLayout;
import io.github.lotteryrl.api.Parameters;
import io.github.lotteryrl.api.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the library's files: numbers big-endian, real numbers as their bits, texts as UTF-8 with their length, at the end
 * SHA-256 of all that stands before. Data only; nothing in a file is ever executed. Not thread-safe.
 */
public final class BinaryWriter {

    private final ByteArrayDataOutput out = ByteStreams.newDataOutput();

    /** Starts a file of the kind that {@code magic} names. */
    public BinaryWriter(String magic) {
        out.write(magic.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a whole number. */
    public void number(long value) {
        out.writeLong(value);
    }

    /** Writes a real number. */
    public void real(double value) {
        out.writeDouble(value);
    }

    /** Writes a list of real numbers with its length. */
    public void reals(List<Double> values) {
        number(values.size());
        values.forEach(this::real);
    }

    /** Writes a text with its length. */
    public void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes with their length.
     *
     * @param bytes not modified
     */
    public void bytes(byte[] bytes) {
        number(bytes.length);
        out.write(bytes);
    }

    /** Writes a list of texts with its length. */
    public void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    /** Writes a list of whole numbers with its length. */
    public void numbers(List<Integer> values) {
        number(values.size());
        values.forEach(this::number);
    }

    /** Writes what the tensors are. */
    public void layout(ParameterLayout layout) {
        number(layout.tensors().size());
        for (TensorSpec tensor : layout.tensors()) {
            text(tensor.name());
            text(tensor.module());
            text(tensor.kind().name());
            number(tensor.layer());
            numbers(tensor.shape());
            number(tensor.prunable() ? 1 : 0);
        }
    }

    /** Writes which prunable entries survive. */
    public void mask(Mask mask) {
        final long[] words = mask.bits().toLongArray();
        number(words.length);
        for (long word : words) {
            number(word);
        }
    }

    /** Writes the values of the entries that {@code mask} keeps; the others are zero. */
    public void parameters(Parameters parameters, Mask mask) {
        for (int i = 0; i < mask.layout().tensors().size(); i++) {
            final int size = mask.layout().tensor(i).size();
            for (int entry = 0; entry < size; entry++) {
                if (mask.keeps(i, entry)) {
                    out.writeFloat(parameters.value(i, entry));
                }
            }
        }
    }

    /** Returns the file, checksum included. */
    public byte[] toBytes() {
        final byte[] content = out.toByteArray();
        out.write(Hashing.sha256().hashBytes(content).asBytes());
        return out.toByteArray();
    }
}
