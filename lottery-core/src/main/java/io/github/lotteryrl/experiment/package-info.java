// SPDX-License-Identifier: Apache-2.0
/**
 * What to run, where results are kept, and how runs are spread over cores. Start at {@link
 * io.github.lotteryrl.experiment.Experiment}.
 */
package io.github.lotteryrl.experiment;
