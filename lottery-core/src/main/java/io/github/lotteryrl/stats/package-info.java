// SPDX-License-Identifier: Apache-2.0
/** Statistics over seeds. Start at {@link io.github.lotteryrl.stats.ReturnCurve}. */
package io.github.lotteryrl.stats;
