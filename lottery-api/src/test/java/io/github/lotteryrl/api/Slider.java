// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/** A continuous test task: two positions that move by the clipped action plus noise, cut off after 15 steps. */
final class Slider implements Environment {

    static final EnvironmentFactory FACTORY = EnvironmentFactory.of("Slider", 1, Slider::new);

    private static final int LIMIT = 15;

    private final double[] position = new double[2];
    private RandomStream random;
    private int steps = LIMIT;

    @Override
    public ObservationSpace observationSpace() {
        return ObservationSpace.of("x", "y");
    }

    @Override
    public ActionSpace actionSpace() {
        return ActionSpace.continuous("dx", "dy");
    }

    @Override
    public void reset(long seed) {
        random = Seed.of(seed).random();
        reset();
    }

    @Override
    public void reset() {
        if (random == null) {
            throw new IllegalStateException("no seed yet");
        }
        position[0] = random.nextDouble();
        position[1] = random.nextDouble();
        steps = 0;
    }

    @Override
    public double step(float[] action) {
        if (steps == LIMIT) {
            throw new IllegalStateException("no episode is open");
        }
        for (int d = 0; d < 2; d++) {
            position[d] += Math.max(-1, Math.min(1, action[d])) + random.nextDouble(-0.1, 0.1);
        }
        steps++;
        return -Math.abs(position[0]) - Math.abs(position[1]);
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean isTruncated() {
        return random != null && steps == LIMIT;
    }

    @Override
    public void observe(float[] target, int offset) {
        target[offset] = (float) position[0];
        target[offset + 1] = (float) position[1];
    }
}
