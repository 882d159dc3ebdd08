// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import io.github.lotteryrl.api.TrainingCheckpoint.Content;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes files that are whole, whenever the process is killed: elsewhere, forced to the disk, and then moved to their place in one
 * step.
 */
final class WholeFile {

    /** Looks at what was written, before it is moved. */
    interface Inspection {

        /** Throws an exception if the file is not to be moved to its place. */
        void inspect(Path written) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes a file, in place of one that is there. What fails leaves nothing behind.
     *
     * @param temporary folder on the same file system, for the time of writing
     */
    static void write(Path file, Path temporary, Content content, Inspection inspection) throws IOException {
        final Path written = temporary.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            // No channel: an interrupt would close it, and what a run has just done would be lost.
            try (FileOutputStream out = new FileOutputStream(written.toFile())) {
                content.writeTo(out);
                out.getFD().sync();
            }
            inspection.inspect(written);
            Files.createDirectories(file.getParent());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            delete(written, e);
            throw e;
        }
    }

    private static void delete(Path written, Exception cause) {
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
