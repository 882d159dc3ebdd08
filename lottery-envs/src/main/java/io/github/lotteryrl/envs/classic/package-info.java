// SPDX-License-Identifier: Apache-2.0
/**
 * The two classic control tasks of the paper's figures 2, 3 and 8: {@link io.github.lotteryrl.envs.classic.CartPole} and {@link
 * io.github.lotteryrl.envs.classic.Acrobot}. The classes hold the dynamics alone; the ids {@code CartPole-v1} and so on add the
 * time limit.
 */
package io.github.lotteryrl.envs.classic;
