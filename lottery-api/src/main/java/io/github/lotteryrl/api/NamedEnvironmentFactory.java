// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.util.function.Supplier;

/** A factory from its three parts. */
record NamedEnvironmentFactory(String name, int version, Supplier<? extends Environment> maker)
        implements EnvironmentFactory {

    NamedEnvironmentFactory {
        Check.that(!name.isBlank(), "name of the environment must not be blank");
        Check.that(name.chars().noneMatch(Character::isISOControl), "name of the environment has control characters");
        Check.atLeast("version", version, 0);
    }

    @Override
    public Environment create() {
        return maker.get();
    }

    @Override
    public String toString() {
        return identity();
    }
}
