// SPDX-License-Identifier: Apache-2.0
/**
 * The inner loops of training. Of use outside is {@link io.github.lotteryrl.kernel.Batch}, which networks read and write; the
 * rest is internal and may change at any time. Start at {@link io.github.lotteryrl.kernel.Kernels}, which fixes the order of
 * every sum, so that each implementation of it gives the same bits.
 */
package io.github.lotteryrl.kernel;
