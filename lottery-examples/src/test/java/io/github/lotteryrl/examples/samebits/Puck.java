// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.samebits;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.EnvironmentFactory;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;

/** A puck on ice is to be pushed to the middle and held there, in two dimensions. Fifty steps, then cut off. */
final class Puck implements Environment {

    static final EnvironmentFactory FACTORY = EnvironmentFactory.of("Puck", 1, Puck::new);

    private static final int LENGTH = 50;
    private static final double TIME = 0.1;

    private final double[] place = new double[2];
    private final double[] speed = new double[2];
    private RandomStream random = Seed.of(0).random();
    private int steps;

    private Puck() {}

    @Override
    public ObservationSpace observationSpace() {
        return ObservationSpace.of("x", "y", "speed of x", "speed of y");
    }

    @Override
    public ActionSpace actionSpace() {
        return ActionSpace.continuous("push in x", "push in y");
    }

    @Override
    public void reset(long seed) {
        random = Seed.of(seed).random();
        reset();
    }

    @Override
    public void reset() {
        steps = 0;
        for (int d = 0; d < 2; d++) {
            place[d] = random.nextDouble(-1, 1);
            speed[d] = random.nextDouble(-1, 1);
        }
    }

    @Override
    public double step(float[] action) {
        double cost = 0;
        for (int d = 0; d < 2; d++) {
            speed[d] += TIME * Math.max(-1, Math.min(1, action[d]));
            place[d] += TIME * speed[d];
            cost += place[d] * place[d];
        }
        steps++;
        return -cost;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean isTruncated() {
        return steps == LENGTH;
    }

    @Override
    public void observe(float[] target, int offset) {
        for (int d = 0; d < 2; d++) {
            target[offset + d] = (float) place[d];
            target[offset + 2 + d] = (float) speed[d];
        }
    }
}
