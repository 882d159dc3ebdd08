// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The recorded games in the test resources. */
public final class Traces {

    private Traces() {}

    /** Returns a file, or a folder of files, by its name below {@code traces}. */
    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Traces.class.getResource("/traces/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the traces of a folder. */
    public static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
