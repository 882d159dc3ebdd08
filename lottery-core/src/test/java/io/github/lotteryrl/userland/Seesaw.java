// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.userland;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;

/** A task as a user writes one: keep a seesaw from tipping over, 50 steps at most; the weather does not matter. */
final class Seesaw implements Environment {

    private RandomStream random = Seed.of(0).random();
    private double tilt;
    private double weather;
    private int steps;

    @Override
    public ObservationSpace observationSpace() {
        return ObservationSpace.of("tilt", "weather");
    }

    @Override
    public ActionSpace actionSpace() {
        return ActionSpace.discrete(2);
    }

    @Override
    public void reset(long seed) {
        random = Seed.of(seed).random();
        reset();
    }

    @Override
    public void reset() {
        tilt = random.nextDouble(-0.1, 0.1);
        weather = random.nextDouble(-1, 1);
        steps = 0;
    }

    @Override
    public double step(int action) {
        tilt = 1.1 * tilt + (action == 0 ? -0.1 : 0.1);
        weather = random.nextDouble(-1, 1);
        steps++;
        return 1;
    }

    @Override
    public boolean isTerminated() {
        return Math.abs(tilt) > 1;
    }

    @Override
    public boolean isTruncated() {
        return steps >= 50 && !isTerminated();
    }

    @Override
    public void observe(float[] target, int offset) {
        target[offset] = (float) tilt;
        target[offset + 1] = (float) weather;
    }
}
