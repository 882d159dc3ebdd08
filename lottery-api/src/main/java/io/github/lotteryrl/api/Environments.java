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

    private Environments() {}

    /**
     * Returns the factory for an id such as {@code CartPole-v1}. The setting {@code observe=2,3} works with every
     * environment and shows only those dimensions (see {@link EnvironmentFactory#observing}).
     *
     * @throws IllegalArgumentException if no provider knows the id; the message lists what is known
     */
    public static EnvironmentFactory find(String id) {
        final EnvironmentId parsed = EnvironmentId.parse(id);
        final String observed = parsed.settings().get(OBSERVE);
        if (observed != null) {
            final Map<String, String> rest = new TreeMap<>(parsed.settings());
            rest.remove(OBSERVE);
            return find(new EnvironmentId(parsed.name(), rest).toString()).observing(indices(id, observed));
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

    private static int[] indices(String id, String list) {
        Check.that(
                list.matches("\\d{1,6}(,\\d{1,6})*"),
                "environment id '%s': '%s' is not a list of dimensions",
                id,
                list);
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
