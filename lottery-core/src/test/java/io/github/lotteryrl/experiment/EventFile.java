// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event file, read strictly: frames whole, checksums right (Guava's, not the JDK's), no field that is not expected.
 *
 * @param version what the first record says
 * @param points the records after it
 */
record EventFile(String version, List<Point> points) {

    /** What was said of one step. */
    record Point(long step, double wallTime, Map<String, Float> scalars) {}

    /** Returns the points of the curve, told at evaluations; the others hold the loss and nothing else. */
    List<Point> evaluations() {
        return points.stream()
                .filter(point -> !point.scalars().containsKey("loss"))
                .toList();
    }

    /** Returns the points of the loss, which stand in records of their own. */
    List<Point> losses() {
        return points.stream()
                .filter(point -> point.scalars().keySet().equals(Set.of("loss")))
                .toList();
    }

    static EventFile read(Path file) throws IOException {
        final ByteBuffer in = little(ByteBuffer.wrap(Files.readAllBytes(file)));
        final ByteBuffer first = frame(in);
        wallTime(first);
        final String version = text(take(first, 3));
        assertThat(first.hasRemaining()).isFalse();
        final List<Point> points = new ArrayList<>();
        while (in.hasRemaining()) {
            points.add(point(frame(in)));
        }
        return new EventFile(version, points);
    }

    private static Point point(ByteBuffer event) {
        final double wallTime = wallTime(event);
        assertThat(event.get()).as("key of step").isEqualTo((byte) 0x10);
        final long step = varint(event);
        final ByteBuffer summary = take(event, 5);
        assertThat(event.hasRemaining()).isFalse();
        final Map<String, Float> scalars = new LinkedHashMap<>();
        while (summary.hasRemaining()) {
            final ByteBuffer value = take(summary, 1);
            final String tag = text(take(value, 1));
            assertThat(value.get()).as("key of simple_value").isEqualTo((byte) 0x15);
            assertThat(scalars.put(tag, value.getFloat())).isNull();
            assertThat(value.hasRemaining()).isFalse();
        }
        return new Point(step, wallTime, scalars);
    }

    private static double wallTime(ByteBuffer event) {
        assertThat(event.get()).as("key of wall_time").isEqualTo((byte) 0x09);
        return event.getDouble();
    }

    private static ByteBuffer frame(ByteBuffer in) {
        final ByteBuffer length = little(in.slice(in.position(), Long.BYTES));
        final long bytes = in.getLong();
        assertThat(in.getInt()).as("checksum of the length").isEqualTo(masked(length));
        final ByteBuffer data = next(in, (int) bytes);
        assertThat(in.getInt()).as("checksum of the data").isEqualTo(masked(data.duplicate()));
        return data;
    }

    /** As {@code crc32c.h} has it: the halves at bit 15 change places, and a constant is added. */
    private static int masked(ByteBuffer data) {
        final int crc = Hashing.crc32c().hashBytes(data).asInt();
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    /** Takes a field whose length comes first. */
    private static ByteBuffer take(ByteBuffer in, int field) {
        assertThat(varint(in)).as("key of field %d", field).isEqualTo(8 * field + 2);
        return next(in, (int) varint(in));
    }

    private static ByteBuffer next(ByteBuffer in, int bytes) {
        final ByteBuffer slice = little(in.slice(in.position(), bytes));
        in.position(in.position() + bytes);
        return slice;
    }

    private static long varint(ByteBuffer in) {
        final byte low = in.get();
        return low >= 0 ? low : (low & 0x7f) + 128 * varint(in);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
