// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;

/** Multiplies an environment's observation by a factor. */
final class Scaled extends EnvironmentWrapper {

    private final double factor;
    private final int size;

    private Scaled(Environment inner, double factor) {
        super(inner);
        this.factor = factor;
        this.size = inner.observationSpace().size();
    }

    static EnvironmentFactory over(EnvironmentFactory factory, double factor) {
        Check.positive("scale", factor);
        try (Environment probe = factory.create()) {
            Check.that(
                    !probe.observationSpace().isBinary(),
                    "scale %s: the observations of %s are binary",
                    Decimal.format(factor),
                    factory.name());
        }
        return NamedEnvironmentFactory.over(
                factory, "scale=" + Decimal.format(factor), inner -> new Scaled(inner, factor));
    }

    static void scale(float[] values, int offset, int size, double factor) {
        for (int i = offset; i < offset + size; i++) {
            values[i] = (float) (factor * values[i]);
        }
    }

    @Override
    public void observe(float[] target, int offset) {
        inner().observe(target, offset);
        scale(target, offset, size, factor);
    }
}
