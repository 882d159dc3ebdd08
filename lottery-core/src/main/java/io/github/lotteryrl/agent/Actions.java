// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.agent;

import io.github.lotteryrl.api.ActionSpace;
import io.github.lotteryrl.api.Environment;
import io.github.lotteryrl.api.VectorEnvironment;
import io.github.lotteryrl.kernel.Batch;

/**
 * One action for each of several environments, of whichever kind the action space has. Not thread-safe.
 *
 * @param numbered the actions of a discrete space; empty otherwise
 * @param vectors the actions of a continuous space, a row per dimension; empty otherwise
 */
public record Actions(int[] numbered, float[][] vectors) {

    /** Returns room for the actions of {@code count} environments. */
    public static Actions of(ActionSpace space, int count) {
        return space instanceof ActionSpace.Discrete
                ? new Actions(new int[count], new float[0][])
                : new Actions(new int[0], new float[space.outputs()][count]);
    }

    /**
     * Returns the row with the largest number in a column, of equals the first: the likeliest numbered action.
     *
     * @param count of actions: later rows say something else
     */
    public static int likeliest(Batch outputs, int count, int column) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            if (outputs.get(k, column) > outputs.get(best, column)) {
                best = k;
            }
        }
        return best;
    }

    /** Takes the actions in all environments. */
    public void step(VectorEnvironment environments) {
        if (vectors.length == 0) {
            environments.step(numbered);
        } else {
            environments.step(vectors);
        }
    }

    /**
     * Takes the action of one column.
     *
     * @param scratch modified: room for one action of a continuous space
     * @return the reward
     */
    double step(Environment environment, int column, float[] scratch) {
        if (vectors.length == 0) {
            return environment.step(numbered[column]);
        }
        for (int d = 0; d < vectors.length; d++) {
            scratch[d] = vectors[d][column];
        }
        return environment.step(scratch);
    }
}
