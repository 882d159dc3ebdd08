// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.List;
import java.util.Optional;

/**
 * Makes environments known by id. Implementations are found through {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/io.github.lotteryrl.api.EnvironmentProvider}.
 */
public interface EnvironmentProvider {

    /** Returns the names that this provider knows, or patterns such as {@code gymnasium:ID}, for messages and listings. */
    List<String> names();

    /**
     * Returns the factory for an id.
     *
     * @return empty if the name is not one of this provider's
     * @throws IllegalArgumentException if the name is, and a setting is not
     */
    Optional<EnvironmentFactory> find(EnvironmentId id);
}
