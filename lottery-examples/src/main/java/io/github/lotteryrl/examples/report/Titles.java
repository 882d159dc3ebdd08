// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names groups of runs by their task and agent and, where that leaves several, by the settings in which they differ. */
final class Titles {

    private static final int MOST_CHARACTERS = 40;

    private Titles() {}

    /** Returns a title for each group, in their order. */
    static List<String> of(List<Group> groups) {
        return groups.stream().map(group -> title(group, groups)).toList();
    }

    private static String title(Group group, List<Group> groups) {
        final List<Map<String, String>> alike = new ArrayList<>();
        groups.stream()
                .filter(other -> start(other).equals(start(group)))
                .map(Titles::settings)
                .forEach(alike::add);
        final StringBuilder title = new StringBuilder(start(group));
        // What tells nothing more is left out; the group itself always stays alike.
        settings(group).forEach((setting, value) -> {
            if (alike.removeIf(other -> !value.equals(other.getOrDefault(setting, "")))) {
                title.append(", ").append(setting).append(' ').append(shortened(value));
            }
        });
        return title.toString();
    }

    private static String start(Group group) {
        return Task.name(group.settings().environment()) + ": "
                + AgentText.parse(group.settings().agent()).name();
    }

    private static Map<String, String> settings(Group group) {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("init", group.settings().init());
        settings.putAll(AgentText.parse(group.settings().agent()).flat());
        settings.put("criterion", group.settings().criterion());
        settings.put("rewind", group.settings().rewind());
        settings.put("results version", group.settings().resultsVersion());
        settings.put("levels", String.valueOf(group.levels()));
        settings.put("survivors", group.survivors().toString());
        return settings;
    }

    private static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "...";
    }
}
