// SPDX-License-Identifier: Apache-2.0
/** The figures of the paper: what is trained for each, and what all of them share. */
package io.github.lotteryrl.examples.figures;
