// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent's identity taken apart: {@code ppo(actor=[64-64], steps=80000, evaluation(count=25, episodes=10))} has the name
 * {@code ppo}, two settings and the part {@code evaluation}. One of another form is all name.
 *
 * @param name before the bracket
 * @param settings by name, in their order
 * @param parts what has settings of its own, by name
 */
record AgentText(String name, Map<String, String> settings, Map<String, AgentText> parts) {

    private static final Pattern CALL = Pattern.compile("([A-Za-z]\\w*)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z]\\w*)=(.*)", Pattern.DOTALL);

    static AgentText parse(String identity) {
        final Map<String, String> settings = new LinkedHashMap<>();
        final Map<String, AgentText> parts = new LinkedHashMap<>();
        final Matcher call = CALL.matcher(identity);
        if (!call.matches()) {
            return new AgentText(identity, settings, parts);
        }
        for (String entry : split(call.group(2))) {
            final Matcher assignment = ASSIGNMENT.matcher(entry);
            final boolean assigns = assignment.matches();
            final String value = assigns ? assignment.group(2) : entry;
            if (CALL.matcher(value).matches()) {
                final AgentText part = parse(value);
                parts.put(assigns ? assignment.group(1) + ": " + part.name() : part.name(), part);
            } else {
                settings.put(assigns ? assignment.group(1) : entry, assigns ? value : "yes");
            }
        }
        return new AgentText(call.group(1), settings, parts);
    }

    /** Returns what stands between the commas outside brackets. */
    private static List<String> split(String list) {
        final List<String> entries = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        entries.add(list.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        entries.add(list.substring(start).strip());
        return entries;
    }

    /** Returns all settings, those of parts with the part's name before theirs. */
    Map<String, String> flat() {
        final Map<String, String> all = new LinkedHashMap<>(settings);
        parts.forEach((part, inner) -> inner.flat().forEach((setting, value) -> all.put(part + ' ' + setting, value)));
        return all;
    }
}
