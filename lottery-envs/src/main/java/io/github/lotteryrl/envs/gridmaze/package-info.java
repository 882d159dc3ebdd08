// SPDX-License-Identifier: Apache-2.0
/**
 * The paper's maze (appendix B, there also called MazeGrid): {@link io.github.lotteryrl.envs.gridmaze.GridMaze} has the
 * rules and what was decided where the paper leaves them open, {@link
 * io.github.lotteryrl.envs.gridmaze.GridMazeSettings} how the maze is observed.
 */
package io.github.lotteryrl.envs.gridmaze;
