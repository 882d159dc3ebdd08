// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.function.Supplier;

/**
 * Makes environments of one kind, and names the kind: two factories of equal {@link #identity()} make environments that
 * behave alike to the bit, so results may be found again by it. Thread-safe.
 *
 * <pre>{@code
 * EnvironmentFactory corridor = EnvironmentFactory.of("Corridor", 1, Corridor::new);
 * }</pre>
 */
public interface EnvironmentFactory {

    /**
     * Returns the factory for an environment of one's own.
     *
     * @param name a name that no other environment has
     * @param version raise it with every change of behaviour, so that stored results of the old one are not used
     * @param maker called for each new environment, from several threads; if it is {@link java.io.Serializable}, so is the factory,
     *     and runs can be trained on other machines
     */
    static EnvironmentFactory of(String name, int version, Supplier<? extends Environment> maker) {
        return new NamedEnvironmentFactory(name, version, maker);
    }

    /** Returns the environment's id with its settings, as in {@code GridMaze-v0?encoding=rgb}. */
    String name();

    /** Returns the version of the implementation. */
    int version();

    /** Returns a new environment, not yet reset. */
    Environment create();

    /** Returns what stands for this environment in the identity of a result. */
    default String identity() {
        return name() + '@' + version();
    }

    /**
     * Returns the factory of the same task seen through goggles: only some dimensions of the observation are shown (the
     * paper's section 4: training on the dimensions that survived).
     *
     * @param dimensions indices into the observation, at least one, in the order to show; not modified
     */
    default EnvironmentFactory observing(int... dimensions) {
        return Goggles.over(this, dimensions);
    }

    /**
     * Returns the factory of the same task with every number of the observation multiplied by a factor, as in {@code
     * scaled(1 / 255.0)} for colours.
     *
     * @param factor above 0
     * @throws IllegalArgumentException if the observations are binary
     */
    default EnvironmentFactory scaled(double factor) {
        return Scaled.over(this, factor);
    }
}
