// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts of Lottery. Start at {@link io.github.lotteryrl.api.Environment} to bring a task of your own, at {@link
 * io.github.lotteryrl.api.Agent} to bring a learner, and at {@link io.github.lotteryrl.api.MaskBaseline} for the
 * conditions that the paper compares.
 *
 * <p>This module has no dependencies. "The paper" is M. Vischer, R. T. Lange, H. Sprekeler, "On Lottery Tickets and
 * Minimal Task Representations in Deep Reinforcement Learning", ICLR 2022.
 */
package io.github.lotteryrl.api;
