// SPDX-License-Identifier: Apache-2.0
/**
 * One page of HTML for all that a store holds. Start at {@link io.github.lotteryrl.examples.report.Report}.
 */
package io.github.lotteryrl.examples.report;
