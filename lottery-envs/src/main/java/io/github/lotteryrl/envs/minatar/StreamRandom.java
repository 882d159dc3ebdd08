// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

import io.github.lotteryrl.api.RandomStream;

/** The library's random stream as a source of draws. */
record StreamRandom(RandomStream stream) implements GameRandom {

    @Override
    public double nextDouble() {
        return stream.nextDouble();
    }

    @Override
    public int nextInt(int bound) {
        return stream.nextInt(bound);
    }
}
