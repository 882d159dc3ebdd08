// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

/**
 * One point of a learning curve.
 *
 * @param step environment steps trained before it
 * @param meanReturn undiscounted return, mean over the evaluation episodes
 * @param meanLength steps per episode, mean over the evaluation episodes
 */
public record Evaluation(long step, double meanReturn, double meanLength) {}
