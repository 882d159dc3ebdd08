// SPDX-License-Identifier: Apache-2.0
/** The paper's figure 1. Its middle column is {@link io.github.lotteryrl.examples.figure1.Schematic}. */
package io.github.lotteryrl.examples.figure1;
