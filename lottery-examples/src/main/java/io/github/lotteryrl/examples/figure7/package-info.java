// SPDX-License-Identifier: Apache-2.0
/** The paper's figure 7. Start at {@link io.github.lotteryrl.examples.figure7.Figure7}. */
package io.github.lotteryrl.examples.figure7;
