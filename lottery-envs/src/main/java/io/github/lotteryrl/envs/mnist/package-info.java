// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures of digits to tell apart, for the classifier of the paper's figure 1: {@link io.github.lotteryrl.envs.mnist.Mnist}
 * reads the files of MNIST, {@link io.github.lotteryrl.envs.mnist.StrokeDigits} draws digits of its own and needs no files.
 */
package io.github.lotteryrl.envs.mnist;
