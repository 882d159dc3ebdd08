// SPDX-License-Identifier: Apache-2.0
/** The paper's figure 6. Start at {@link io.github.lotteryrl.examples.figure6.Figure6}. */
package io.github.lotteryrl.examples.figure6;
