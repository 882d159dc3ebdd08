// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.api.MaskBaseline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The beginning of the page: what there is, and the main numbers of each group. */
final class OverviewSection {

    private OverviewSection() {}

    static void write(Contents contents, List<Results> groups, Html html) {
        html.open("section", "aria-labelledby", "overview").element("h2", "Overview", "id", "overview");
        final Table facts = Table.of("What the store holds", "what", "how many").texts(0, 1);
        facts.row(
                "runs",
                Numbers.whole(contents.runs().size()) + " completed, "
                        + Numbers.whole(contents.failures().size()) + " failed"
                        + (contents.unreadable().isEmpty()
                                ? ""
                                : ", " + Numbers.count(contents.unreadable().size(), "unreadable file")));
        facts.row("tasks", names(contents, run -> Task.name(run.id().settings().environment())));
        facts.row(
                "agents",
                names(
                        contents,
                        run -> AgentText.parse(run.id().settings().agent()).name()));
        facts.row("seeds", seeds(contents));
        facts.row("levels", levels(contents));
        facts.row("version", String.join(", ", contents.origins().versions()));
        facts.write(html);
        if (!groups.isEmpty()) {
            writeGroups(groups, html);
        }
        html.element(
                "p",
                "Returns are those of the best checkpoint over fresh episodes, which are not biased by its choice. IQM is the"
                        + " interquartile mean over seeds, without the lowest and the highest quarter; brackets hold 95 %"
                        + " bootstrap intervals over seeds.",
                "class",
                "note");
        html.close("section");
    }

    private static String names(Contents contents, Function<Run, String> name) {
        final Set<String> names = new TreeSet<>();
        contents.runs().forEach(run -> names.add(name.apply(run)));
        return names.isEmpty() ? Numbers.NONE : String.join(", ", names);
    }

    private static String seeds(Contents contents) {
        final List<Long> seeds = contents.runs().stream()
                .map(run -> run.id().seed())
                .distinct()
                .sorted()
                .toList();
        return seeds.isEmpty() ? Numbers.NONE : Numbers.whole(seeds.size()) + " (" + Numbers.ranges(seeds) + ")";
    }

    private static String levels(Contents contents) {
        final List<Integer> levels = contents.runs().stream()
                .map(run -> run.id().level())
                .distinct()
                .sorted()
                .toList();
        return levels.isEmpty() ? Numbers.NONE : Numbers.ranges(levels);
    }

    private static void writeGroups(List<Results> groups, Html html) {
        final Table table = Table.of(
                        "Results",
                        "task and agent",
                        "dense return, IQM [95 %]",
                        "weights that tickets need (%) [95 %]",
                        "conditions",
                        "levels",
                        "seeds",
                        "runs")
                .texts(0);
        for (Results results : groups) {
            final Group group = results.group();
            table.linked(
                    results.id(""),
                    results.number() + ". " + results.title(),
                    results.numbers().of(results.conditions().get(0).center().get(0)),
                    ticket(results),
                    results.isSearch() ? String.valueOf(results.conditions().size()) : Numbers.NONE,
                    String.valueOf(group.levels()),
                    String.valueOf(group.seeds().size()),
                    Numbers.whole(group.runs().size()));
        }
        table.write(html);
        html.element(
                "p",
                "Weights that tickets need: the fewest with which they keep 90 % of what the dense agent has over a random"
                        + " policy.",
                "class",
                "note");
    }

    private static String ticket(Results results) {
        return results.conditions().stream()
                .filter(condition -> condition.name().equals(MaskBaseline.MASK_WEIGHTS.identity()))
                .map(ReturnsSection::needed)
                .findFirst()
                .orElse(Numbers.NONE);
    }
}
