// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.minatar;

/**
 * The draws that the games make, and no other. Two kinds of generator give them: the library's own stream in all normal
 * use, and numpy's where a recorded game is replayed.
 */
interface GameRandom {

    /** Returns a uniform number in [0, 1), a multiple of 2^-53. */
    double nextDouble();

    /** Returns a uniform integer in [0, bound). */
    int nextInt(int bound);

    /** Returns a uniform integer in [low, high). */
    default int nextInt(int low, int high) {
        return low + nextInt(high - low);
    }
}
