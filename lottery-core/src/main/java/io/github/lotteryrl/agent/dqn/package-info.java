// SPDX-License-Identifier: Apache-2.0
/** Deep Q-learning. */
package io.github.lotteryrl.agent.dqn;
