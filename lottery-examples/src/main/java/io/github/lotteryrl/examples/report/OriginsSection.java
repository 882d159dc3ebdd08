// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.examples.report.RunId.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The end of the page: what went wrong, and how the results came about. */
final class OriginsSection {

    private OriginsSection() {}

    static void writeFailures(Contents contents, Html html) {
        if (contents.failures().isEmpty() && contents.unreadable().isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "failures").element("h2", "What went wrong", "id", "failures");
        if (!contents.failures().isEmpty()) {
            final Table table = Table.of(
                            "Runs without a result", "task", "agent", "init", "condition", "seed", "level", "reason")
                    .texts(0, 1, 2, 3, 6);
            contents.failures().stream()
                    .sorted(Comparator.comparing((Contents.Failure failure) ->
                                    failure.id().settings().environment())
                            .thenComparing(failure -> failure.id().settings().agent())
                            .thenComparing(failure -> failure.id().condition())
                            .thenComparing(failure -> failure.id().seed())
                            .thenComparing(failure -> failure.id().level()))
                    .forEach(failure -> writeFailure(failure, table));
            table.write(html);
        }
        if (!contents.unreadable().isEmpty()) {
            final Table table =
                    Table.of("Files that could not be used", "name", "reason").texts(0, 1);
            contents.unreadable().forEach(file -> table.row(file.hash(), file.reason()));
            table.write(html);
            html.element(
                    "p",
                    "They are as they were. A search that is called again sets a damaged file aside and repeats its run.",
                    "class",
                    "note");
        }
        html.close("section");
    }

    private static void writeFailure(Contents.Failure failure, Table table) {
        final Settings settings = failure.id().settings();
        table.row(
                Task.name(settings.environment()),
                AgentText.parse(settings.agent()).name(),
                settings.init(),
                failure.id().condition(),
                String.valueOf(failure.id().seed()),
                String.valueOf(failure.id().level()),
                failure.reason());
    }

    static void writeOrigins(Origins origins, Html html) {
        html.open("section", "aria-labelledby", "provenance").element("h2", "Provenance", "id", "provenance");
        final List<String> times = origins.first().stream()
                .map(first -> "Finished between " + text(first) + " and "
                        + text(origins.last().orElse(first)) + ".")
                .toList();
        html.element(
                "p",
                "The runs took " + Numbers.time(origins.total().seconds()) + " in all, one after the other. "
                        + String.join("", times)
                        + (origins.missing() == 0
                                ? ""
                                : " Of " + Numbers.count(origins.missing(), "run")
                                        + " it is not known how they came about: the file beside them is missing or"
                                        + " damaged."));
        final Table table = Table.of(
                        "What the runs were made with", "version", "Java", "kernels", "system", "host", "runs", "time")
                .texts(0, 1, 2, 3, 4);
        origins.tallies()
                .forEach((origin, tally) -> table.row(
                        origin.version(),
                        origin.java(),
                        origin.kernels(),
                        origin.system(),
                        origin.host(),
                        Numbers.whole(tally.runs()),
                        Numbers.time(tally.seconds())));
        if (!table.isEmpty()) {
            table.write(html);
        }
        html.close("section");
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
    }
}
