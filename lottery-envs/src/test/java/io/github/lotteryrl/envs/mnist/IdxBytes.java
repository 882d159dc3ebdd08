// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Files as a publisher of data would write them. */
final class IdxBytes {

    private IdxBytes() {}

    /** Returns numbers of 32 bits, big-endian, and then bytes. */
    static byte[] of(int[] header, int... body) {
        final ByteBuffer file = ByteBuffer.allocate(Integer.BYTES * header.length + body.length);
        for (int number : header) {
            file.putInt(number);
        }
        for (int number : body) {
            file.put((byte) number);
        }
        return file.array();
    }

    static byte[] gzip(byte[] bytes) {
        final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
