// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.classic;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;
import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.api.Seed;
import io.github.lotteryrl.api.internal.Check;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** What the tasks of this package share: the course of an episode, without a time limit. */
abstract class ClassicControl implements Environment {

    /** A metre of a picture in pixels. */
    static final int SCALE = 80;

    private final ObservationSpace observations;
    private final ActionSpace.Discrete actions;
    private @Nullable RandomStream random;
    private boolean open;
    private boolean terminated;

    ClassicControl(ObservationSpace observations, int actions) {
        this.observations = observations;
        this.actions = ActionSpace.discrete(actions);
    }

    /** Draws the state that an episode starts in. */
    abstract void start(RandomStream stream);

    /** Moves on by one step and returns whether the task is over. */
    abstract boolean advance(int action);

    /** Returns the reward of a step. */
    abstract double reward(boolean over);

    /** Draws the current state. */
    abstract BufferedImage draw();

    /** Opens an episode in a given state, in the order of {@link #state}. For tests and replays. */
    abstract void set(double first, double second, double third, double fourth);

    /** Returns the state as four numbers. For tests and replays. */
    abstract double[] state();

    /** Returns a dimension of the observation before it is rounded. */
    abstract double observed(int dimension);

    @Override
    public final void observe(float[] target, int offset) {
        for (int d = 0; d < observations.size(); d++) {
            target[offset + d] = (float) observed(d);
        }
    }

    @Override
    public final ObservationSpace observationSpace() {
        return observations;
    }

    @Override
    public final ActionSpace actionSpace() {
        return actions;
    }

    @Override
    public final void reset(long seed) {
        random = Seed.of(seed).random();
        start(random);
        open();
    }

    @Override
    public final void reset() {
        if (random == null) {
            throw new IllegalStateException("reset() continues a stream: call reset(seed) first");
        }
        start(random);
        open();
    }

    /** Opens an episode in the current state. */
    final void open() {
        open = true;
        terminated = false;
    }

    @Override
    public final double step(int action) {
        if (!open) {
            throw new IllegalStateException("no episode is open: call reset first");
        }
        Check.in("action", action, 0, actions.count() - 1);
        terminated = advance(action);
        open = !terminated;
        return reward(terminated);
    }

    @Override
    public final boolean isTerminated() {
        return terminated;
    }

    @Override
    public final boolean isTruncated() {
        return false;
    }

    @Override
    public final BufferedImage render() {
        if (!open && !terminated) {
            throw new IllegalStateException("nothing to draw yet: call reset first");
        }
        return draw();
    }
}
