// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that what will be computed can be written, before it is computed. */
public final class OutputFolder {

    private OutputFolder() {}

    /**
     * Makes a folder unless it is there.
     *
     * @return the folder
     * @throws IllegalArgumentException if nothing can be written there
     */
    public static Path make(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "probe", null));
            return folder;
        } catch (IOException e) {
            throw new IllegalArgumentException("folder " + folder + " is not writable: " + Lottery.reason(e), e);
        }
    }
}
