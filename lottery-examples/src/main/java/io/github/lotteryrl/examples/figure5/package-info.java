// SPDX-License-Identifier: Apache-2.0
/** The paper's figure 5. Start at {@link io.github.lotteryrl.examples.figure5.Figure5}. */
package io.github.lotteryrl.examples.figure5;
