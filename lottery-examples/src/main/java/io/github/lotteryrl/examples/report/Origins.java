// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the runs of a store came about, summed up from the files beside them. Not thread-safe. */
final class Origins {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "?";

    private final Map<Origin, Tally> tallies = new TreeMap<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long missing;

    /** What made a run. */
    record Origin(String version, String java, String kernels, String system, String host)
            implements Comparable<Origin> {

        private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::version)
                .thenComparing(Origin::java)
                .thenComparing(Origin::kernels)
                .thenComparing(Origin::system)
                .thenComparing(Origin::host);

        @Override
        public int compareTo(Origin other) {
            return ORDER.compare(this, other);
        }
    }

    /** How many runs something made, and how long they took one after the other. */
    record Tally(long runs, double seconds) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(runs + other.runs, seconds + other.seconds);
        }
    }

    /** Adds what the file beside a run says. One that is missing or no JSON is counted. */
    void add(Path file) {
        if (!Files.exists(file)) {
            missing++;
            return;
        }
        try {
            final JsonNode fields = JSON.readTree(file.toFile());
            final String process = field(fields, "process");
            final Origin origin = new Origin(
                    field(fields, "version"),
                    field(fields, "java"),
                    field(fields, "kernels"),
                    field(fields, "system"),
                    process.substring(process.indexOf('@') + 1));
            final Tally tally = new Tally(1, fields.path("wallSeconds").asDouble(0));
            tallies.merge(origin, tally, Tally::plus);
            addTime(field(fields, "finished"));
        } catch (IOException e) {
            missing++;
        }
    }

    private static String field(JsonNode fields, String name) {
        return fields.path(name).asText(UNKNOWN);
    }

    private void addTime(String finished) {
        try {
            final Instant time = Instant.parse(finished);
            first = Optional.of(first.filter(time::isAfter).orElse(time));
            last = Optional.of(last.filter(time::isBefore).orElse(time));
        } catch (DateTimeException e) {
            // A file of another version: its time is not known, and nothing rests on it.
            return;
        }
    }

    Map<Origin, Tally> tallies() {
        return tallies;
    }

    Tally total() {
        return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** Returns the versions of the program that made the runs. */
    List<String> versions() {
        return tallies.keySet().stream().map(Origin::version).distinct().toList();
    }

    /** Returns when the first of the runs was finished, if that is known. */
    Optional<Instant> first() {
        return first;
    }

    /** Returns when the last of the runs was finished, if that is known. */
    Optional<Instant> last() {
        return last;
    }

    /** Returns of how many runs nothing is known. */
    long missing() {
        return missing;
    }
}
