// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import io.github.lotteryrl.api.internal.Check;

/** A discrete test task with a binary picture: walk from a random cell to the right end within 20 steps. */
final class Corridor implements Environment {

    static final int CELLS = 8;
    static final int LIMIT = 20;
    static final EnvironmentFactory FACTORY = EnvironmentFactory.of("Corridor", 1, Corridor::new);

    private RandomStream random;
    private boolean open;
    private int cell;
    private int steps;
    int closed;

    @Override
    public ObservationSpace observationSpace() {
        return ObservationSpace.binaryMaps(1, CELLS, "walker");
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
        if (random == null) {
            throw new IllegalStateException("no seed yet");
        }
        cell = random.nextInt(CELLS - 1);
        steps = 0;
        open = true;
    }

    @Override
    public double step(int action) {
        Check.in("action", action, 0, 1);
        if (!open) {
            throw new IllegalStateException("no episode is open");
        }
        cell = Math.max(0, cell + (action == 1 ? 1 : -1));
        steps++;
        open = !isDone();
        return isTerminated() ? 10 : -cell;
    }

    @Override
    public boolean isTerminated() {
        return cell == CELLS - 1;
    }

    @Override
    public boolean isTruncated() {
        return steps == LIMIT && !isTerminated();
    }

    @Override
    public void observe(float[] target, int offset) {
        for (int i = 0; i < CELLS; i++) {
            target[offset + i] = i == cell ? 1 : 0;
        }
    }

    /** Returns the observation as bits. */
    long bit() {
        return 1L << cell;
    }

    @Override
    public void close() {
        closed++;
    }
}
