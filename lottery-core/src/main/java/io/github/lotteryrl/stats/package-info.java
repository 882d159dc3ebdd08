// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics over seeds: what turns runs into evidence. Start at {@link io.github.lotteryrl.stats.ReturnCurve}, of several
 * tasks at {@link io.github.lotteryrl.stats.TaskAverage}; intervals are made by {@link io.github.lotteryrl.stats.Bootstrap}, conditions compared by {@link io.github.lotteryrl.stats.PairedTest},
 * {@link io.github.lotteryrl.stats.Degradation}, {@link io.github.lotteryrl.stats.Retention} and {@link io.github.lotteryrl.stats.ProbabilityOfImprovement}.
 */
package io.github.lotteryrl.stats;
