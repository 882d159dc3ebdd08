// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A seed from which further seeds and random streams are derived by name, so that two parts of a run never share a
 * stream and adding a part moves no other. A derived seed is the first eight bytes (big-endian) of SHA-256 over the
 * parent's eight bytes and the UTF-8 name.
 *
 * <pre>{@code
 * Seed run = Seed.of(0).derive("mask/weights").derive("level", 12);
 * RandomStream shuffling = run.derive("shuffling").random();
 * environment.reset(run.derive("environment", 3).value());
 * }</pre>
 *
 * @param value any 64 bits
 */
public record Seed(long value) {

    /** Returns the seed of this value. */
    public static Seed of(long value) {
        return new Seed(value);
    }

    /** Returns the seed that belongs to {@code name} below this one. */
    public Seed derive(String name) {
        return new Seed(ByteBuffer.wrap(digest(name)).getLong());
    }

    /** Returns the seed that belongs to the {@code index}-th {@code name} below this one. */
    public Seed derive(String name, long index) {
        return derive(name + '#' + index);
    }

    /** Returns a new stream that starts from this seed. */
    public RandomStream random() {
        final ByteBuffer words = ByteBuffer.wrap(digest(""));
        return RandomStream.of(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    private byte[] digest(String name) {
        try {
            final MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
            return sha.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
