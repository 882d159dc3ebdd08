// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** How wide vectors are here, and what it takes to sum across their lanes. */
final class Lanes {

    /**
     * The only species here: with a second one, type profiles inside the Vector API are mixed, and then the compiler of JDK 17
     * allocates every vector.
     */
    static final VectorSpecies<Float> LANE = species();

    static final int WIDTH = LANE.length();

    static final VectorShuffle<Float> SWAP_8 = swap(8);
    static final VectorShuffle<Float> SWAP_4 = swap(4);
    static final VectorShuffle<Float> SWAP_2 = swap(2);
    static final VectorShuffle<Float> SWAP_1 = swap(1);
    static final VectorMask<Float> UPPER_8 = upper(8);
    static final VectorMask<Float> UPPER_4 = upper(4);
    static final VectorMask<Float> UPPER_2 = upper(2);

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        final int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return VectorSpecies.of(
                float.class,
                VectorShape.forBitSize(Math.max(Float.SIZE * 4, Math.min(Float.SIZE * Kernels.LANES, bits))));
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(LANE, lane -> (lane ^ distance) % LANE.length());
    }

    private static VectorMask<Float> upper(int distance) {
        long lanes = 0;
        for (int lane = 0; lane < LANE.length(); lane++) {
            lanes |= (lane & distance) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(LANE, lanes);
    }
}
