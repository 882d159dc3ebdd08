// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that every implementation of a contract of this library must pass, for users' implementations too. Extend the one that
 * fits: {@link io.github.lotteryrl.api.contract.EnvironmentContract}, {@link
 * io.github.lotteryrl.api.contract.ClassificationTaskContract}, {@link
 * io.github.lotteryrl.api.contract.MaskBaselineContract}, {@link io.github.lotteryrl.api.contract.InitSchemeContract}, {@link
 * io.github.lotteryrl.api.contract.PruningScheduleContract}, {@link
 * io.github.lotteryrl.api.contract.PruningCriterionContract}.
 */
package io.github.lotteryrl.api.contract;
