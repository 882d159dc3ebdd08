// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples;

import io.github.lotteryrl.search.Ticket;
import io.github.lotteryrl.search.TicketReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of the tickets of one search, of whichever seeds and levels. Those of another search are removed, as they would be
 * taken for this one's; their runs stay in the store.
 */
final class TicketFolder {

    private static final String SETTINGS = "search.txt";
    private static final Pattern TICKET = Pattern.compile("seed--?\\d+-level-\\d+\\.ticket");

    private final Path folder;

    private TicketFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder for the tickets of a search.
     *
     * @param settings what tells the search from others
     * @param out hears what was removed
     */
    static TicketFolder open(Path folder, List<String> settings, PrintWriter out) throws IOException {
        final Path file = folder.resolve(SETTINGS);
        if (!Files.exists(file) || !Files.readAllLines(file).equals(settings)) {
            final List<Path> others = tickets(folder);
            for (Path other : others) {
                Files.delete(other);
            }
            if (!others.isEmpty()) {
                out.println("removed " + others.size() + " tickets of another search from " + folder);
            }
            Files.write(file, settings);
        }
        return new TicketFolder(folder);
    }

    private static List<Path> tickets(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            TICKET.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    /** Writes all tickets of a seed. */
    void write(TicketReport report, long seed) throws IOException {
        for (int level = 0; level <= report.experiment().levels(); level++) {
            final Optional<Ticket> ticket = report.findTicket(seed, level);
            if (ticket.isPresent()) {
                ticket.get().write(folder.resolve("seed-" + seed + "-level-" + level + ".ticket"));
            }
        }
    }
}
