// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;
import java.io.Serializable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A factory from its three parts. Can be serialised if the maker can. */
record NamedEnvironmentFactory(String name, int version, Supplier<? extends Environment> maker)
        implements EnvironmentFactory, Serializable {

    /** What environments are wrapped in. */
    interface Wrapper extends UnaryOperator<Environment>, Serializable {}

    NamedEnvironmentFactory {
        Check.that(!name.isBlank(), "name of the environment must not be blank");
        Check.that(name.chars().noneMatch(Character::isISOControl), "name of the environment has control characters");
        Check.atLeast("version", version, 0);
    }

    /**
     * Returns the factory of environments that others are wrapped in.
     *
     * @param setting what the wrapper adds to the name, as in {@code scale=0.5}
     */
    static EnvironmentFactory over(EnvironmentFactory factory, String setting, Wrapper wrapper) {
        final char separator = factory.name().indexOf('?') < 0 ? '?' : '&';
        final Supplier<Environment> maker =
                (Supplier<Environment> & Serializable) () -> wrapper.apply(factory.create());
        return EnvironmentFactory.of(factory.name() + separator + setting, factory.version(), maker);
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
