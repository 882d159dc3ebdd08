// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Bits;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shows only some dimensions of an environment's observation. "The derived mask can be thought of as a pair of goggles
 * which guide the processing of state information" (the paper, section 4).
 */
final class Goggles extends EnvironmentWrapper {

    private final int[] dimensions;
    private final ObservationSpace space;
    private final float[] whole;
    private final long[] wholeBits;

    private Goggles(Environment inner, int[] dimensions) {
        super(inner);
        this.dimensions = dimensions;
        this.space = inner.observationSpace().select(dimensions);
        this.whole = new float[inner.observationSpace().size()];
        this.wholeBits = new long[inner.observationSpace().words()];
    }

    static EnvironmentFactory over(EnvironmentFactory factory, int... dimensions) {
        final int[] chosen = dimensions.clone();
        try (Environment probe = factory.create()) {
            probe.observationSpace().select(chosen);
        }
        final String list = IntStream.of(chosen).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return NamedEnvironmentFactory.over(factory, "observe=" + list, inner -> new Goggles(inner, chosen));
    }

    @Override
    public ObservationSpace observationSpace() {
        return space;
    }

    @Override
    public void observe(float[] target, int offset) {
        inner().observe(whole, 0);
        for (int i = 0; i < dimensions.length; i++) {
            target[offset + i] = whole[dimensions[i]];
        }
    }

    @Override
    public void observeBits(long[] target, int offset) {
        inner().observeBits(wholeBits, 0);
        Arrays.fill(target, offset, offset + space.words(), 0);
        for (int i = 0; i < dimensions.length; i++) {
            if (Bits.get(wholeBits, dimensions[i])) {
                target[offset + i / Long.SIZE] |= 1L << i;
            }
        }
    }
}
