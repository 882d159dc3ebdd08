// SPDX-License-Identifier: Apache-2.0
/**
 * Networks whose cost follows their surviving weights. Start at {@link io.github.lotteryrl.nn.MlpSpec} for the shape of a
 * network, and at {@link io.github.lotteryrl.nn.Mlp} for one that computes.
 */
package io.github.lotteryrl.nn;
