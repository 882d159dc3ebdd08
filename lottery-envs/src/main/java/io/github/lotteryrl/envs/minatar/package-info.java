// SPDX-License-Identifier: Apache-2.0
/**
 * The five games of MinAtar, made anew from a description of their rules: {@link
 * io.github.lotteryrl.envs.minatar.Asterix}, {@link io.github.lotteryrl.envs.minatar.Breakout}, {@link
 * io.github.lotteryrl.envs.minatar.Freeway}, {@link io.github.lotteryrl.envs.minatar.Seaquest} and {@link
 * io.github.lotteryrl.envs.minatar.SpaceInvaders}. The games are those of K. Young and T. Tian, "MinAtar: an
 * Atari-inspired testbed for thorough and reproducible reinforcement learning experiments", arXiv:1903.03176 (2019), in
 * version 1.0.15 of the authors' package, and agree with it step by step, given its random numbers: {@link
 * io.github.lotteryrl.envs.minatar.MinAtarReplay} compares. Without them a seed gives another episode than there.
 *
 * <p>An observation is a picture of zeros and ones with ten rows and columns for each channel; the dimensions are named
 * {@code channel[row,column]}, row 0 at the top. {@link io.github.lotteryrl.envs.minatar.MinAtarSettings} holds what can be
 * set. There is no time limit; only Freeway ends by itself. Departures: a step after the end throws (the original stands
 * still and returns 0), and {@code reset(seed)} forgets the last action, as a new game of the original does.
 *
 * <p>{@code render()} draws each channel in a colour of its own: the player sky blue, what kills it vermillion, its bullets
 * white, trails grey. Where several things meet in a cell, one goes around the other.
 */
package io.github.lotteryrl.envs.minatar;
