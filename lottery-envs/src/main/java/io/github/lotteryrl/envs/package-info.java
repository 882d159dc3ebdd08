// SPDX-License-Identifier: Apache-2.0
/**
 * The built-in tasks, found by id through {@link io.github.lotteryrl.api.Environments#find}. {@link
 * io.github.lotteryrl.envs.BuiltInEnvironments} lists the ids.
 */
package io.github.lotteryrl.envs;
