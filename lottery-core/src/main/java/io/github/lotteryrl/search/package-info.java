// SPDX-License-Identifier: Apache-2.0
/**
 * The front door: search for winning tickets, compare the baselines, look at what survived. Start at {@link
 * io.github.lotteryrl.search.TicketSearch}.
 */
package io.github.lotteryrl.search;
