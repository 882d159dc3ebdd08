// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.Arrays;

/** {@link Sampling.Uniform}: nearly all slots are admitted, so whatever is not is drawn again. */
final class UniformSampler implements Sampler {

    private final boolean[] admitted;
    private int size;

    UniformSampler(int capacity) {
        admitted = new boolean[capacity];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean has(int slot) {
        return admitted[slot];
    }

    @Override
    public void admit(int slot) {
        admitted[slot] = true;
        size++;
    }

    @Override
    public void retire(int slot) {
        if (admitted[slot]) {
            admitted[slot] = false;
            size--;
        }
    }

    @Override
    public void draw(Sample into, int count, int filled, double beta, RandomStream random) {
        for (int b = 0; b < count; b++) {
            int slot;
            do {
                slot = random.nextInt(filled);
            } while (!admitted[slot]);
            into.slots[b] = slot;
            into.weights[b] = 1;
        }
    }

    @Override
    public void update(int slot, double error) {
        // All stay alike.
    }

    @Override
    public void save(StateWriter to, int filled) {
        to.section("uniform sampling");
        to.flags(admitted, filled);
    }

    @Override
    public void restore(StateReader from, int filled) {
        from.section("uniform sampling");
        Arrays.fill(admitted, false);
        from.flags(admitted, filled);
        size = 0;
        for (boolean flag : admitted) {
            size += flag ? 1 : 0;
        }
    }
}
