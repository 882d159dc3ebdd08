// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The id of an environment with its settings as a query, such as {@code MinAtar/Asterix-v1?sticky=0.1&ramping=true}.
 *
 * @param name the part before the question mark, not blank
 * @param settings the settings, sorted by name
 */
public record EnvironmentId(String name, Map<String, String> settings) {

    /** Checks and copies. */
    public EnvironmentId {
        Check.that(!name.isBlank(), "environment id '%s' has no name", name);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Returns the id that a text stands for.
     *
     * @throws IllegalArgumentException if a setting has no value or stands there twice
     */
    public static EnvironmentId parse(String text) {
        final int query = text.indexOf('?');
        if (query < 0) {
            return new EnvironmentId(text, Map.of());
        }
        final Map<String, String> settings = new TreeMap<>();
        for (String setting : text.substring(query + 1).split("&", -1)) {
            final int equals = setting.indexOf('=');
            Check.that(equals > 0, "environment id '%s': setting '%s' is not name=value", text, setting);
            final String earlier = settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            Check.that(earlier == null, "environment id '%s': setting '%s' stands there twice", text, setting);
        }
        return new EnvironmentId(text.substring(0, query), settings);
    }

    /** Returns the text of this id, settings in the order of their names. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(name);
        char separator = '?';
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            text.append(separator).append(setting.getKey()).append('=').append(setting.getValue());
            separator = '&';
        }
        return text.toString();
    }
}
