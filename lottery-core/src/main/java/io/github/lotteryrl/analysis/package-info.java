// SPDX-License-Identifier: Apache-2.0
/**
 * What a mask leaves of a network: which inputs and units still count, and a smaller network that does the same. Start at
 * {@link io.github.lotteryrl.analysis.InputRelevance} for the paper's figure 8, at {@link
 * io.github.lotteryrl.analysis.MinimalRepresentation} for the inputs that a task needs, and at {@link
 * io.github.lotteryrl.analysis.Compaction} for a network to deploy.
 */
package io.github.lotteryrl.analysis;
