// SPDX-License-Identifier: Apache-2.0
/**
 * Networks whose cost follows their surviving weights. Start at {@link io.github.lotteryrl.nn.NetworkSpec} for the shape of a
 * network, which may begin with {@link io.github.lotteryrl.nn.Convolution}s, and at {@link io.github.lotteryrl.nn.Network}
 * for one that computes. {@link io.github.lotteryrl.nn.Adam} trains it, with
 * {@link io.github.lotteryrl.nn.Dropout} and {@link io.github.lotteryrl.nn.WeightDecay} where that is wanted.
 */
package io.github.lotteryrl.nn;
