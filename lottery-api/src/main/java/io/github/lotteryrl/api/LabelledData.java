// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * Examples with their labels, to learn a {@link ClassificationTask} from. Immutable and thread-safe: learners of several runs
 * read the same ones.
 */
public interface LabelledData {

    /** Returns how many examples there are, at least one. */
    int size();

    /**
     * Returns what is right for an example: the number of the action to take, from 0.
     *
     * @param index in [0, size())
     * @throws IndexOutOfBoundsException if the index is out of range
     */
    int label(int index);

    /**
     * Writes an example, as the task's environments would show it.
     *
     * @param index in [0, size())
     * @param target modified from {@code offset} on, as many numbers as an observation has
     * @throws IndexOutOfBoundsException if the index is out of range
     */
    void observe(int index, float[] target, int offset);
}
