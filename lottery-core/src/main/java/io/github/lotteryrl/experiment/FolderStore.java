// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.github.lotteryrl.api.TrainingCheckpoint;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.ticket.CorruptFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps results in a folder, one file for each run, named by the run's hash. Several processes may use one folder at the same
 * time.
 *
 * <pre>
 * runs/3f/3fa9....run               settings, learning curve, weights, mask, checksum: the same bytes from every run
 * runs/3f/3fa9....provenance.json   versions, machine, times: what differs by nature
 * checkpoints/3fa9....state         an unfinished run: all that it needs to go on
 * set-aside/                        files that failed their checksum; their runs are repeated
 * temporary/                        files being written
 * </pre>
 *
 * <p>A file is written elsewhere, forced to the disk, read back, and then moved to its place in one step: what is in its
 * place is whole, whenever the process was killed. Two processes that write the same result write the same bytes. Thread-safe.
 */
public final class FolderStore implements RunStore {

    /** How often a run keeps a checkpoint unless one says otherwise: two minutes. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
    private static final String SUFFIX = ".run";
    private static final String PROVENANCE = ".provenance.json";
    private static final String CHECKPOINT = ".state";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.run");
    private static final Pattern CHECKPOINT_NAME = Pattern.compile("[0-9a-f]{64}\\.state");
    private static final Duration STALE = Duration.ofDays(1);

    private final Path runs;
    private final Path setAside;
    private final Path temporary;
    private final Path checkpoints;
    private final Duration checkpointInterval;
    private final boolean writable;

    private FolderStore(Path folder, Duration checkpointInterval, boolean writable) {
        this.checkpointInterval = checkpointInterval;
        this.writable = writable;
        runs = folder.resolve("runs");
        checkpoints = folder.resolve("checkpoints");
        setAside = folder.resolve("set-aside");
        temporary = folder.resolve("temporary");
    }

    /**
     * Opens a store, making the folder if need be. Runs keep a checkpoint every two minutes.
     *
     * @throws IllegalArgumentException if nothing can be written there
     */
    public static FolderStore open(Path folder) {
        return open(folder, CHECKPOINT_INTERVAL);
    }

    /**
     * Opens a store, making the folder if need be.
     *
     * @param checkpointInterval how often a run keeps what it needs to go on after a kill; zero for after every iteration
     * @throws IllegalArgumentException if nothing can be written there
     */
    public static FolderStore open(Path folder, Duration checkpointInterval) {
        Check.that(!checkpointInterval.isNegative(), "checkpointInterval %s is negative", checkpointInterval);
        final FolderStore store = new FolderStore(folder, checkpointInterval, true);
        try {
            Files.createDirectories(store.runs);
            Files.createDirectories(store.temporary);
            Files.createDirectories(store.checkpoints);
            Files.delete(Files.createTempFile(store.temporary, "probe", null));
            store.deleteStaleFiles();
            store.deleteStaleCheckpoints();
        } catch (IOException e) {
            throw new IllegalArgumentException("store " + folder + " is not writable: " + reason(e), e);
        }
        return store;
    }

    /**
     * Returns a store to read from. Nothing in the folder is changed, which may be one that cannot be written; {@link #find}
     * takes a damaged file for a missing one, and leaves it where it is.
     *
     * <p>{@link #put} and {@link #checkpoint} throw {@link UnsupportedOperationException}.
     *
     * @throws IllegalArgumentException if there is no store
     */
    public static FolderStore reading(Path folder) {
        final FolderStore store = new FolderStore(folder, CHECKPOINT_INTERVAL, false);
        Check.that(Files.isDirectory(store.runs), "%s is no store: it has no folder 'runs'", folder);
        return store;
    }

