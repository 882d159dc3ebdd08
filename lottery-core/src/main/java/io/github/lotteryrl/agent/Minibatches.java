// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.RandomStream;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import io.github.lotteryrl.state.Stateful;
import java.util.Arrays;

/** Goes through an iteration's samples several times, each time in a new order and in parts. Not thread-safe. */
public final class Minibatches implements Stateful {

    private final int[] order;
    private final int count;
    private final int size;
    private final int epochs;
    private final RandomStream random;

    /**
     * Divides a batch.
     *
     * @param batch samples of an iteration
     * @param count into how many parts; what is left over is dropped
     * @param epochs how often to go through it
     * @param random draws the orders
     */
    public Minibatches(int batch, int count, int epochs, RandomStream random) {
        this.order = new int[batch];
        this.count = count;
        this.size = batch / count;
        this.epochs = epochs;
        this.random = random;
    }

    /** Learns from one minibatch. */
    public interface Part {

        /**
         * Learns from the samples {@code order[from]} to {@code order[from + samples - 1]}.
         *
         * @param order not modified
         */
        void learn(int[] order, int from, int samples);
    }

    /** Goes through an iteration. */
    public void forEach(Part part) {
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < epochs; epoch++) {
            random.shuffle(order);
            for (int i = 0; i < count; i++) {
                part.learn(order, i * size, size);
            }
        }
    }

    @Override
    public void save(StateWriter to) {
        to.random(random);
    }

    @Override
    public void restore(StateReader from) {
        from.random(random);
    }
}
