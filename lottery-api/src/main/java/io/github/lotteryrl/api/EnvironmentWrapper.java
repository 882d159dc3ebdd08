// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.awt.image.BufferedImage;

/**
 * Passes calls on to another environment: the base of wrappers, which override what they change.
 *
 * <p>{@link #observeBits} alone is not passed on. It packs what {@link #observe} writes, so it is right in a wrapper that
 * changes that; one that does not passes it on itself, which is quicker.
 */
public abstract class EnvironmentWrapper implements Environment {

    private final Environment inner;

    /** Wraps an environment, which this one then owns and closes. */
    protected EnvironmentWrapper(Environment inner) {
        this.inner = inner;
    }

    /** Returns the wrapped environment. */
    protected final Environment inner() {
        return inner;
    }

    @Override
    public ObservationSpace observationSpace() {
        return inner.observationSpace();
    }

    @Override
    public ActionSpace actionSpace() {
        return inner.actionSpace();
    }

    @Override
    public void reset(long seed) {
        inner.reset(seed);
    }

    @Override
    public void reset() {
        inner.reset();
    }

    @Override
    public double step(int action) {
        return inner.step(action);
    }

    @Override
    public double step(float[] action) {
        return inner.step(action);
    }

    @Override
    public boolean isTerminated() {
        return inner.isTerminated();
    }

    @Override
    public boolean isTruncated() {
        return inner.isTruncated();
    }

    @Override
    public void observe(float[] target, int offset) {
        inner.observe(target, offset);
    }

    @Override
    public BufferedImage render() {
        return inner.render();
    }

    @Override
    public void close() {
        inner.close();
    }
}
