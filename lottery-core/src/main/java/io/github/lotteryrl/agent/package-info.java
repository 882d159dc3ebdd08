// SPDX-License-Identifier: Apache-2.0
/**
 * What all learners share: acting in several environments, evaluation on a calendar, the best checkpoint. Start at {@link
 * io.github.lotteryrl.agent.TrainingLoop}.
 */
package io.github.lotteryrl.agent;