    private void requireWritable() {
        if (!writable) {
            throw new UnsupportedOperationException("this store was opened to read from");
        }
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    /** Deletes what killed processes left behind, old enough that nobody is still writing it. */
    private void deleteStaleFiles() throws IOException {
        final Instant limit = Instant.now().minus(STALE);
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                if (isOlder(file, limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Deletes checkpoints of finished runs. A process leaves one if another was quicker with the run, and it is killed before it
     * has the result too.
     */
    private void deleteStaleCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints)) {
            for (Path file : files.toList()) {
                if (CHECKPOINT_NAME.matcher(file.getFileName().toString()).matches()
                        && Files.isRegularFile(file(MoreFiles.getNameWithoutExtension(file), SUFFIX))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant limit) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        } catch (NoSuchFileException e) {
            // Another process has moved it to its place meanwhile.
            return false;
        }
    }

    @Override
    public Optional<RunRecord> find(RunKey key) {
        final Path file = file(key.hash(), SUFFIX);
        try {
            final RunRecord run = RunCodec.decode(Files.readAllBytes(file));
            if (!run.identity().equals(key.identity())) {
                throw new CorruptFileException("holds another run");
            }
            return Optional.of(run);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CorruptFileException e) {
            if (writable) {
                setAside(file, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public boolean contains(RunKey key) {
        return Files.isRegularFile(file(key.hash(), SUFFIX));
    }

    @Override
    public Optional<Duration> wallTime(RunKey key) {
        final Path file = file(key.hash(), PROVENANCE);
        try {
            return Provenance.wallTime(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void setAside(Path file, String reason) {
        try {
            Files.createDirectories(setAside);
            final Path target = setAside.resolve(file.getFileName() + "." + UUID.randomUUID());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            LOG.warn("{} {}: set aside as {}, its run is repeated", file, reason, target);
        } catch (NoSuchFileException e) {
            LOG.debug("{} was set aside by somebody else", file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set aside " + file, e);
        }
    }

    @Override
    public void put(RunKey key, RunRecord run, Duration wallTime) {
        requireWritable();
        write(file(key.hash(), PROVENANCE), Provenance.json(key, wallTime));
        write(file(key.hash(), SUFFIX), RunCodec.encode(run));
        try {
            Files.deleteIfExists(checkpointFile(key));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + checkpointFile(key), e);
        }
    }

    @Override
    public TrainingCheckpoint checkpoint(RunKey key) {
        requireWritable();
        return new FolderCheckpoint(checkpointFile(key), temporary, key.identity(), checkpointInterval);
    }

    private Path checkpointFile(RunKey key) {
        return checkpoints.resolve(key.hash() + CHECKPOINT);
    }

    private void write(Path file, byte[] bytes) {
        try {
            WholeFile.write(file, temporary, out -> out.write(bytes), written -> {
                if (!Arrays.equals(bytes, Files.readAllBytes(written))) {
                    throw new IOException("reads back other bytes than were written");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Path file(String hash, String suffix) {
        return runs.resolve(hash.substring(0, 2)).resolve(hash + suffix);
    }

    /** Returns the hashes of the runs that are here, sorted; whether they are whole is seen when they are read. */
    public List<String> hashes() {
        return files().stream().map(MoreFiles::getNameWithoutExtension).toList();
    }

    /**
     * Reads the run with a hash.
     *
     * @throws CorruptFileException if its file is damaged or holds another run
     */
    public RunRecord read(String hash) {
        final Path file = file(hash, SUFFIX);
        try {
            final RunRecord run = RunCodec.decode(Files.readAllBytes(file));
            if (!RunKey.hash(run.identity()).equals(hash)) {
                throw new CorruptFileException("holds another run");
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Returns the file that says how the run with a hash came about, in JSON; it may be missing. */
    public Path provenance(String hash) {
        return file(hash, PROVENANCE);
    }

    /** Returns one SHA-256 over the names and contents of all results, provenance left out; 64 hexadecimal digits. */
    public String hash() {
        final Hasher all = Hashing.sha256().newHasher();
        for (Path file : files()) {
            try {
                all.putString(file.getFileName().toString(), StandardCharsets.UTF_8);
                all.putBytes(MoreFiles.asByteSource(file).hash(Hashing.sha256()).asBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return all.hash().toString();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(runs, 2)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }
}
