// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import com.google.common.io.Resources;
import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.experiment.FolderStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a store holds on one page of HTML that needs nothing besides: settings, ticket curves, learning curves, numbers with
 * intervals, comparisons, inputs, provenance, failures. Immutable and thread-safe.
 *
 * <p>The page depends on the store alone. Runs are read one by one; of each a few numbers are kept, and no weights.
 *
 * <pre>{@code
 * Report report = Report.of(FolderStore.reading(Path.of("target/ticket/store")), Optional.empty());
 * Files.writeString(Path.of("report.html"), report.html());
 * }</pre>
 */
public final class Report {

    private static final int MOST_TASKS_IN_TITLE = 3;

    private final String html;
    private final int runs;
    private final int failures;
    private final int unreadable;

    private Report(String html, Contents contents) {
        this.html = html;
        this.runs = contents.runs().size();
        this.failures = contents.failures().size();
        this.unreadable = contents.unreadable().size();
    }

    /**
     * Reads a store and writes the page.
     *
     * @param title of the page; if empty, it names the tasks
     * @throws IllegalArgumentException if there is no run in the store
     */
    public static Report of(FolderStore store, Optional<String> title) {
        final Contents contents = Contents.read(store);
        Check.that(
                !contents.runs().isEmpty()
                        || !contents.failures().isEmpty()
                        || !contents.unreadable().isEmpty(),
                "the store holds no run to report of");
        final List<Group> groups = Group.of(contents.runs());
        final List<String> titles = Titles.of(groups);
        final List<Results> results = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            final Task task = Objects.requireNonNull(
                    contents.tasks().get(groups.get(i).settings().environment()));
            results.add(Results.of(i + 1, titles.get(i), groups.get(i), task));
        }
        return new Report(page(title.orElseGet(() -> title(contents)), contents, results), contents);
    }

    private static String title(Contents contents) {
        final Set<String> tasks = new TreeSet<>();
        contents.tasks().keySet().forEach(identity -> tasks.add(Task.name(identity)));
        return tasks.isEmpty() || tasks.size() > MOST_TASKS_IN_TITLE
                ? "Experiments"
                : "Experiments: " + String.join(", ", tasks);
    }

    private static String page(String title, Contents contents, List<Results> groups) {
        final Html html = new Html();
        html.markup("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .open("head")
                .markup("<meta charset=\"utf-8\" />\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\" />\n")
                .element("title", title)
                .open("style")
                .markup(style())
                .close("style")
                .close("head")
                .open("body")
                .open("main")
                .element("h1", title);
        OverviewSection.write(contents, groups, html);
        groups.forEach(results -> write(results, html));
        OriginsSection.writeFailures(contents, html);
        OriginsSection.writeOrigins(contents.origins(), html);
        return html.close("main").close("body").close("html").toString();
    }

    private static void write(Results results, Html html) {
        html.open("section", "aria-labelledby", results.id(""))
                .element("h2", results.number() + ". " + results.title(), "id", results.id(""))
                .element("p", summary(results));
        SettingsSection.write(results, html);
        ReturnsSection.write(results, html);
        ComparisonSection.write(results, html);
        InputsSection.write(results, html);
        html.close("section");
    }

    private static String summary(Results results) {
        final Group group = results.group();
        final String seeds = Numbers.count(group.seeds().size(), "seed");
        if (!results.isSearch()) {
            return "Dense agents, " + seeds + ", initialised by "
                    + group.settings().init() + ".";
        }
        final int last = group.levels();
        return "Tickets of " + seeds + ", initialised by " + group.settings().init() + " and pruned by "
                + group.settings().criterion() + " in " + Numbers.count(last, "level") + " from "
                + Numbers.whole(group.survivors().get(0)) + " weights to "
                + Numbers.whole(group.survivors().get(last)) + " ("
                + Numbers.percent(group.remaining(last)) + "\u00a0%).";
    }

    private static String style() {
        try {
            return Resources.toString(Resources.getResource(Report.class, "report.css"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read report.css, which is beside this class", e);
        }
    }

    /** Returns the page. It is well-formed XML too. */
    public String html() {
        return html;
    }

    /** Returns how many runs came to their end. */
    public int runs() {
        return runs;
    }

    /** Returns how many runs have no result. */
    public int failures() {
        return failures;
    }

    /** Returns how many files could not be used. */
    public int unreadable() {
        return unreadable;
    }
}
