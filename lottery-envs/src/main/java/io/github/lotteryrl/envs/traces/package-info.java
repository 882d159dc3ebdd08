// SPDX-License-Identifier: Apache-2.0
/**
 * What comes out of replaying a recorded game: {@link io.github.lotteryrl.envs.traces.ReplayResult}. {@link
 * io.github.lotteryrl.envs.TraceReplay} replays.
 */
package io.github.lotteryrl.envs.traces;
