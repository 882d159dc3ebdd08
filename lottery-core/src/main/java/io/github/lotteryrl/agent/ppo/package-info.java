// SPDX-License-Identifier: Apache-2.0
/** Proximal policy optimisation. Start at {@link io.github.lotteryrl.agent.ppo.Ppo}. */
package io.github.lotteryrl.agent.ppo;
