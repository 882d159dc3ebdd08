// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of training and acting. {@link io.github.lotteryrl.bench.Benchmarks} runs them and prints the tables. */
package io.github.lotteryrl.bench;
