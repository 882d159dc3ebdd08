// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import java.util.Arrays;

/** The actions of an open episode. Grows with the longest episode, and allocates nothing else. Not thread-safe. */
final class ActionLog {

    private int[] numbered = {};
    private float[] vectors = {};
    private int count;

    void clear() {
        count = 0;
    }

    void add(int action) {
        if (count == numbered.length) {
            numbered = Arrays.copyOf(numbered, grown(count));
        }
        numbered[count++] = action;
    }

    void add(float[] action) {
        if (count + action.length > vectors.length) {
            vectors = Arrays.copyOf(vectors, grown(count + action.length));
        }
        System.arraycopy(action, 0, vectors, count, action.length);
        count += action.length;
    }

    private static int grown(int length) {
        return Math.max(64, 2 * length);
    }

    OpenEpisode episode(long number) {
        return new OpenEpisode(
                number,
                Arrays.copyOf(numbered, numbered.length == 0 ? 0 : count),
                Arrays.copyOf(vectors, vectors.length == 0 ? 0 : count));
    }
}
