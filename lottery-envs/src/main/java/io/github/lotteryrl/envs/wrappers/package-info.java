// SPDX-License-Identifier: Apache-2.0
/**
 * What can be put around any environment: {@link io.github.lotteryrl.envs.wrappers.TimeLimit} and {@link
 * io.github.lotteryrl.envs.wrappers.EpisodeStatistics}. (Showing only some dimensions of the observation is {@link
 * io.github.lotteryrl.api.EnvironmentFactory#observing}.)
 */
package io.github.lotteryrl.envs.wrappers;
