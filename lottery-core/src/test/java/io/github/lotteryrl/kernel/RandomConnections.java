// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.kernel;

import io.github.lotteryrl.api.RandomStream;
import java.util.stream.IntStream;

/** Layers of all kinds, with the numbers to compute them. */
record RandomConnections(Connections connections, int weights, int biases, boolean binary) {

    static RandomConnections of(RandomStream random, int largest) {
        final boolean binary = random.nextInt(4) == 0;
        final int rows = 1 + random.nextInt(largest);
        final int columns = 1 + random.nextInt(largest);
        // Mostly all of them, and sometimes few.
        final double live = random.nextInt(3) == 0 ? random.nextDouble() : 1;
        final boolean[] computed = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            computed[i] = random.nextDouble() < live;
        }
        final double density = random.nextInt(3) == 0 ? 1 : random.nextDouble();
        final int[] entries = IntStream.range(0, rows * columns)
                .filter(entry -> random.nextDouble() < density)
                .toArray();
        if (random.nextInt(4) > 0) {
            return new RandomConnections(
                    Connections.dense(columns, entries, computed, binary), entries.length, rows, binary);
        }
        final int weights = 1 + random.nextInt(9);
        final int biases = 1 + random.nextInt(5);
        final int[] rowStart = new int[rows + 1];
        for (int entry : entries) {
            rowStart[entry / columns + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        final Connections shared = Connections.shared(
                columns,
                rowStart,
                IntStream.of(entries).map(entry -> entry % columns).toArray(),
                IntStream.of(entries).map(entry -> random.nextInt(weights)).toArray(),
                IntStream.range(0, rows).map(i -> random.nextInt(biases)).toArray(),
                computed,
                binary);
        return new RandomConnections(shared, weights, biases, binary);
    }

    /** Returns how many parameters there are. */
    int parameters() {
        return weights + biases;
    }

    /** Returns such inputs as the connections are for, from what {@code numbers} gives. */
    Batch inputs(int capacity, boolean oneArray, RandomStream random, Batch numbers) {
        final Batch x = new Batch(connections.columns, capacity, oneArray);
        final double off = random.nextDouble();
        for (int k = 0; k < x.features(); k++) {
            final boolean on = random.nextDouble() >= off;
            for (int b = 0; b < x.capacity(); b++) {
                x.set(k, b, binary ? on && random.nextInt(8) == 0 ? 1 : 0 : numbers.get(k, b));
            }
        }
        return x;
    }
}
