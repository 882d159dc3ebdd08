// SPDX-License-Identifier: Apache-2.0
/** Do the learners learn? Start at {@link io.github.lotteryrl.examples.learning.Learning}. */
package io.github.lotteryrl.examples.learning;
