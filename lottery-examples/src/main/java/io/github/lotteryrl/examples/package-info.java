// SPDX-License-Identifier: Apache-2.0
/** The command line and the quick start. Start at {@link io.github.lotteryrl.examples.Lottery}. */
package io.github.lotteryrl.examples;
