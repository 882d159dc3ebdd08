// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Encodes the records of TensorBoard's event files: frames of TensorFlow's {@code record_writer.h} around messages {@code Event} of its
 * {@code event.proto}, which hold a {@code Summary} of {@code summary.proto}. These few fields are all that scalars need:
 *
 * <pre>
 * frame          uint64 length, uint32 masked CRC-32C of it, data, uint32 masked CRC-32C of them; little-endian
 * Event          double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5
 * Summary        repeated Value value = 1
 * Summary.Value  string tag = 1; float simple_value = 2
 * </pre>
 */
final class EventRecord {

    private static final String FILE_VERSION = "brain.Event:2";

    /** Protocol Buffers' wire types: how long a field is. */
    private static final int VARINT = 0;

    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_FIRST = 2;
    private static final int FOUR_BYTES = 5;

    private static final int MASK_DELTA = 0xa282ead8;

    private EventRecord() {}

    /**
     * A number under a name.
     *
     * @param tag what TensorBoard calls the chart
     * @param value rounded to a {@code float}
     */
    record Scalar(String tag, double value) {}

    /**
     * Returns the record that a file begins with.
     *
     * @param wallTime seconds since 1970
     */
    static byte[] fileVersion(double wallTime) {
        return frame(message(wallTime(wallTime), bytes(3, FILE_VERSION.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Returns the record of some numbers at a step.
     *
     * @param wallTime seconds since 1970
     */
    static byte[] scalars(double wallTime, long step, List<Scalar> scalars) {
        final byte[] summary = message(scalars.stream().map(EventRecord::value).toArray(byte[][]::new));
        return frame(message(wallTime(wallTime), message(key(2, VARINT), varint(step)), bytes(5, summary)));
    }

    private static byte[] value(Scalar scalar) {
        final byte[] number =
                little(Float.BYTES).putFloat((float) scalar.value()).array();
        return bytes(1, message(bytes(1, scalar.tag().getBytes(StandardCharsets.UTF_8)), key(2, FOUR_BYTES), number));
    }

    private static byte[] wallTime(double seconds) {
        return message(
                key(1, EIGHT_BYTES), little(Double.BYTES).putDouble(seconds).array());
    }

    private static byte[] bytes(int field, byte[] content) {
        return message(key(field, LENGTH_FIRST), varint(content.length), content);
    }

    private static byte[] key(int field, int wireType) {
        return varint(field << 3 | wireType);
    }

    private static byte[] varint(long value) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    private static byte[] message(byte[]... parts) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] frame(byte[] data) {
        final byte[] length = little(Long.BYTES).putLong(data.length).array();
        return message(length, crc(length), data, crc(data));
    }

    private static byte[] crc(byte[] data) {
        return little(Integer.BYTES).putInt(maskedCrc(data)).array();
    }

    /** Returns the CRC-32C, masked because a checksum over data that hold checksums is weak ({@code lib/hash/crc32c.h}). */
    static int maskedCrc(byte[] data) {
        final CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
