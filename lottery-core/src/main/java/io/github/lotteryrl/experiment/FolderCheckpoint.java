// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteStreams;
import io.github.lotteryrl.api.TrainingCheckpoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's checkpoint in a file: SHA-256 of the run's identity and the library's version, the state, SHA-256 of all before. It is
 * written elsewhere, forced to the disk, and moved to its place in one step. One that cannot be written is warned about, once for
 * each run. A file that is damaged, or was written by another version of the library, is left out of account: the run begins anew.
 */
final class FolderCheckpoint implements TrainingCheckpoint {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCheckpoint.class);
    private static final int HASH = 32;

    private final Path file;
    private final Path temporary;
    private final byte[] header;
    private final Duration interval;
    /** When it was saved last, or could not be. */
    private long lastTried = System.nanoTime();

    private boolean warned;

    FolderCheckpoint(Path file, Path temporary, String identity, Duration interval) {
        this.file = file;
        this.temporary = temporary;
        this.header = Hashing.sha256()
                .hashString(identity + '\n' + Provenance.version(), StandardCharsets.UTF_8)
                .asBytes();
        this.interval = interval;
    }

    @Override
    public boolean isDue() {
        return System.nanoTime() - lastTried >= interval.toNanos();
    }

    @Override
    public void save(Content content) {
        try {
            // Not read back: a damaged one is noticed when it is opened.
            WholeFile.write(file, temporary, out -> write(content, out), written -> {});
        } catch (UncheckedIOException e) {
            // What writes states throws these.
            warn(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            warn(e);
        }
        lastTried = System.nanoTime();
    }

    private void write(Content content, OutputStream out) throws IOException {
        final OutputStream plain = new BufferedOutputStream(out);
        final HashingOutputStream hashed = new HashingOutputStream(Hashing.sha256(), plain);
        hashed.write(header);
        content.writeTo(hashed);
        plain.write(hashed.hash().asBytes());
        plain.flush();
    }

    private void warn(IOException cause) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "cannot write {}, after a kill its run goes on from an older one or begins anew: {}",
                    file,
                    FolderStore.reason(cause));
        }
    }

    @Override
    public Optional<InputStream> open() {
        try {
            final long length = Files.size(file) - HASH;
            if (length < HASH || !isWhole(length)) {
                LOG.warn("{} is damaged: its run begins anew", file);
                return Optional.empty();
            }
            final InputStream in = ByteStreams.limit(new BufferedInputStream(Files.newInputStream(file)), length);
            if (!Arrays.equals(in.readNBytes(HASH), header)) {
                in.close();
                LOG.warn("{} was written by another version of the library: its run begins anew", file);
                return Optional.empty();
            }
            return Optional.of(in);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private boolean isWhole(long length) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                HashingInputStream hashed = new HashingInputStream(Hashing.sha256(), ByteStreams.limit(in, length))) {
            ByteStreams.exhaust(hashed);
            return Arrays.equals(hashed.hash().asBytes(), in.readNBytes(HASH));
        }
    }
}
