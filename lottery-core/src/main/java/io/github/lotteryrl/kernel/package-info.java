// SPDX-License-Identifier: Apache-2.0
/**
 * The inner loops of training; internal. Start at {@link io.github.lotteryrl.kernel.Kernels}, which fixes the order of every
 * sum, so that each implementation of it gives the same bits.
 */
package io.github.lotteryrl.kernel;
