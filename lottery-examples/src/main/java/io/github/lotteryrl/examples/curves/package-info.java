// SPDX-License-Identifier: Apache-2.0
/** The paper's figures of ticket curves: 2, 3, 4 and 9 to 15. Each is a list of panels; one class runs and draws them all. */
package io.github.lotteryrl.examples.curves;
