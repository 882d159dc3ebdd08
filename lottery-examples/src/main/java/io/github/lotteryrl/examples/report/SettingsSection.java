// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import io.github.lotteryrl.examples.report.RunId.Settings;
import java.util.Locale;

/** What the runs of a group were trained with, in tables. */
final class SettingsSection {

    private SettingsSection() {}

    private static Table table(String caption) {
        return Table.of(caption, "setting", "value").texts(0, 1);
    }

    static void write(Results results, Html html) {
        final Group group = results.group();
        final Settings settings = group.settings();
        html.open("details").element("summary", "All settings").open("div", "class", "columns");
        final Table search = table("Search")
                .row("environment", settings.environment())
                .row("init", settings.init())
                .row("seeds", Numbers.ranges(group.seeds()));
        if (results.isSearch()) {
            search.row("criterion", settings.criterion())
                    .row("rewind to step", settings.rewind())
                    .row("levels", String.valueOf(group.levels()))
                    .row("weights at the last", survivors(group));
        }
        search.row("results version", settings.resultsVersion()).write(html);
        write("Agent: ", AgentText.parse(settings.agent()), html);
        html.close("div").close("details");
    }

    private static String survivors(Group group) {
        return Numbers.whole(group.survivors().get(group.levels())) + " of "
                + Numbers.whole(group.survivors().get(0));
    }

    private static void write(String before, AgentText agent, Html html) {
        final Table table = table(before + agent.name());
        agent.settings().forEach((setting, value) -> table.row(setting, value));
        if (table.isEmpty()) {
            table.row("agent", agent.name());
        }
        table.write(html);
        agent.parts().forEach((name, part) -> writePart(name, part, html));
    }

    private static void writePart(String name, AgentText part, Html html) {
        final Table table = table(capitalised(name));
        part.settings().forEach((setting, value) -> table.row(setting, value));
        table.write(html);
        part.parts().forEach((inner, deeper) -> writePart(name.replaceFirst(":.*", "") + ", " + inner, deeper, html));
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
