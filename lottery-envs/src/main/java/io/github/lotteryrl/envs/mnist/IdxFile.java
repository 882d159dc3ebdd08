// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads files in the IDX format of MNIST, compressed with gzip or not: a magic number, the size of each axis, the bytes;
 * numbers have 32 bits, big-endian.
 *
 * <p>Everything that is wrong with a file is an {@link IllegalArgumentException} with a message of one line that begins with
 * the file's name. Memory is taken for what is really in a file and not for what its header promises, and for 256 MB at most.
 */
final class IdxFile {

    /** Of unsigned bytes with three axes and with one. */
    private static final int IMAGES_MAGIC = 2051;

    private static final int LABELS_MAGIC = 2049;

    private static final int MOST_BYTES = 1 << 28;
    private static final int GZIP_MAGIC = 0x1f8b;

    /** No stream of DEFLATE becomes more than 1032 times as long. */
    private static final long GREATEST_EXPANSION = 1_032;

    private final String name;
    private final InputStream stream;
    private final long capacity;

    private IdxFile(String name, InputStream stream, long capacity) {
        this.name = name;
        this.stream = stream;
        this.capacity = capacity;
    }

    /** Pictures of the same size; {@code pixels} picture by picture and row by row. */
    record Images(int count, int rows, int columns, byte[] pixels) {}

    /** Reads a file of pictures. */
    static Images images(Path path) {
        return read(path, file -> {
            final int[] axes = file.header(IMAGES_MAGIC, "images", "count of images", "rows", "columns");
            return new Images(axes[0], axes[1], axes[2], file.body(axes));
        });
    }

    /** Reads a file of labels, each below {@code classes}. */
    static byte[] labels(Path path, int classes) {
        return read(path, file -> {
            final byte[] labels = file.body(file.header(LABELS_MAGIC, "labels", "count of labels"));
            for (int i = 0; i < labels.length; i++) {
                final int label = labels[i] & 0xff;
                file.require(label < classes, "label %d at place %d not in [0, %d]", label, i, classes - 1);
            }
            return labels;
        });
    }

    private interface Content<T> {
        T of(IdxFile file) throws IOException;
    }

    private static <T> T read(Path path, Content<T> content) {
        final String name = String.valueOf(path.getFileName());
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            final long size = Files.size(path);
            bytes.mark(2);
            final boolean compressed = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
            bytes.reset();
            return content.of(
                    compressed
                            ? new IdxFile(name, new GZIPInputStream(bytes, 1 << 16), size * GREATEST_EXPANSION)
                            : new IdxFile(name, bytes, size));
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": not readable: " + reason(e), e);
        }
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        return cause instanceof EOFException
                ? "compressed data end too early"
                : String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", "?");
    }

    /** Reads magic number and axes, each at least 1 long. */
    private int[] header(int magic, String what, String... axes) throws IOException {
        final int found = number("magic number");
        require(found == magic, "magic number %d is not the %d of %s", Integer.toUnsignedLong(found), magic, what);
        final int[] sizes = new int[axes.length];
        for (int axis = 0; axis < axes.length; axis++) {
            sizes[axis] = number(axes[axis]);
            require(
                    sizes[axis] >= 1 && sizes[axis] <= MOST_BYTES,
                    "%s %d not in [1, %d]",
                    axes[axis],
                    Integer.toUnsignedLong(sizes[axis]),
                    MOST_BYTES);
        }
        return sizes;
    }

    private int number(String what) throws IOException {
        final byte[] bytes = stream.readNBytes(Integer.BYTES);
        require(bytes.length == Integer.BYTES, "ends within the %s", what);
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** Reads the rest of the file, a byte for each place that the axes span. */
    private byte[] body(int... axes) throws IOException {
        long declared = 1;
        for (int axis : axes) {
            declared *= axis;
            require(declared <= MOST_BYTES, "header declares more than %d bytes", MOST_BYTES);
        }
        require(declared <= capacity, "header declares %d bytes, the file holds %d at most", declared, capacity);
        // Takes memory as bytes arrive.
        final byte[] body = stream.readNBytes((int) declared);
        require(
                body.length == declared,
                "ends after %d of the %d bytes that its header declares",
                body.length,
                declared);
        require(stream.read() < 0, "goes on after the %d bytes that its header declares", declared);
        return body;
    }

    private void require(boolean condition, String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": " + String.format(Locale.ROOT, message, arguments));
        }
    }
}
