// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.gridmaze;

/**
 * What the paper leaves open or its predecessor does otherwise.
 *
 * @param reward of a coin; a poison gives its negative
 * @param limit the greatest number of steps
 * @param endsWithoutPoison whether the episode also ends when the last poison is collected
 * @param meetsBeforeWalking whether the agent meets an enemy that moves onto the cell where the agent was before its own
 *     step, instead of one that is in its cell after both have moved
 */
record MazeRules(int reward, int limit, boolean endsWithoutPoison, boolean meetsBeforeWalking) {

    static final MazeRules PAPER = new MazeRules(1, 200, false, false);
}
