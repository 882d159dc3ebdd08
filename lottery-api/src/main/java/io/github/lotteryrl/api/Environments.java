// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Looks environments up by id, among all {@link EnvironmentProvider}s on the class path. */
public final class Environments {

    private static final String OBSERVE = "observe";
    private static final String SCALE = "scale";
    private static final String DECIMAL = "[0-9]{1,9}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,3})?";

    private Environments() {}

    /**
     * Returns the factory for an id such as {@code CartPole-v1}. Two settings work with every environment: {@code
     * observe=2,3} shows only those dimensions (see {@link EnvironmentFactory#observing}), and {@code scale=0.1} or {@code
     * scale=1/255} multiplies the observation (see {@link EnvironmentFactory#scaled}).
     *
     * @throws IllegalArgumentException if no provider knows the id; the message lists what is known
     */
    public static EnvironmentFactory find(String id) {
        final EnvironmentId parsed = EnvironmentId.parse(id);
        final String observed = parsed.settings().get(OBSERVE);
        if (observed != null) {
            return find(without(OBSERVE, parsed)).observing(indices(id, observed));
        }
        final String scale = parsed.settings().get(SCALE);
        if (scale != null) {
            return find(without(SCALE, parsed)).scaled(factor(id, scale));
        }
        for (EnvironmentProvider provider : providers()) {
            final Optional<EnvironmentFactory> factory = provider.find(parsed);
            if (factory.isPresent()) {
                return factory.get();
            }
        }
        final List<String> names = names();
        throw new IllegalArgumentException("environment '" + id + "' unknown; "
                + (names.isEmpty()
                        ? "no provider on the class path (is lottery-envs there?)"
                        : "known: " + String.join(", ", names)));
    }

    /** Returns the names that can be looked up, sorted. */
    public static List<String> names() {
        return providers().stream()
                .flatMap(provider -> provider.names().stream())
                .sorted()
                .toList();
    }

    private static List<EnvironmentProvider> providers() {
        return ServiceLoader.load(EnvironmentProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static String without(String setting, EnvironmentId id) {
        final Map<String, String> rest = new TreeMap<>(id.settings());
        rest.remove(setting);
        return new EnvironmentId(id.name(), rest).toString();
    }

    private static double factor(String id, String text) {
        Check.that(
                text.matches(DECIMAL + "(/" + DECIMAL + ")?"),
                "environment id '%s': scale '%s' is neither a number nor a quotient of two",
                id,
                text);
        final int slash = text.indexOf('/');
        return slash < 0
                ? Double.parseDouble(text)
                : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
    }

    private static int[] indices(String id, String list) {
        Check.that(
                list.matches("\\d{1,6}(,\\d{1,6})*"),
                "environment id '%s': '%s' is not a list of dimensions",
                id,
                list);
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
