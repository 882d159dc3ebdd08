// SPDX-License-Identifier: Apache-2.0
/** The paper's figure 8. Start at {@link io.github.lotteryrl.examples.figure8.Figure8}. */
package io.github.lotteryrl.examples.figure8;
