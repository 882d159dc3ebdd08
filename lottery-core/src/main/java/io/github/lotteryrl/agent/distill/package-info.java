// SPDX-License-Identifier: Apache-2.0
/** Behavioural cloning: students that learn what a trained agent does (the paper, section 3.1). */
package io.github.lotteryrl.agent.distill;
