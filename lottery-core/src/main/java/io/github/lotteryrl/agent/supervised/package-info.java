// SPDX-License-Identifier: Apache-2.0
/** Supervised classification, for comparison with reinforcement learning (the paper, figure 1). */
package io.github.lotteryrl.agent.supervised;
