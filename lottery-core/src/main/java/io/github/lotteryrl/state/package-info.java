// SPDX-License-Identifier: Apache-2.0
/**
 * How a learner's state is written and read again, to the bit. Start at {@link io.github.lotteryrl.state.Stateful}.
 */
package io.github.lotteryrl.state;
