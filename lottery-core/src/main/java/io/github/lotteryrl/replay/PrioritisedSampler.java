// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;

/** {@link Sampling.Prioritised}: a tree of the priorities to the power of the exponent, 0 for what is not admitted. */
final class PrioritisedSampler implements Sampler {

    private static final double LOWEST_PRIORITY = 1e-6;
    private static final double HIGHEST_PRIORITY = 1;

    private final double exponent;
    private final SumTree tree;
    private int size;

    PrioritisedSampler(int capacity, double exponent) {
        this.exponent = exponent;
        this.tree = new SumTree(capacity);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean has(int slot) {
        return tree.get(slot) > 0;
    }

    @Override
    public void admit(int slot) {
        tree.set(slot, HIGHEST_PRIORITY);
        size++;
    }

    @Override
    public void retire(int slot) {
        if (has(slot)) {
            tree.set(slot, 0);
            size--;
        }
    }

    @Override
    public void draw(Sample into, int count, int filled, double beta, RandomStream random) {
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < count; b++) {
            final int slot = tree.find(tree.total() * ((b + random.nextDouble()) / count));
            into.slots[b] = slot;
            least = Math.min(least, tree.get(slot));
        }
        for (int b = 0; b < count; b++) {
            // (N P(i))^-beta over the largest of them, which is that of the least probable; N and the total cancel out.
            into.weights[b] = power(least / tree.get(into.slots[b]), beta);
        }
    }

    @Override
    public void update(int slot, double error) {
        final double priority = Math.max(LOWEST_PRIORITY, Math.min(HIGHEST_PRIORITY, Math.abs(error)));
        tree.set(slot, power(priority, exponent));
    }

    /** Of numbers in (0, 1], close enough and without garbage: {@link StrictMath#pow} of JDK 17 allocates 192 bytes a call. */
    private static double power(double base, double exponent) {
        return StrictMath.exp(exponent * StrictMath.log(base));
    }

    @Override
    public void save(StateWriter to, int filled) {
        to.section("prioritised sampling");
        tree.save(to, filled);
    }

    @Override
    public void restore(StateReader from, int filled) {
        from.section("prioritised sampling");
        tree.restore(from, filled);
        size = 0;
        for (int slot = 0; slot < filled; slot++) {
            size += has(slot) ? 1 : 0;
        }
    }
}
