// SPDX-License-Identifier: Apache-2.0
/**
 * What an agent remembers of its experience. Start at {@link io.github.lotteryrl.replay.ReplayMemory} for a memory to draw from
 * at random, at {@link io.github.lotteryrl.replay.ObservationBuffer} for the observations alone.
 */
package io.github.lotteryrl.replay;
