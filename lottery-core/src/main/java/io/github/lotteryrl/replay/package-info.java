// SPDX-License-Identifier: Apache-2.0
/** What an agent remembers of its experience. */
package io.github.lotteryrl.replay;
