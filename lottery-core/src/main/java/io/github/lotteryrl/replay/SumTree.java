// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.replay;

import io.github.lotteryrl.api.internal.Check;
import io.github.lotteryrl.state.StateReader;
import io.github.lotteryrl.state.StateWriter;
import java.util.Arrays;

/**
 * Priorities by index with their sum (Schaul et al. 2016, appendix B.2.1), in O(log capacity) a call. Every inner node is the
 * sum of its two children and is never adjusted by a difference: nothing drifts, and the sums depend on the priorities
 * alone, not on how they came about.
 */
final class SumTree {

    /** So that the nodes fit into an array. */
    static final int LARGEST_CAPACITY = 1 << 29;

    private final int capacity;
    private final int leaves;
    /** Node k has the children 2 k and 2 k + 1; the root is 1; the leaf of index i is {@code leaves + i}. */
    private final double[] sums;

    /** Makes a tree of zeros. */
    SumTree(int capacity) {
        this.capacity = Check.in("capacity", capacity, 1, LARGEST_CAPACITY);
        // A power of two, so that leaves stand in the order of their indices.
        this.leaves = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        this.sums = new double[2 * leaves];
    }

    /** Returns the sum of all priorities. */
    double total() {
        return sums[1];
    }

    /** Returns a priority. */
    double get(int index) {
        return sums[leaves + index];
    }

    /** Sets a priority, at least 0. */
    void set(int index, double priority) {
        int node = leaves + index;
        sums[node] = Check.notNegative("priority", priority);
        while (node > 1) {
            node >>= 1;
            sums[node] = sums[2 * node] + sums[2 * node + 1];
        }
    }

    /**
     * Returns the index at which the running sum of the priorities exceeds {@code mass}, up to rounding; but never one of
     * priority 0. The total must be above 0.
     *
     * @param mass in [0, total()]
     */
    int find(double mass) {
        double left = mass;
        int node = 1;
        while (node < leaves) {
            node *= 2;
            // Rounding may leave more than there is on the right, so that side is taken only if there is something.
            if (left >= sums[node] && sums[node + 1] > 0) {
                left -= sums[node];
                node++;
            }
        }
        return node - leaves;
    }

    /** Writes the first {@code count} priorities; the inner nodes follow from them. */
    void save(StateWriter to, int count) {
        to.doubles(Arrays.copyOfRange(sums, leaves, leaves + count), count);
    }

    /** Reads the first {@code count} priorities; all others are 0 then. */
    void restore(StateReader from, int count) {
        Check.in("count", count, 0, capacity);
        final double[] priorities = new double[count];
        from.doubles(priorities, count);
        for (double priority : priorities) {
            if (!(priority >= 0 && priority < Double.POSITIVE_INFINITY)) {
                throw from.corrupt("a priority is not in [0, infinity)");
            }
        }
        Arrays.fill(sums, leaves, 2 * leaves, 0);
        System.arraycopy(priorities, 0, sums, leaves, count);
        for (int node = leaves - 1; node > 0; node--) {
            sums[node] = sums[2 * node] + sums[2 * node + 1];
        }
    }
}
