// SPDX-License-Identifier: Apache-2.0
/**
 * Iterative magnitude pruning: train, prune, reset. Start at {@link io.github.lotteryrl.ticket.IterativePruning}.
 */
package io.github.lotteryrl.ticket;
