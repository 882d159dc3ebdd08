// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that every implementation of a contract of this library must pass, for users' implementations too. To test an
 * environment of your own extend {@link io.github.lotteryrl.api.contract.EnvironmentContract}.
 */
package io.github.lotteryrl.api.contract;
