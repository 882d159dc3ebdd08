// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.wrappers;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.ObservationSpace;

/** Terminates after a given number of steps; the reward is the number of the step, from 1, times the action. */
final class ScriptedEnvironment implements Environment {

    private final int length;
    private int steps;

    ScriptedEnvironment(int length) {
        this.length = length;
    }

    @Override
    public ObservationSpace observationSpace() {
        return ObservationSpace.of("steps");
    }

    @Override
    public ActionSpace actionSpace() {
        return ActionSpace.discrete(2);
    }

    @Override
    public void reset(long seed) {
        steps = 0;
    }

    @Override
    public void reset() {
        steps = 0;
    }

    @Override
    public double step(int action) {
        if (isTerminated()) {
            throw new IllegalStateException("over");
        }
        steps++;
        return steps * action;
    }

    @Override
    public double step(float[] action) {
        return step((int) action[0]);
    }

    @Override
    public boolean isTerminated() {
        return steps == length;
    }

    @Override
    public boolean isTruncated() {
        return false;
    }

    @Override
    public void observe(float[] target, int offset) {
        target[offset] = steps;
    }
}
